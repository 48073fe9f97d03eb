using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;
using static TinyRnn.Conformance.Reference.VectorFunctions;

namespace TinyRnn.Conformance;

/// <summary>The bounds that VectorMath documents, over the whole range of float: a stride through all bit patterns, and every float around the edges.</summary>
internal static class VectorMathChecks
{
    // A prime, so that the samples fall on every exponent with ever different low bits: 262,000 of 2^32, which takes a second where processors are emulated.
    private const uint Stride = 16411;

    private static readonly float[] NotNumbers =
    [
        float.NaN, -float.NaN, BitConverter.UInt32BitsToSingle(0x7FC12345), BitConverter.UInt32BitsToSingle(0xFFC54321),
        BitConverter.UInt32BitsToSingle(0x7F800001), BitConverter.UInt32BitsToSingle(0xFFBFFFFF),
    ];

    private static readonly (string Function, float X, float Expected)[] ExactPlaces =
    [
        ("tanh", 0f, 0f),
        ("tanh", float.Epsilon, float.Epsilon),
        ("tanh", -float.Epsilon, -float.Epsilon),
        ("tanh", 7.91f, 1f),
        ("tanh", -7.91f, -1f),
        ("tanh", float.MaxValue, 1f),
        ("tanh", float.PositiveInfinity, 1f),
        ("tanh", float.NegativeInfinity, -1f),
        ("tanh", -0f, -0f),
        ("sigmoid", 0f, 0.5f),
        ("sigmoid", float.Epsilon, 0.5f),
        ("sigmoid", 20f, 1f),
        ("sigmoid", float.MaxValue, 1f),
        ("sigmoid", float.PositiveInfinity, 1f),
        ("sigmoid", -88.38f, 0f),
        ("sigmoid", float.MinValue, 0f),
        ("sigmoid", float.NegativeInfinity, 0f),
        ("sigmoid", -0f, 0.5f),
        ("exp", 0f, 1f),
        ("exp", float.Epsilon, 1f),
        ("exp", 88.73f, float.PositiveInfinity),
        ("exp", float.MaxValue, float.PositiveInfinity),
        ("exp", float.PositiveInfinity, float.PositiveInfinity),
        ("exp", -103f, float.Epsilon),
        ("exp", -104f, 0f),
        ("exp", float.MinValue, 0f),
        ("exp", float.NegativeInfinity, 0f),
        ("exp", -0f, 1),
        ("relu", 0f, 0f),
        ("relu", float.Epsilon, float.Epsilon),
        ("relu", -float.Epsilon, 0f),
        ("relu", float.PositiveInfinity, float.PositiveInfinity),
        ("relu", float.NegativeInfinity, 0f),
        ("relu", -0f, -0f),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. ForFunctions("errors are within the documented bound", name => WithinBound(name, Stride)),
        .. ForFunctions("all widths and the scalar give the same bits", SameAtAllWidths),
        .. ForFunctions("NaN survives with any payload at every width", KeepsNaN),
        new("VectorMath: tanh is odd, bounded and the identity near zero", TanhShape),
        new("VectorMath: tanh never exceeds one below its saturation", () => TanhBelowSaturation(step: 61)),
        new("VectorMath: values that are exact", () =>
        {
            foreach ((string function, float x, float expected) in ExactPlaces)
                Verify.SameBits([expected], [Apply(function, x)], $"{function}({x:R})");
        }),
    ];

    /// <summary>No sample's error is above what the function documents.</summary>
    public static void WithinBound(string name, uint stride)
    {
        double bound = Bound(name);
        foreach (Vector512<float> x in Samples(stride))
        {
            Vector512<float> y = Apply(name, x);
            for (int lane = 0; lane < 16; lane++)
            {
                double error = Error(name, x[lane], y[lane]);

                // Written so that NaN counts as an error.
                if (!(error <= bound))
                    throw new CheckFailedException($"{name}({x[lane]:R}) = {y[lane]:R}, expected {Exact(name, x[lane]):R}: {error} ulp, allowed {bound}");
            }
        }
    }

