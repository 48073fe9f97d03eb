using TinyRnn.Demo.Voice;
using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Speech in five seconds of a recording.</summary>
public sealed class VoiceTests : SampleFolder
{
    /// <summary>
    /// What ONNX Runtime recorded says where speech is: there is some, and there is silence. It is float32, too, and behind a transform of 256 samples up to
    /// 1e-5 from a computation in double.
    /// </summary>
    [Fact]
    public void Speech_is_found_where_the_original_finds_it()
    {
        SampleRun run = Quick("voice");
        Assert.InRange(run.Results["largest difference from ONNX Runtime"], 0, 1e-5);
        Assert.InRange(run.Results["segments"], 1, 10);
        Assert.InRange(run.Results["seconds of speech"], 1, 4.9);
        Assert.Equal(0, run.Results["allocated"]);
        IsDrawn("voice.svg");
    }

    /// <summary>Chunks of a tenth of a second: a dip that does not last a pause, or stays above the lower limit, is inside; what is short is none.</summary>
    [Fact]
    public void Segments_begin_high_and_end_low()
    {
        float[] probabilities = [0.4f, 0.6f, 0.4f, 0.6f, 0.9f, 0.1f, 0.2f, 0.9f, 0.1f, 0.1f, 0.5f, 0.5f, 0.5f];
        IReadOnlyList<SpeechSegment> segments = SpeechSegment.Of(probabilities, 0.1);
        Assert.Equal(2, segments.Count);
        Assert.Equal((0.1, 0.5), (segments[0].Start, segments[0].End), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-9);
        Assert.Equal((0.6f + 0.4f + 0.6f + 0.9f) / 4, segments[0].Mean, 1e-6);

        // The last one reaches the end.
        Assert.Equal((1.0, 1.3), (segments[1].Start, segments[1].End), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-9);

        // A single chunk below, of a third of a pause, tears nothing apart.
        float[] dip = [.. Enumerable.Repeat(0.8f, 10), 0.1f, 0.1f, .. Enumerable.Repeat(0.8f, 10)];
        SpeechSegment whole = Assert.Single(SpeechSegment.Of(dip, 0.032));
        Assert.Equal(22 * 0.032, whole.End, 1e-9);
        Assert.Empty(SpeechSegment.Of([0.1f, 0.9f, 0.9f, 0.1f, 0.1f], 0.1));
        Assert.Empty(SpeechSegment.Of([], 0.1));
    }
}
