using System.Numerics.Tensors;
using TinyRnn.Plot;

namespace TinyRnn.Demo.Voice;

/// <summary>The probability of speech over the waveform.</summary>
internal static class VoiceFigure
{
    /// <summary>Columns of the waveform, the lowest and the highest sample of each: more than a picture shows would only make the file larger.</summary>
    private const int Columns = 500;

    /// <param name="audio">At 16 kHz.</param>
    /// <param name="probabilities">Of its chunks.</param>
    /// <param name="segments">What is marked.</param>
    public static Figure Of(ReadOnlySpan<float> audio, float[] probabilities, IReadOnlyList<SpeechSegment> segments)
    {
        double seconds = audio.Length / (double)VoiceReading.SampleRate;

        // A chunk's probability is known when the chunk ends.
        double[] times = [.. Enumerable.Range(1, probabilities.Length).Select(i => Math.Min(i * VoiceReading.ChunkSeconds, seconds))];
        return new Figure(
        [
            new Panel
            {
                Title = "where somebody speaks",
                X = "seconds",
                Y = "probability of speech; waveform, peak 1",
                Low = -1.02,
                High = 1.02,
                Left = 0,
                Right = seconds,
                Bands = [.. segments.Select((segment, i) => new Band(i == 0 ? "speech" : "", segment.Start, segment.End))],
                Lines =
                [
                    Waveform(audio, seconds),
                    new Line("probability", times, [.. probabilities.Select(probability => (double)probability)]),
                    new Line("begins above", [0, seconds], [SpeechSegment.Begins, SpeechSegment.Begins]) { Style = LineStyle.Dashed },
                ],
            },
        ]) { PanelWidth = 1100, PanelHeight = 380 };
    }

    private static Line Waveform(ReadOnlySpan<float> audio, double seconds)
    {
        float peak = audio.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(audio));
        int columns = Math.Min(Columns, audio.Length);
        double[] times = new double[2 * columns];
        double[] values = new double[2 * columns];
        for (int i = 0; i < columns; i++)
        {
            int from = (int)((long)audio.Length * i / columns);
            int to = (int)((long)audio.Length * (i + 1) / columns);
            float low = TensorPrimitives.Min(audio[from..to]);
            float high = TensorPrimitives.Max(audio[from..to]);
            times[2 * i] = times[(2 * i) + 1] = seconds * (i + 0.5) / columns;
            (values[2 * i], values[(2 * i) + 1]) = peak == 0 ? (0, 0) : (Rounded(low / peak), Rounded(high / peak));
        }

        return new Line("waveform", times, values) { Style = LineStyle.Pale };
    }

    /// <summary>To what a pixel can show.</summary>
    private static double Rounded(float value) => Math.Round(value, 3);
}
