namespace TinyRnn.Samples;

/// <summary>A windowed Fourier transform as rows of a convolution: cosines of all frequencies, then sines.</summary>
internal static class SpectrumFilters
{
    /// <summary>Samples that are seen at once.</summary>
    public const int Window = 256;

    /// <summary>Frequencies.</summary>
    public const int Count = 40;

    /// <summary>The lowest, in Hz.</summary>
    public const double Lowest = 200;

    /// <summary>From one to the next, in Hz: a little less than the window (Hann's) tells apart, 4 x 8,000 / 256 = 125.</summary>
    public const double Spacing = 90;

    /// <summary>Scaled so that a tone of amplitude 1 has the magnitude 1.</summary>
    /// <param name="rows">[2 Count, 1, Window], which is overwritten.</param>
    public static void Fill(Span<float> rows)
    {
        for (int k = 0; k < Count; k++)
        {
            double turns = (Lowest + (k * Spacing)) / ToneWords.Rate;
            for (int i = 0; i < Window; i++)
            {
                double weight = (1 - Math.Cos(2 * Math.PI * (i + 0.5) / Window)) * 2 / Window;
                rows[(k * Window) + i] = (float)(weight * Math.Cos(2 * Math.PI * turns * i));
                rows[((Count + k) * Window) + i] = (float)(weight * Math.Sin(2 * Math.PI * turns * i));
            }
        }
    }

    /// <summary>Magnitudes, for a picture.</summary>
    /// <param name="rows">What <see cref="Fill"/> gave.</param>
    /// <param name="samples">The window.</param>
    /// <param name="frequency">Which, from 0.</param>
    public static double Magnitude(ReadOnlySpan<float> rows, ReadOnlySpan<float> samples, int frequency)
    {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < Window; i++)
        {
            real += rows[(frequency * Window) + i] * samples[i];
            imaginary += rows[((Count + frequency) * Window) + i] * samples[i];
        }

        return Math.Sqrt((real * real) + (imaginary * imaginary));
    }
}
