using System.ComponentModel;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

/// <summary>Activations over the values of a layer, in place; an element has the same bits wherever it lies. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pointwise
{
    /// <summary>y = max(x, 0), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Relu(ref float values, int count) =>
        Run(ref values, count, new ReluFunction());

    /// <summary>y = tanh x, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Tanh(ref float values, int count) =>
        Run(ref values, count, new TanhFunction());

    /// <summary>y = 1 / (1 + e^-x), in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Sigmoid(ref float values, int count) =>
        Run(ref values, count, new SigmoidFunction());

    /// <summary>y = x sigmoid(x), in place. NaN gives NaN.</summary>
    /// <remarks>Error at most 5 ulp where the result is normal.</remarks>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Silu(ref float values, int count) =>
        Run(ref values, count, new SiluFunction());

    /// <summary>y = x, and slope x below 0, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void LeakyRelu(ref float values, int count, float slope) =>
        Run(ref values, count, new LeakyReluFunction(slope));

    /// <summary>y = x, and slope (e^x - 1) below 0, in place. NaN gives NaN.</summary>
    /// <remarks>Error at most 6 ulp.</remarks>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void Elu(ref float values, int count, float slope) =>
        Run(ref values, count, new EluFunction(slope));

    /// <summary>y = x Phi(x), in place. NaN gives NaN.</summary>
    /// <remarks>
    /// Error at most 4 * 2^-24 |x|: far below 0, where the result is smaller than that, none of its digits need be right; below -5.544 it is 0.
    /// </remarks>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Gelu(ref float values, int count) =>
        Run(ref values, count, new GeluFunction());

    /// <summary>y = GELU with tanh, in place. NaN gives NaN.</summary>
    /// <remarks>Error at most 6 * 2^-24 |x|, for the reason that <see cref="Gelu"/> names; below -6 it is 0.</remarks>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void GeluTanh(ref float values, int count) =>
        Run(ref values, count, new GeluTanhFunction());

    /// <summary>y = x / 6 + 1/2 between 0 and 1, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void HardSigmoid(ref float values, int count) =>
        Run(ref values, count, new HardSigmoidFunction(HardSigmoidFunction.Sixth));

    /// <summary>y = x / 5 + 1/2 between 0 and 1, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void HardSigmoidFifth(ref float values, int count) =>
        Run(ref values, count, new HardSigmoidFunction(HardSigmoidFunction.Fifth));

    /// <summary>y = x between -1 and 1, in place. NaN gives NaN.</summary>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void HardTanh(ref float values, int count) =>
        Run(ref values, count, new HardTanhFunction());

    /// <summary>y = log(1 + e^x), in place. NaN gives NaN.</summary>
    /// <remarks>Error at most 6 ulp where the result is normal; below -87.3 it is 0.</remarks>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Softplus(ref float values, int count) =>
        Run(ref values, count, new SoftplusFunction());

    /// <summary>y = log x, in place; -infinity of 0, NaN of NaN and of what is negative.</summary>
    /// <remarks>Error at most 2 ulp.</remarks>
    /// <param name="values">The first value.</param>
    /// <param name="count">Values.</param>
    public static void Log(ref float values, int count) =>
        Run(ref values, count, new LogFunction());

    private static void Run<TFunction>(ref float values, int count, TFunction function)
        where TFunction : struct, IPointwise =>
        VectorMath.Map(MemoryMarshal.CreateSpan(ref values, count), new PointwiseOf<TFunction, NativeArithmetic>(function), summed: false);
}
