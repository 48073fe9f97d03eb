using System.ComponentModel;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Inverted dropout (Srivastava and others 2014): a value is dropped with some probability, and what stays is scaled so that the expectation stays.
/// For emitted code.
/// </summary>
/// <remarks>Nothing is checked: the generated trainer calls these functions with constant sizes into buffers of its own.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class DropoutMask
{
    /// <summary>mask[r][j] = 0 with probability <paramref name="rate"/>, otherwise 1 / (1 - rate).</summary>
    /// <param name="random">
    /// Where the numbers come from: one of 64 bits for two values of a row, the low half for the first; a last value of an odd row has one of its own.
    /// </param>
    /// <param name="rate">0 &lt;= rate &lt; 1, exact to 2^-32.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="mask">The first value.</param>
    public static void Fill(ref RandomState random, float rate, int rows, int size, int stride, ref float mask)
    {
        uint threshold = (uint)(rate * 4294967296.0);
        float kept = 1 / (1 - rate);
        RandomState state = random;
        int padded = (size + 3) & ~3;
        for (nint row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref mask, row * stride);
            nint column = 0;
            for (; column + 2 <= size; column += 2)
            {
                ulong bits = state.NextUInt64();
                Unsafe.Add(ref values, column) = (uint)bits < threshold ? 0 : kept;
                Unsafe.Add(ref values, column + 1) = (uint)(bits >> 32) < threshold ? 0 : kept;
            }

            if (column < size)
                Unsafe.Add(ref values, column++) = (uint)state.NextUInt64() < threshold ? 0 : kept;
            for (; column < padded; column++)
                Unsafe.Add(ref values, column) = 0;
        }

        random = state;
    }

    /// <summary>values_k *= mask_k, forwards for values and backwards for their gradients.</summary>
    /// <param name="count">Values; a multiple of 4.</param>
    /// <param name="values">The first value.</param>
    /// <param name="mask">The first value of the mask.</param>
    public static void Multiply(int count, ref float values, ref float mask) => TapeWalk.Run(1, count, 1, new MultiplyStep(ref values, ref mask));

    private readonly ref struct MultiplyStep(ref float values, ref float mask) : ITapeStep
    {
        private readonly ref float _values = ref values;
        private readonly ref float _mask = ref mask;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            (TFloats.Load(ref _values, unit) * TFloats.Load(ref _mask, unit)).Store(ref _values, unit);
        }
    }
}
