using TinyRnn.Runtime.Cells;

namespace TinyRnn.Runtime.Tape;

/// <content>The functions that a layer computes after its product, over all values in place.</content>
public static partial class RowActivations
{
    /// <summary>y = x sigmoid(x), in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void SiluForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<SiluFunction>(new()));

    /// <summary>dx = dy s (1 + x (1 - s)), s = sigmoid(x).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">X, which the forward function was given.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void SiluBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new SiluSlope());

    /// <summary>y = x, and slope x below 0, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void LeakyReluForward(int rows, int size, int stride, ref float values, float slope) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<LeakyReluFunction>(new(slope)));

    /// <summary>dx = dy where y &gt; 0, otherwise slope dy.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">Y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void LeakyReluBackward(int rows, int size, int stride, ref float values, ref float gradients, float slope) =>
        Run(rows, size, stride, ref values, ref gradients, new LeakyReluSlope(slope));

    /// <summary>y = x, and slope (e^x - 1) below 0, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void EluForward(int rows, int size, int stride, ref float values, float slope) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<EluFunction>(new(slope)));

    /// <summary>dx = dy where y &gt; 0, otherwise (y + slope) dy.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">Y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    /// <param name="slope">The slope below 0.</param>
    public static void EluBackward(int rows, int size, int stride, ref float values, ref float gradients, float slope) =>
        Run(rows, size, stride, ref values, ref gradients, new EluSlope(slope));

    /// <summary>y = x Phi(x), in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void GeluForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<GeluFunction>(new()));

    /// <summary>dx = dy (Phi(x) + x phi(x)).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">X, which the forward function was given.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void GeluBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new GeluSlope());

    /// <summary>y = GELU with tanh, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void GeluTanhForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<GeluTanhFunction>(new()));

    /// <summary>dx = dy times the derivative of GELU with tanh.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">X, which the forward function was given.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void GeluTanhBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new GeluTanhSlope());

    /// <summary>y = x / 6 + 1/2 between 0 and 1, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void HardSigmoidForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<HardSigmoidFunction>(new()));

    /// <summary>dx = dy / 6 where 0 &lt; y &lt; 1, otherwise 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">Y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void HardSigmoidBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new HardSigmoidSlope());

    /// <summary>y = x / 5 + 1/2 between 0 and 1, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void HardSigmoidFifthForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<HardSigmoidFifthFunction>(new()));

    /// <summary>dx = dy / 5 where 0 &lt; y &lt; 1, otherwise 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">Y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void HardSigmoidFifthBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new HardSigmoidFifthSlope());

    /// <summary>y = x between -1 and 1, in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void HardTanhForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<HardTanhFunction>(new()));

    /// <summary>dx = dy where -1 &lt; y &lt; 1, otherwise 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">Y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void HardTanhBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new HardTanhSlope());

    /// <summary>y = log(1 + e^x), in place.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next: at least the padded outputs.</param>
    /// <param name="values">In: x. Out: y.</param>
    public static void SoftplusForward(int rows, int size, int stride, ref float values) =>
        Run(rows, size, stride, ref values, ref values, new FunctionOf<SoftplusFunction>(new()));

    /// <summary>dx = dy (1 - e^-y).</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Outputs of a row. From there to the next multiple of 4 zeros are written.</param>
    /// <param name="stride">Floats from one row to the next, of values and of gradients: at least the padded outputs.</param>
    /// <param name="values">Y, what the forward function left.</param>
    /// <param name="gradients">In: dL/dy. Out: dL/dx.</param>
    public static void SoftplusBackward(int rows, int size, int stride, ref float values, ref float gradients) =>
        Run(rows, size, stride, ref values, ref gradients, new SoftplusSlope());
}
