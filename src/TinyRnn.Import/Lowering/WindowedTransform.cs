using TinyRnn.Runtime.Fourier;

namespace TinyRnn.Import.Lowering;

/// <summary>
/// A convolution inside a step that is a Fourier transform written as its rows: w[n] cos(2 pi k n / N) for k = 0..N/2, and then those of the sines. Networks
/// have it so that any runtime can compute it; the fast transform does the same with a hundredth of the products.
/// </summary>
internal static class WindowedTransform
{
    /// <summary>How far a row may be from its equation, in parts of the largest factor of the window: roundings to float32 and of who wrote them.</summary>
    private const double Tolerance = 1e-6;

    /// <summary>The window of such a transform; <see langword="null"/>: the convolution is another one.</summary>
    /// <param name="node">The convolution.</param>
    /// <param name="isTurned">It may as well be the conjugate, because only magnitudes are taken of it.</param>
    public static float[]? Of(FrameConvNode node, bool isTurned)
    {
        int length = node.Kernel;
        if (node.InputChannels != 1 || node.Bias is not null || node.Channels != length + 2 || !FourierLengths.IsFast(length))
            return null;
        ReadOnlySpan<float> rows = node.Weights.Values;
        // The first row has the cosine of 0.
        ReadOnlySpan<float> window = rows[..length];
        double largest = 0;
        foreach (float factor in window)
            largest = Math.Max(largest, Math.Abs(factor));
        double most = Tolerance * largest;
        return AreRows(rows[..(rows.Length / 2)], window, Math.Cos, most)
            && (AreRows(rows[(rows.Length / 2)..], window, angle => -Math.Sin(angle), most)
                || (isTurned && AreRows(rows[(rows.Length / 2)..], window, Math.Sin, most)))
            ? window.ToArray() : null;
    }

    private static bool AreRows(ReadOnlySpan<float> rows, ReadOnlySpan<float> window, Func<double, double> part, double most)
    {
        int length = window.Length;
        for (int k = 0; k <= length / 2; k++)
        {
            for (int n = 0; n < length; n++)
            {
                double right = window[n] * part(2 * Math.PI * ((long)k * n % length) / length);
                // A NaN is no such row either.
                if (!(Math.Abs(rows[(k * length) + n] - right) <= most))
                    return false;
            }
        }

        return true;
    }
}
