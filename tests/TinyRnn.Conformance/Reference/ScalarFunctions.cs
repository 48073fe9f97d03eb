using System.Globalization;
using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>Functions of a number as their definitions say, by the names of <see cref="Activation"/>; a slope stands after a colon: <c>Elu:0.5</c>.</summary>
internal static class ScalarFunctions
{
    public static T Apply<T>(string function, T x)
        where T : IBinaryFloatingPointIeee754<T>
    {
        string[] parts = function.Split(':');
        T slope = parts.Length < 2 ? T.Zero : T.CreateChecked(float.Parse(parts[1], CultureInfo.InvariantCulture));
        T half = Number<T>(0.5);
        return parts[0] switch
        {
            "identity" => x,
            "relu" or "Relu" => T.Max(x, T.Zero),
            "tanh" or "Tanh" => T.Tanh(x),
            "sigmoid" or "Sigmoid" => ScalarCells<T>.Sigmoid(x),
            "Silu" => x * ScalarCells<T>.Sigmoid(x),
            "LeakyRelu" => x < T.Zero ? slope * x : x,
            "Elu" => x < T.Zero ? slope * Number<T>(ExpM1(double.CreateChecked(x))) : x,
            "Gelu" => x * Number<T>(Phi(double.CreateChecked(x))),
            "GeluTanh" => half * x * (T.One + T.Tanh(Number<T>(Math.Sqrt(2 / Math.PI)) * (x + (Number<T>(0.044715) * x * x * x)))),
            "HardSigmoid" => T.Clamp((x / Number<T>(6)) + half, T.Zero, T.One),
            "HardSigmoidFifth" => T.Clamp((x / Number<T>(5)) + half, T.Zero, T.One),
            "HardTanh" => T.Clamp(x, -T.One, T.One),
            "Softplus" => T.Max(x, T.Zero) + Number<T>(Log1P(Math.Exp(-Math.Abs(double.CreateChecked(x))))),
            "Log" => T.Log(x),
            _ => throw new InvalidOperationException($"unknown function {function}"),
        };
    }

    /// <summary>The distribution of the normal law: erf's series near 0, its continued fraction where that would cancel.</summary>
    private static double Phi(double x)
    {
        double z = x / Math.Sqrt(2);
        if (Math.Abs(z) > 2.5)
        {
            double fraction = Math.Abs(z);
            for (int k = 100; k > 0; k--)
                fraction = Math.Abs(z) + (k / 2.0 / fraction);
            double tail = Math.Exp(-z * z) / Math.Sqrt(Math.PI) / fraction / 2;
            return x < 0 ? tail : 1 - tail;
        }

        double term = z;
        double sum = z;
        for (int k = 1; k < 60; k++)
        {
            term *= -z * z / k;
            sum += term / ((2 * k) + 1);
        }

        return 0.5 + (sum / Math.Sqrt(Math.PI));
    }

    /// <summary>e^x - 1; the series where the difference would cancel.</summary>
    private static double ExpM1(double x)
    {
        if (Math.Abs(x) > 0.5)
            return Math.Exp(x) - 1;
        double term = x;
        double sum = x;
        for (int k = 2; k < 20; k++)
        {
            term *= x / k;
            sum += term;
        }

        return sum;
    }

    /// <summary>log(1 + e): what rounding 1 + e took away is put right (Goldberg 1991).</summary>
    private static double Log1P(double e)
    {
        double sum = 1 + e;
        return sum == 1 ? e : Math.Log(sum) * e / (sum - 1);
    }

    private static T Number<T>(double value)
        where T : IBinaryFloatingPointIeee754<T> => T.CreateChecked(value);
}
