using System.ComponentModel;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Activations in training, over the rows of a matrix whose columns are padded to a multiple of 4, and the way back through them.
/// For emitted code.
/// </summary>
/// <remarks>
/// Nothing is checked: the generated trainer calls these functions with constant sizes into buffers of its own. Derivatives are computed from the results y, so
/// that x need not be kept, where y tells x; the errors of the results are those of <see cref="VectorMath"/>. The padding becomes 0, also where the function of
/// 0 is not; what lies between it and the next row is not touched. NaN gives NaN.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class RowActivations
{
    /// <summary>y = max(x, 0), in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void ReluForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<ReluFunction>());

    /// <summary>dx = dy where y &gt; 0, otherwise 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void ReluBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new ReluSlope());

    /// <summary>y = tanh x, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void TanhForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<TanhFunction>());

    /// <summary>dx = dy (1 - y^2), computed as dy (1 - y) (1 + y).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void TanhBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new TanhSlope());

    /// <summary>y = 1 / (1 + e^-x), in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void SigmoidForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<SigmoidFunction>());

    /// <summary>dx = dy y (1 - y).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void SigmoidBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new SigmoidSlope());

    /// <summary>results = f(values, results), and zeros in the padding.</summary>
    private static void Run<TFunction>(int rows, int size, int stride, ref float values, ref float results, TFunction function)
        where TFunction : struct, IRowFunction
    {
        // Rows without a gap are one long row.
        int padded = Padded(size);
        bool contiguous = padded == stride;
        int pieces = contiguous ? 1 : rows;
        int length = contiguous ? rows * stride : padded;
        for (nint piece = 0; piece < pieces; piece++)
            TapeWalk.Run(1, length, 1, new Step<TFunction>(ref Unsafe.Add(ref values, piece * stride), ref Unsafe.Add(ref results, piece * stride), function));
        ClearPadding(rows, size, stride, ref results);
    }

    private static int Padded(int size) => (size + 3) & ~3;

    private static void ClearPadding(int rows, int size, int stride, ref float values)
    {
        int padded = Padded(size);
        for (nint row = 0; row < rows; row++)
        {
            for (nint column = size; column < padded; column++)
                Unsafe.Add(ref values, (row * stride) + column) = 0;
        }
    }

    /// <summary>A function of a value and, on the way back, of its gradient.</summary>
    private interface IRowFunction
    {
        TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>;
    }

    private readonly ref struct Step<TFunction>(ref float values, ref float results, TFunction function) : ITapeStep
        where TFunction : struct, IRowFunction
    {
        private readonly ref float _values = ref values;
        private readonly ref float _results = ref results;
        private readonly TFunction _function = function;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats value = TFloats.Load(ref _values, unit);
            _function.Of(value, TFloats.Load(ref _results, unit)).Store(ref _results, unit);
        }
    }

    private readonly struct ReluSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => gradient.WherePositive(value);
    }

    private readonly struct TanhSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => gradient * value.TanhSlope();
    }

    private readonly struct SigmoidSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => gradient * value.SigmoidSlope();
    }
}
