using System.ComponentModel;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>The functions of <see cref="Pointwise"/> with the same bits on every processor. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReproduciblePointwise
{
    /// <inheritdoc cref="Pointwise.Relu"/>
    public static void Relu(ref float values, int count) =>
        Run(ref values, count, new ReluFunction());

    /// <inheritdoc cref="Pointwise.Tanh"/>
    public static void Tanh(ref float values, int count) =>
        Run(ref values, count, new TanhFunction());

    /// <inheritdoc cref="Pointwise.Sigmoid"/>
    public static void Sigmoid(ref float values, int count) =>
        Run(ref values, count, new SigmoidFunction());

    /// <inheritdoc cref="Pointwise.Silu"/>
    public static void Silu(ref float values, int count) =>
        Run(ref values, count, new SiluFunction());

    /// <inheritdoc cref="Pointwise.LeakyRelu"/>
    public static void LeakyRelu(ref float values, int count, float slope) =>
        Run(ref values, count, new LeakyReluFunction(slope));

    /// <inheritdoc cref="Pointwise.Elu"/>
    public static void Elu(ref float values, int count, float slope) =>
        Run(ref values, count, new EluFunction(slope));

    /// <inheritdoc cref="Pointwise.Gelu"/>
    public static void Gelu(ref float values, int count) =>
        Run(ref values, count, new GeluFunction());

    /// <inheritdoc cref="Pointwise.GeluTanh"/>
    public static void GeluTanh(ref float values, int count) =>
        Run(ref values, count, new GeluTanhFunction());

    /// <inheritdoc cref="Pointwise.HardSigmoid"/>
    public static void HardSigmoid(ref float values, int count) =>
        Run(ref values, count, new HardSigmoidFunction(HardSigmoidFunction.Sixth));

    /// <inheritdoc cref="Pointwise.HardSigmoidFifth"/>
    public static void HardSigmoidFifth(ref float values, int count) =>
        Run(ref values, count, new HardSigmoidFunction(HardSigmoidFunction.Fifth));

    /// <inheritdoc cref="Pointwise.HardTanh"/>
    public static void HardTanh(ref float values, int count) =>
        Run(ref values, count, new HardTanhFunction());

    /// <inheritdoc cref="Pointwise.Softplus"/>
    public static void Softplus(ref float values, int count) =>
        Run(ref values, count, new SoftplusFunction());

    /// <inheritdoc cref="Pointwise.Log"/>
    public static void Log(ref float values, int count) =>
        Run(ref values, count, new LogFunction());

    private static void Run<TFunction>(ref float values, int count, TFunction function)
        where TFunction : struct, IPointwise =>
        VectorMath.Map(MemoryMarshal.CreateSpan(ref values, count), new PointwiseOf<TFunction, UnfusedArithmetic>(function), summed: false);
}
