using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>The beginning of the stream: its spectrum, and how likely each word is after every step.</summary>
internal static class KeywordFigure
{
    /// <summary>Two of each.</summary>
    private const int Words = 2 * ToneWords.Nothing;
    private const int Steps = Words * ToneWords.Steps;

    /// <summary>Decibels below the loudest that are still drawn.</summary>
    private const double Floor = -60;

    public static Figure Of(KeywordStream stream)
    {
        double[] ends = [.. Enumerable.Range(1, Words - 1).Select(i => (double)(i * ToneWords.Steps) - 0.5)];
        double[] steps = [.. Enumerable.Range(0, Steps).Select(t => (double)t)];
        string words = string.Join(", ", stream.Words.Take(ToneWords.Nothing).Select(word => ToneWords.Names[word]));
        return new Figure(
        [
            new Panel
            {
                Title = $"{words}, and again: spectrum, dB",
                X = "step (16 ms)",
                Y = "frequency, from 200 Hz up",
                IsAligned = true,
                Marks = ends,
                Heat = new HeatMap(Spectrum(stream.Audio), Floor, 0) { IsSequential = true },
            },
            new Panel
            {
                Title = "probability of each word after every step",
                X = "step (16 ms)",
                Y = "probability",
                IsAligned = true,
                Marks = ends,
                Left = -0.5,
                Right = Steps - 0.5,
                Low = 0,
                High = 1,
                Lines =
                [
                    .. ToneWords.Names.Select((name, word) =>
                        new Line(name, steps, [.. Enumerable.Range(1, Steps).Select(t => (double)stream.After(t)[word])])),
                ],
            },
        ]) { PanelWidth = 1100, PanelHeight = 280 };
    }

    private static double[][] Spectrum(float[] audio)
    {
        float[] rows = new float[2 * SpectrumFilters.Count * SpectrumFilters.Window];
        SpectrumFilters.Fill(rows);
        float[] padded = [.. new float[SpectrumFilters.Window - ToneWords.Step], .. audio.AsSpan(0, Steps * ToneWords.Step)];
        double[][] magnitudes =
        [
            .. Enumerable.Range(0, SpectrumFilters.Count).Reverse().Select(k => Enumerable.Range(0, Steps).Select(t =>
                SpectrumFilters.Magnitude(rows, padded.AsSpan(t * ToneWords.Step, SpectrumFilters.Window), k)).ToArray()),
        ];
        double loudest = magnitudes.Max(row => row.Max());
        return [.. magnitudes.Select(row => row.Select(value => Math.Max(Floor, 20 * Math.Log10(Math.Max(value, 1e-9) / loudest))).ToArray())];
    }
}
