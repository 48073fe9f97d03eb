using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Cells;

namespace TinyRnn.Conformance;

/// <summary>
/// The functions of <c>Pointwise</c> over the whole range of float, in both arithmetics: errors within what is documented, the same bits wherever a value lies,
/// NaN, and values that are exact.
/// </summary>
internal static class PointwiseChecks
{
    private const uint Stride = 65537;
    private const float SmallestNormal = 1.17549435E-38f;

    /// <summary>Seams and saturations of all of them.</summary>
    private static readonly float[] Edges =
        [0, SmallestNormal, 1e-4f, 0.35f, 1, 2.5f, 3, 5, 5.5437174f, 6, 7.9f, 10, 15.8f, 87.3f, 88.38f, 89, 1e10f, float.MaxValue];

    private static readonly (string Name, Action<float[]> Native, Action<float[]> Reproducible)[] Functions =
    [
        ("Relu", values => Pointwise.Relu(ref values[0], values.Length), values => ReproduciblePointwise.Relu(ref values[0], values.Length)),
        ("Tanh", values => Pointwise.Tanh(ref values[0], values.Length), values => ReproduciblePointwise.Tanh(ref values[0], values.Length)),
        ("Sigmoid", values => Pointwise.Sigmoid(ref values[0], values.Length), values => ReproduciblePointwise.Sigmoid(ref values[0], values.Length)),
        ("Silu", values => Pointwise.Silu(ref values[0], values.Length), values => ReproduciblePointwise.Silu(ref values[0], values.Length)),
        ("LeakyRelu:0.3", values => Pointwise.LeakyRelu(ref values[0], values.Length, 0.3f),
            values => ReproduciblePointwise.LeakyRelu(ref values[0], values.Length, 0.3f)),
        ("Elu:1", values => Pointwise.Elu(ref values[0], values.Length, 1), values => ReproduciblePointwise.Elu(ref values[0], values.Length, 1)),
        ("Elu:0.7", values => Pointwise.Elu(ref values[0], values.Length, 0.7f), values => ReproduciblePointwise.Elu(ref values[0], values.Length, 0.7f)),
        ("Gelu", values => Pointwise.Gelu(ref values[0], values.Length), values => ReproduciblePointwise.Gelu(ref values[0], values.Length)),
        ("GeluTanh", values => Pointwise.GeluTanh(ref values[0], values.Length), values => ReproduciblePointwise.GeluTanh(ref values[0], values.Length)),
        ("HardSigmoid", values => Pointwise.HardSigmoid(ref values[0], values.Length),
            values => ReproduciblePointwise.HardSigmoid(ref values[0], values.Length)),
        ("HardSigmoidFifth", values => Pointwise.HardSigmoidFifth(ref values[0], values.Length),
            values => ReproduciblePointwise.HardSigmoidFifth(ref values[0], values.Length)),
        ("HardTanh", values => Pointwise.HardTanh(ref values[0], values.Length), values => ReproduciblePointwise.HardTanh(ref values[0], values.Length)),
        ("Softplus", values => Pointwise.Softplus(ref values[0], values.Length), values => ReproduciblePointwise.Softplus(ref values[0], values.Length)),
        ("Log", values => Pointwise.Log(ref values[0], values.Length), values => ReproduciblePointwise.Log(ref values[0], values.Length)),
    ];

    private static readonly (string Function, float X, float Expected)[] ExactPlaces =
    [
        ("Silu", 0, 0), ("Silu", float.PositiveInfinity, float.PositiveInfinity), ("Silu", float.NegativeInfinity, -0f), ("Silu", 100, 100),
        ("LeakyRelu:0.3", -0f, -0f), ("LeakyRelu:0.3", float.NegativeInfinity, float.NegativeInfinity), ("LeakyRelu:0.3", 2, 2),
        ("Elu:1", -0f, -0f), ("Elu:1", 3, 3), ("Elu:1", float.PositiveInfinity, float.PositiveInfinity),
        ("Gelu", 0, 0), ("Gelu", 10, 10), ("Gelu", float.PositiveInfinity, float.PositiveInfinity), ("Gelu", -6, 0), ("Gelu", float.NegativeInfinity, 0),
        ("GeluTanh", 0, 0), ("GeluTanh", float.PositiveInfinity, float.PositiveInfinity), ("GeluTanh", float.NegativeInfinity, 0), ("GeluTanh", -7, 0),
        ("HardSigmoid", 0, 0.5f), ("HardSigmoid", 4, 1), ("HardSigmoid", -4, 0), ("HardSigmoidFifth", 0, 0.5f), ("HardSigmoidFifth", 2.6f, 1),
        ("HardSigmoidFifth", float.NegativeInfinity, 0), ("HardTanh", 0.5f, 0.5f), ("HardTanh", -7, -1), ("HardTanh", float.PositiveInfinity, 1),
        ("Softplus", float.PositiveInfinity, float.PositiveInfinity), ("Softplus", float.NegativeInfinity, 0), ("Softplus", 100, 100), ("Softplus", -88, 0),
        ("Log", 1, 0), ("Log", 0, float.NegativeInfinity), ("Log", -0f, float.NegativeInfinity), ("Log", -1, float.NaN),
        ("Log", float.PositiveInfinity, float.PositiveInfinity), ("Log", float.NegativeInfinity, float.NaN),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Functions.Select(function => new Check($"Pointwise {function.Name}: errors are within the documented bound", () => Bounded(function.Name))),
        new("Pointwise: an element has the same bits wherever it lies", SameBits),
        new("Pointwise: NaN stays", NotNumbers),
        new("Pointwise: values that are exact", Exact),
        new("Pointwise: the same bits on every processor", Digests),
    ];

