using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Words in sound: many to one, and on a stream.</summary>
public sealed class KeywordTests : SampleFolder
{
    /// <summary>Guessing one of six leaves ln 6 = 1.79 and gets 17 % right; telling tones, noise and nothing apart alone gets a half.</summary>
    [Fact]
    public void Words_are_spotted()
    {
        SampleRun run = Quick("keywords");
        Assert.InRange(run.Results["test accuracy"], 0.8, 1);
        Assert.InRange(run.Results["stream accuracy"], 0.7, 1);
        Assert.InRange(run.Results["loss (cross-entropy)"], 0, 0.7);
        Assert.Equal(0, run.Results["allocated by the stream"]);
        Assert.True(System.IO.File.Exists(File("keywords.safetensors")));
        IsDrawn("keywords.png");
    }

    /// <summary>
    /// A tone on a filter's frequency has its amplitude as magnitude, and next to nothing where the window's lobe, 2 / 256 of the rate to each side, does not
    /// reach.
    /// </summary>
    [Fact]
    public void The_spectrum_finds_a_tone()
    {
        float[] rows = new float[2 * SpectrumFilters.Count * SpectrumFilters.Window];
        SpectrumFilters.Fill(rows);
        const int at = 10;
        double frequency = SpectrumFilters.Lowest + (at * SpectrumFilters.Spacing);
        double turns = frequency / ToneWords.Rate;
        float[] tone = [.. Enumerable.Range(0, SpectrumFilters.Window).Select(i => (float)(0.3 * Math.Cos((2 * Math.PI * turns * i) + 1)))];

        // Hann's side lobes are 31 dB down and more: 3 % of the amplitude.
        Assert.Equal(0.3, SpectrumFilters.Magnitude(rows, tone, at), 0.01);
        Assert.All(Enumerable.Range(0, SpectrumFilters.Count).Where(k => Math.Abs(k - at) > 1), k =>
            Assert.InRange(SpectrumFilters.Magnitude(rows, tone, k), 0, 0.3 * 0.03));
    }

    [Fact]
    public void Clips_are_the_same_for_the_same_seed()
    {
        RandomState one = new(1);
        RandomState other = new(1);
        float[] clip = new float[ToneWords.Length];
        float[] again = new float[ToneWords.Length];
        for (int word = 0; word < ToneWords.Nothing; word++)
        {
            ToneWords.Fill(word, follows: true, clip, ref one);
            ToneWords.Fill(word, follows: true, again, ref other);
            Assert.Equal(clip, again);
            Assert.InRange(clip.Max(), 0.04f, 2.5f);
        }
    }
}
