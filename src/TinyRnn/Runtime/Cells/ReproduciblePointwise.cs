using System.ComponentModel;

namespace TinyRnn.Runtime.Cells;

/// <summary>The functions of <see cref="Pointwise"/> with the same bits on every processor. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ReproduciblePointwise
{
    /// <summary>y = max(x, 0), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Relu(ref float values, int count) =>
        PointwiseWalk.Run<ReluFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = tanh x, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Tanh(ref float values, int count) =>
        PointwiseWalk.Run<TanhFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = 1 / (1 + e^-x), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Sigmoid(ref float values, int count) =>
        PointwiseWalk.Run<SigmoidFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = x sigmoid(x), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Silu(ref float values, int count) =>
        PointwiseWalk.Run<SiluFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = x, and slope x below 0, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void LeakyRelu(ref float values, int count, float slope) =>
        PointwiseWalk.Run<LeakyReluFunction, UnfusedArithmetic>(ref values, count, new(slope));

    /// <summary>y = x, and slope (e^x - 1) below 0, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void Elu(ref float values, int count, float slope) =>
        PointwiseWalk.Run<EluFunction, UnfusedArithmetic>(ref values, count, new(slope));

    /// <summary>y = x Phi(x), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Gelu(ref float values, int count) =>
        PointwiseWalk.Run<GeluFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = GELU with tanh, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void GeluTanh(ref float values, int count) =>
        PointwiseWalk.Run<GeluTanhFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = x / 6 + 1/2 between 0 and 1, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void HardSigmoid(ref float values, int count) =>
        PointwiseWalk.Run<HardSigmoidFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = x / 5 + 1/2 between 0 and 1, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void HardSigmoidFifth(ref float values, int count) =>
        PointwiseWalk.Run<HardSigmoidFifthFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = x between -1 and 1, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void HardTanh(ref float values, int count) =>
        PointwiseWalk.Run<HardTanhFunction, UnfusedArithmetic>(ref values, count, new());

    /// <summary>y = log(1 + e^x), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Softplus(ref float values, int count) =>
        PointwiseWalk.Run<SoftplusFunction, UnfusedArithmetic>(ref values, count, new());
}