    /// <summary>What the members document: ulp of the result, or 2^-24 |x| for those whose results are far smaller than x.</summary>
    private static double Bound(string name) => name switch
    {
        "Relu" or "HardTanh" => 0,
        "Tanh" => 5.8,
        "Sigmoid" => 3.9,
        "Silu" => 5,
        "LeakyRelu:0.3" => 0.5,
        "Gelu" => 4,
        "GeluTanh" => 6,
        "HardSigmoid" or "HardSigmoidFifth" => 1,
        "Log" => 2,
        _ => 6,
    };

    private static void Bounded(string name)
    {
        (_, Action<float[]> native, Action<float[]> reproducible) = Functions.Single(function => function.Name == name);
        float[] xs = [.. Samples()];
        double largest = 0;
        foreach (Action<float[]> apply in (Action<float[]>[])[native, reproducible])
        {
            float[] ys = [.. xs];
            apply(ys);
            for (int i = 0; i < xs.Length; i++)
            {
                double error = Error(name, xs[i], ys[i]);
                largest = Math.Max(largest, error);
                if (!(error <= Bound(name)))
                    throw new CheckFailedException($"{name}({xs[i]:R}) = {ys[i]:R}: an error of {error}, allowed {Bound(name)}");
            }
        }

        // A bound that nothing comes near to would say nothing.
        Verify.That(largest >= Bound(name) / 4, $"{name} is never off by more than {largest}, and documents {Bound(name)}");
    }

    private static double Error(string name, float x, float y)
    {
        double exact = ScalarFunctions.Apply(name, (double)x);
        if (double.IsNaN(exact))
            return float.IsNaN(y) ? 0 : double.NaN;
        if (double.IsInfinity(exact) || float.IsInfinity(y))
            return exact == y || (float)exact == y ? 0 : double.NaN;
        double off = Math.Abs(exact - y);
        if (name.StartsWith("Gelu", StringComparison.Ordinal))
            return off <= float.Epsilon ? 0 : off / (Math.Abs((double)x) / (1 << 24));

        if (name == "Softplus" && x < -87.3f)
            return y == 0 ? 0 : double.NaN;

        // What underflows may be 0.
        if (Math.Abs(exact) < SmallestNormal)
            return Math.Abs(y) <= SmallestNormal ? 0 : double.NaN;

        // Hard sigmoids cancel near their zero: their unit is that of 1/2. A silu that is below 1e-35 may be 0.
        if (name.StartsWith("HardSigmoid", StringComparison.Ordinal))
            return off * (1 << 24);
        if (name == "Silu" && x < -88)
            return off < 1e-36 ? 0 : double.NaN;
        float rounded = MathF.Abs((float)exact);
        return off / (MathF.BitIncrement(rounded) - rounded);
    }

    private static IEnumerable<float> Samples()
    {
        for (ulong bits = 0; bits <= uint.MaxValue; bits += Stride)
        {
            float x = BitConverter.UInt32BitsToSingle((uint)bits);
            if (float.IsFinite(x))
                yield return x;
        }

        foreach (float edge in Edges)
        {
            for (int offset = -200; offset <= 200; offset++)
            {
                float x = BitConverter.UInt32BitsToSingle((uint)Math.Max(0, BitConverter.SingleToUInt32Bits(edge) + offset));
                if (!float.IsFinite(x))
                    continue;
                yield return x;
                yield return -x;
            }
        }

        // Where most values of networks lie.
        foreach (float x in Signals.Noise(4000, 3))
            yield return 8 * x;
    }

    private static void SameBits()
    {
        float[] xs = [.. Signals.Noise(37, 5).Select(x => 12 * x)];
        foreach ((string name, Action<float[]> native, Action<float[]> reproducible) in Functions)
        {
            foreach (Action<float[]> apply in (Action<float[]>[])[native, reproducible])
            {
                float[] ys = [.. xs];
                apply(ys);
                for (int i = 0; i < xs.Length; i++)
                {
                    float[] one = [xs[i]];
                    apply(one);
                    Verify.SameBits(one, ys.AsSpan(i, 1), $"{name} of value {i}");
                }
            }
        }
    }

    private static void NotNumbers()
    {
        foreach ((string name, Action<float[]> native, Action<float[]> reproducible) in Functions)
        {
            foreach (Action<float[]> apply in (Action<float[]>[])[native, reproducible])
            {
                float[] ys = [.. Enumerable.Repeat(float.NaN, 23)];
                apply(ys);
                Verify.That(ys.All(float.IsNaN), $"{name} of NaN is a number");
            }
        }
    }

    private static void Exact()
    {
        foreach ((string function, float x, float expected) in ExactPlaces)
        {
            (_, Action<float[]> native, Action<float[]> reproducible) = Functions.Single(each => each.Name == function);
            foreach (Action<float[]> apply in (Action<float[]>[])[native, reproducible])
            {
                float[] y = [x];
                apply(y);
                Verify.SameBits([expected], y, $"{function}({x})");
            }
        }
    }

    private static void Digests()
    {
        List<float> all = [];
        foreach ((_, _, Action<float[]> reproducible) in Functions)
        {
            float[] ys = [.. Signals.Noise(1000, 9).Select(x => 20 * x)];
            reproducible(ys);
            all.AddRange(ys);
        }

        Verify.Equal("e4bc8a599943e764", Digest.Of<float>(all.ToArray()), "bits of all functions");
    }
}
