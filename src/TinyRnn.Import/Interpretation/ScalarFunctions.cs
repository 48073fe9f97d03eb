using System.Numerics;

namespace TinyRnn.Import.Interpretation;

/// <summary>The functions of <see cref="SourceActivation"/>, one value after another, as their definitions say.</summary>
internal static class ScalarFunctions
{
    /// <summary>Applies a function to a step's values.</summary>
    public static T[] Apply<T>(SourceActivation function, T[] values)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (function.Kind is not (ActivationKind.Softmax or ActivationKind.LogSoftmax))
            return Array.ConvertAll(values, value => Apply(function, value));
        T largest = values.Max();
        T sum = T.Zero;
        foreach (T value in values)
            sum += T.Exp(value - largest);
        return function.Kind == ActivationKind.Softmax
            ? Array.ConvertAll(values, value => T.Exp(value - largest) / sum)
            : Array.ConvertAll(values, value => value - largest - T.Log(sum));
    }

    /// <summary>A function of one value.</summary>
    public static T Apply<T>(SourceActivation function, T x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T alpha = T.CreateChecked(function.Alpha);
        T beta = T.CreateChecked(function.Beta);
        T half = T.CreateChecked(0.5);
        return function.Kind switch
        {
            ActivationKind.Identity => x,
            ActivationKind.Relu => T.Max(x, T.Zero),
            ActivationKind.Tanh => T.Tanh(x),
            ActivationKind.Sigmoid => Sigmoid(x),
            ActivationKind.HardSigmoid => T.Clamp((alpha * x) + beta, T.Zero, T.One),
            ActivationKind.LeakyRelu => x < T.Zero ? alpha * x : x,
            ActivationKind.Elu => x < T.Zero ? alpha * (T.Exp(x) - T.One) : x,
            ActivationKind.Silu => x * Sigmoid(x),
            ActivationKind.Gelu => x * half * (T.One + ErrorFunction.Of(x / T.Sqrt(T.CreateChecked(2)))),
            ActivationKind.GeluTanh => half * x * (T.One + T.Tanh(T.Sqrt(T.CreateChecked(2) / T.Pi) * (x + (T.CreateChecked(0.044715) * x * x * x)))),
            ActivationKind.Log => T.Log(x),
            ActivationKind.Softplus => T.Max(x, T.Zero) + T.LogP1(T.Exp(-T.Abs(x))),
            ActivationKind.Softsign => x / (T.One + T.Abs(x)),
            ActivationKind.Selu => T.CreateChecked(1.0507009873554805) * (x < T.Zero ? T.CreateChecked(1.6732632423543772) * (T.Exp(x) - T.One) : x),
            ActivationKind.Clip => T.Clamp(x, alpha, beta),
            ActivationKind.ScaledTanh => alpha * T.Tanh(beta * x),
            ActivationKind.ThresholdedRelu => x > alpha ? x : T.Zero,
            ActivationKind.Affine => (alpha * x) + beta,
            _ => throw new NotSupportedException($"{function} is a function of several values."),
        };
    }

    private static T Sigmoid<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));
}