    /// <summary>Floats from 4 to 9: here a rounded quotient comes closest to 1 from above.</summary>
    /// <param name="step">How many vectors of sixteen neighbours one stands for; 1 tries every float.</param>
    public static void TanhBelowSaturation(uint step)
    {
        uint last = BitConverter.SingleToUInt32Bits(9);
        Vector512<float> largest = default;
        for (uint bits = BitConverter.SingleToUInt32Bits(4); bits < last; bits += 16 * step)
            largest = Vector512.Max(largest, VectorMath.Tanh((Vector512.Create(bits) + Vector512<uint>.Indices).AsSingle()));
        Verify.That(Vector512.EqualsAll(largest, Vector512<float>.One), $"the largest values are {largest}");
    }

    private static IEnumerable<Check> ForFunctions(string what, Action<string> run) =>
        Names.Select(name => new Check($"VectorMath: {what}, {name}", () => run(name)));

    private static void SameAtAllWidths(string name)
    {
        float[] scalars = new float[16];
        foreach (Vector512<float> x in Samples(Stride))
        {
            Vector512<float> wide = Apply(name, x);
            SameBits(x, wide, Vector512.Create(Apply(name, x.GetLower()), Apply(name, x.GetUpper())));
            SameBits(
                x,
                wide,
                Vector512.Create(
                    Vector256.Create(Apply(name, x.GetLower().GetLower()), Apply(name, x.GetLower().GetUpper())),
                    Vector256.Create(Apply(name, x.GetUpper().GetLower()), Apply(name, x.GetUpper().GetUpper()))));
            for (int lane = 0; lane < 16; lane++)
                scalars[lane] = Apply(name, x[lane]);
            SameBits(x, wide, Vector512.Create(scalars));
        }
    }

    private static void KeepsNaN(string name)
    {
        foreach (float nan in NotNumbers)
        {
            Verify.That(float.IsNaN(Apply(name, nan)), "scalar");
            Verify.That(Vector128.Equals(Apply(name, Vector128.Create(nan)), Apply(name, Vector128.Create(nan))) == Vector128<float>.Zero, "128 bits");
            Verify.That(Vector256.Equals(Apply(name, Vector256.Create(nan)), Apply(name, Vector256.Create(nan))) == Vector256<float>.Zero, "256 bits");
            Verify.That(Vector512.Equals(Apply(name, Vector512.Create(nan)), Apply(name, Vector512.Create(nan))) == Vector512<float>.Zero, "512 bits");
        }
    }

    private static void TanhShape()
    {
        Vector512<float> identity = Vector512.Create(MathF.ScaleB(1, -13));
        Vector512<float> sign = Vector512.Create(-0f);
        foreach (Vector512<float> x in Samples(Stride))
        {
            Vector512<float> y = VectorMath.Tanh(x);
            Vector512<float> ordered = Vector512.Equals(x, x);
            SameBits(x, (y ^ sign) & ordered, VectorMath.Tanh(x ^ sign) & ordered);
            Verify.That(!Vector512.GreaterThanAny(Vector512.Abs(y), Vector512<float>.One), $"more than 1 at {x}");
            Vector512<float> tiny = Vector512.LessThan(Vector512.Abs(x), identity);
            SameBits(x, x & tiny, y & tiny);
        }
    }

    /// <summary>The same bits in every lane whose input is a number; the payload of a NaN is nobody's promise.</summary>
    private static void SameBits(Vector512<float> x, Vector512<float> expected, Vector512<float> actual)
    {
        Vector512<int> numbers = Vector512.Equals(x, x).AsInt32();
        if ((expected.AsInt32() & numbers) != (actual.AsInt32() & numbers))
            throw new CheckFailedException($"at {x}: {expected} and {actual}");
    }
}
