using System.ComponentModel;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Fourier;

namespace TinyRnn.Runtime.Tape;

/// <summary>Short-time Fourier transforms in training, over the rows of a trainer's tape, and the way back through them. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SpectrumRows
{
    /// <summary>Rows whose way back is computed at once: the lanes of a vector.</summary>
    private const int Lanes = 4;

    /// <summary><see cref="FrameSpectrum.Transform"/> of each row.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="length">Samples of a frame N.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="stride">Samples from one position's first to the next.</param>
    /// <param name="x">The first sample.</param>
    /// <param name="strideX">Floats from row to row.</param>
    /// <param name="window">N factors.</param>
    /// <param name="y">The first real part.</param>
    /// <param name="strideY">Floats from row to row.</param>
    /// <param name="scratch">16 N floats of any content.</param>
    public static void Transform(
        int rows, int length, int positions, int stride, ref float x, int strideX, ref float window, ref float y, int strideY, ref float scratch)
    {
        for (nint row = 0; row < rows; row++)
            FrameSpectrum.Transform(
                ref Unsafe.Add(ref x, row * strideX), ref window, ref Unsafe.Add(ref y, row * strideY), length, positions, stride, ref scratch);
    }

    /// <summary>
    /// dx[n] += w[n] sum_k (dre[k] cos(2 pi k n / N) - dim[k] sin(2 pi k n / N)) at each position: the real part of the transform of conj(dre + i dim), four
    /// rows side by side.
    /// </summary>
    /// <param name="rows">Rows.</param>
    /// <param name="length">Samples of a frame N.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="stride">Samples from one position's first to the next.</param>
    /// <param name="dy">The gradient of the first real part.</param>
    /// <param name="strideY">Floats from row to row.</param>
    /// <param name="window">N factors.</param>
    /// <param name="dx">The gradient of the first sample.</param>
    /// <param name="strideX">Floats from row to row.</param>
    /// <param name="scratch">16 N floats of any content.</param>
    public static void AddSlope(
        int rows, int length, int positions, int stride, ref float dy, int strideY, ref float window, ref float dx, int strideX, ref float scratch)
    {
        ComplexTransform transform = FourierTable.Of(length).Whole;
        ref float other = ref Unsafe.Add(ref scratch, 2 * Lanes * length);
        for (nint row = 0; row < rows; row += Lanes)
        {
            int lanes = (int)Math.Min(Lanes, rows - row);
            for (nint position = 0; position < positions; position++)
            {
                ref float gradient = ref Unsafe.Add(ref dy, (row * strideY) + (position * (length + 2)));
                for (int lane = 0; lane < Lanes; lane++)
                    Spread(ref Unsafe.Add(ref gradient, lane < lanes ? lane * strideY : 0), ref Unsafe.Add(ref scratch, lane), length);
                bool isOther = transform.Run(ref scratch, ref other);
                ref float samples = ref isOther ? ref other : ref scratch;
                ref float to = ref Unsafe.Add(ref dx, (row * strideX) + (position * stride));
                for (int lane = 0; lane < lanes; lane++)
                    Gather(ref Unsafe.Add(ref samples, lane), ref window, ref Unsafe.Add(ref to, lane * strideX), length);
            }
        }
    }

    /// <summary>One lane of what is transformed: conjugates of the bins up to N / 2, and zeros for the others.</summary>
    private static void Spread(ref float gradient, ref float to, nint length)
    {
        nint bins = (length / 2) + 1;
        for (nint k = 0; k < bins; k++)
        {
            Unsafe.Add(ref to, 2 * Lanes * k) = Unsafe.Add(ref gradient, k);
            Unsafe.Add(ref to, (2 * Lanes * k) + Lanes) = -Unsafe.Add(ref gradient, bins + k);
        }

        // The first and the last bin are real whatever the samples.
        Unsafe.Add(ref to, Lanes) = 0;
        Unsafe.Add(ref to, (2 * Lanes * (bins - 1)) + Lanes) = 0;
        for (nint k = bins; k < length; k++)
        {
            Unsafe.Add(ref to, 2 * Lanes * k) = 0;
            Unsafe.Add(ref to, (2 * Lanes * k) + Lanes) = 0;
        }
    }

    private static void Gather(ref float from, ref float window, ref float to, nint length)
    {
        for (nint n = 0; n < length; n++)
            Unsafe.Add(ref to, n) += Unsafe.Add(ref window, n) * Unsafe.Add(ref from, 2 * Lanes * n);
    }
}
