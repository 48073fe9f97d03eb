using TinyRnn.Runtime.Cells;

namespace TinyRnn.Runtime.Tape;

/// <content>The functions that a layer computes after its product, over all values in place.</content>
public static partial class RowActivations
{
    /// <summary>y = x sigmoid(x), in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void SiluForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<SiluFunction>());

    /// <summary>dx = dy s (1 + x (1 - s)), s = sigmoid(x).</summary>
    /// <remarks>The values are x, which the forward function was given.</remarks>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void SiluBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new SiluSlope());

    /// <summary>y = x, and slope x below 0, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void LeakyReluForward(int rows, int size, int stride, ref float values, float slope) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<LeakyReluFunction>(new(slope)));

    /// <summary>dx = dy where y &gt; 0, otherwise slope dy.</summary>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void LeakyReluBackward(int rows, int size, int stride, ref float values, ref float gradients, float slope) =>
        Run(rows, size, stride, ref values, ref gradients, new LeakyReluSlope(slope));

    /// <summary>y = x, and slope (e^x - 1) below 0, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void EluForward(int rows, int size, int stride, ref float values, float slope) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<EluFunction>(new(slope)));

    /// <summary>dx = dy where y &gt; 0, otherwise (y + slope) dy.</summary>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void EluBackward(int rows, int size, int stride, ref float values, ref float gradients, float slope) =>
        Run(rows, size, stride, ref values, ref gradients, new EluSlope(slope));

    /// <summary>y = x Phi(x), in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void GeluForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<GeluFunction>());

    /// <summary>dx = dy (Phi(x) + x phi(x)).</summary>
    /// <remarks>The values are x, which the forward function was given.</remarks>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void GeluBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new GeluSlope());

    /// <summary>y = GELU with tanh, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void GeluTanhForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<GeluTanhFunction>());

    /// <summary>dx = dy times the derivative of GELU with tanh.</summary>
    /// <remarks>The values are x, which the forward function was given.</remarks>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void GeluTanhBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new GeluTanhSlope());

    /// <summary>y = x / 6 + 1/2 between 0 and 1, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void HardSigmoidForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<HardSigmoidFunction>(new(HardSigmoidFunction.Sixth)));

    /// <summary>dx = dy / 6 where 0 &lt; y &lt; 1, otherwise 0.</summary>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void HardSigmoidBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new HeldSlope(0, HardSigmoidFunction.Sixth));

    /// <summary>y = x / 5 + 1/2 between 0 and 1, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void HardSigmoidFifthForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<HardSigmoidFunction>(new(HardSigmoidFunction.Fifth)));

    /// <summary>dx = dy / 5 where 0 &lt; y &lt; 1, otherwise 0.</summary>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void HardSigmoidFifthBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new HeldSlope(0, HardSigmoidFunction.Fifth));

    /// <summary>y = x between -1 and 1, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void HardTanhForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<HardTanhFunction>());

    /// <summary>dx = dy where -1 &lt; y &lt; 1, otherwise 0.</summary>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void HardTanhBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new HeldSlope(-1, 1));

    /// <summary>y = log(1 + e^x), in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void SoftplusForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<SoftplusFunction>());

    /// <summary>dx = dy (1 - e^-y).</summary>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void SoftplusBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new SoftplusSlope());

    /// <summary>y = log x, in place.</summary>
    /// <inheritdoc cref="TanhForward" path="/param"/>
    public static void LogForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<LogFunction>());

    /// <summary>dx = dy / x; 0 where dy is 0.</summary>
    /// <remarks>The values are x, which the forward function was given.</remarks>
    /// <inheritdoc cref="TanhBackward" path="/param"/>
    public static void LogBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new LogSlope());
}
