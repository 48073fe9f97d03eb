using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

public static partial class FreeCells
{
    /// <summary>x / 6 + 1/2, held between 0 and 1; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSigmoid(Vector128<float> x) => new HardSigmoidFunction(HardSigmoidFunction.Sixth).Of<Floats128, NativeArithmetic>(x);

    /// <inheritdoc cref="HardSigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoid(Vector256<float> x) => new HardSigmoidFunction(HardSigmoidFunction.Sixth).Of<Floats256, NativeArithmetic>(x);

    /// <inheritdoc cref="HardSigmoid(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoid(Vector512<float> x) => new HardSigmoidFunction(HardSigmoidFunction.Sixth).Of<Floats512, NativeArithmetic>(x);

    /// <summary>x / 5 + 1/2, held between 0 and 1; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardSigmoidFifth(Vector128<float> x) =>
        new HardSigmoidFunction(HardSigmoidFunction.Fifth).Of<Floats128, NativeArithmetic>(x);

    /// <inheritdoc cref="HardSigmoidFifth(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardSigmoidFifth(Vector256<float> x) =>
        new HardSigmoidFunction(HardSigmoidFunction.Fifth).Of<Floats256, NativeArithmetic>(x);

    /// <inheritdoc cref="HardSigmoidFifth(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardSigmoidFifth(Vector512<float> x) =>
        new HardSigmoidFunction(HardSigmoidFunction.Fifth).Of<Floats512, NativeArithmetic>(x);

    /// <summary>x, held between -1 and 1; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> HardTanh(Vector128<float> x) => new HardTanhFunction().Of<Floats128, NativeArithmetic>(x);

    /// <inheritdoc cref="HardTanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> HardTanh(Vector256<float> x) => new HardTanhFunction().Of<Floats256, NativeArithmetic>(x);

    /// <inheritdoc cref="HardTanh(Vector128{float})"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> HardTanh(Vector512<float> x) => new HardTanhFunction().Of<Floats512, NativeArithmetic>(x);
}
