using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.States;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// The positions of a step in training, over the rows of a trainer's tape: padding, magnitudes, means, and the way back through them. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RowPositions
{
    /// <summary>Each row's positions between zeros, or between their mirror images.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="before">Positions of padding in front.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="after">Positions of padding behind.</param>
    /// <param name="isReflected">The padding is mirrored.</param>
    /// <param name="x">The first number.</param>
    /// <param name="strideX">Floats from row to row.</param>
    /// <param name="to">The first padded number.</param>
    /// <param name="strideTo">Floats from one of its rows to the next.</param>
    public static void Pad(
        int rows, int channels, int before, int positions, int after, bool isReflected, ref float x, int strideX, ref float to, int strideTo)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float from = ref Unsafe.Add(ref x, row * strideX);
            ref float target = ref Unsafe.Add(ref to, row * strideTo);
            if (isReflected)
                PositionBuffers.Reflect(ref from, ref target, channels, before, positions, after);
            else
                PositionBuffers.Pad(ref from, ref target, channels, before, positions, after);
        }
    }

    /// <summary>The way back of mirrored padding: each position's gradient is also that of its images, which are added to it.</summary>
    /// <inheritdoc cref="Pad"/>
    /// <param name="rows">Rows.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="before">Positions of padding in front.</param>
    /// <param name="positions">Positions.</param>
    /// <param name="after">Positions of padding behind.</param>
    /// <param name="padded">The gradients of the padded positions.</param>
    /// <param name="stride">Floats from row to row.</param>
    public static void AddReflected(int rows, int channels, int before, int positions, int after, ref float padded, int stride)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float first = ref Unsafe.Add(ref padded, (row * stride) + (before * channels));
            for (nint k = 1; k <= before; k++)
                Add(ref Unsafe.Add(ref first, -k * channels), ref Unsafe.Add(ref first, k * channels), channels);
            for (nint k = 1; k <= after; k++)
                Add(ref Unsafe.Add(ref first, (positions - 1 + k) * channels), ref Unsafe.Add(ref first, (positions - 1 - k) * channels), channels);
        }
    }

    /// <summary><see cref="PositionMath.Magnitude"/> of each row.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="bins">Complex numbers of a position.</param>
    /// <param name="x">The first real part.</param>
    /// <param name="strideX">Floats from row to row.</param>
    /// <param name="y">The first magnitude.</param>
    /// <param name="strideY">Floats from row to row.</param>
    public static void Magnitude(int rows, int positions, int bins, ref float x, int strideX, ref float y, int strideY)
    {
        for (nint row = 0; row < rows; row++)
            PositionMath.Magnitude(ref Unsafe.Add(ref x, row * strideX), ref Unsafe.Add(ref y, row * strideY), positions, bins);
    }

    /// <summary>
    /// dx_re += dy re / y, dx_im += dy im / y, and nothing where y is 0: there it has no slope, and 0 is one of those in between.
    /// </summary>
    /// <inheritdoc cref="Magnitude"/>
    /// <param name="rows">Rows.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="bins">Complex numbers of a position.</param>
    /// <param name="x">The first real part.</param>
    /// <param name="strideX">Floats from row to row, of the gradients as well.</param>
    /// <param name="y">The first magnitude.</param>
    /// <param name="strideY">Floats from row to row, of the gradients as well.</param>
    /// <param name="dy">The gradient of the magnitudes.</param>
    /// <param name="dx">The gradient of the parts.</param>
    public static void AddMagnitudeSlope(
        int rows, int positions, int bins, ref float x, int strideX, ref float y, int strideY, ref float dy, ref float dx)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint position = 0; position < positions; position++)
            {
                nint of = (row * strideX) + (position * 2 * bins);
                nint at = (row * strideY) + (position * bins);
                Slope(bins, ref Unsafe.Add(ref x, of), ref Unsafe.Add(ref y, at), ref Unsafe.Add(ref dy, at), ref Unsafe.Add(ref dx, of));
                Slope(bins, ref Unsafe.Add(ref x, of + bins), ref Unsafe.Add(ref y, at), ref Unsafe.Add(ref dy, at), ref Unsafe.Add(ref dx, of + bins));
            }
        }
    }

    /// <summary><see cref="PositionMath.Mean"/> of each row.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="x">The first number.</param>
    /// <param name="strideX">Floats from row to row.</param>
    /// <param name="y">The first mean.</param>
    /// <param name="strideY">Floats from row to row.</param>
    public static void Mean(int rows, int positions, int channels, ref float x, int strideX, ref float y, int strideY)
    {
        for (nint row = 0; row < rows; row++)
            PositionMath.Mean(ref Unsafe.Add(ref x, row * strideX), ref Unsafe.Add(ref y, row * strideY), positions, channels);
    }

    /// <summary>dx += dy / positions, at each position.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="positions">Positions of a row.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="dy">The gradient of the means.</param>
    /// <param name="strideY">Floats from row to row.</param>
    /// <param name="dx">The gradient of the numbers.</param>
    /// <param name="strideX">Floats from row to row.</param>
    public static void AddMeanSlope(int rows, int positions, int channels, ref float dy, int strideY, ref float dx, int strideX)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint i = 0; i < positions * channels; i++)
                Unsafe.Add(ref dx, (row * strideX) + i) += Unsafe.Add(ref dy, (row * strideY) + (i % channels)) / positions;
        }
    }

    private static void Slope(nint bins, ref float part, ref float y, ref float dy, ref float dx)
    {
        nint k = 0;
        for (; k + Floats128.Count <= bins; k += Floats128.Count)
        {
            // The quotient is at most 1, whatever the size of both.
            Floats128 size = Floats128.Load(ref y, k);
            Floats128 slope = (Floats128.Load(ref part, k) / size).WherePositive(size);
            Floats128.MultiplyAdd(slope, Floats128.Load(ref dy, k), Floats128.Load(ref dx, k)).Store(ref dx, k);
        }

        for (; k < bins; k++)
        {
            float size = Unsafe.Add(ref y, k);
            Unsafe.Add(ref dx, k) += size == 0 ? 0 : Unsafe.Add(ref part, k) / size * Unsafe.Add(ref dy, k);
        }
    }

    private static void Add(ref float from, ref float to, int count) =>
        TapeRows.Add(MemoryMarshal.CreateSpan(ref from, count), MemoryMarshal.CreateSpan(ref to, count));
}
