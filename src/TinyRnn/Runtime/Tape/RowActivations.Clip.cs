using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class RowActivations
{
    /// <summary>y = x, held between two numbers, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    public static void ClipForward(int rows, int size, int stride, ref float values, float low, float high) =>
        Run(rows, size, stride, ref values, ref values, new HeldFunction(low, high));

    /// <summary>dx = dy where low &lt; y &lt; high, otherwise 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    /// <param name="low">The least.</param>
    /// <param name="high">The largest.</param>
    public static void ClipBackward(int rows, int size, int stride, ref float values, ref float gradients, float low, float high) =>
        Run(rows, size, stride, ref values, ref gradients, new WithinSlope(low, high));

    private readonly struct HeldFunction(float low, float high) : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => value.Clamp(low, high);
    }

    private readonly struct WithinSlope(float low, float high) : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats inside = TFloats.Select(TFloats.LessThan(value, TFloats.Fill(high)), gradient, TFloats.Fill(0f));
            return TFloats.Select(TFloats.LessThan(TFloats.Fill(low), value), inside, TFloats.Fill(0f));
        }
    }
}
