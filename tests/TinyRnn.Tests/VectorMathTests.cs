using System.Runtime.Intrinsics;
using TinyRnn.Runtime;
using Xunit;

namespace TinyRnn.Tests;

/// <summary>The bounds that VectorMath documents, over the whole range of float: a stride through all bit patterns, and every float around the edges.</summary>
public class VectorMathTests
{
    // Prime, so that the samples fall on every exponent with ever different low bits: 16.7 million of 2^32.
    private const uint Stride = 257;

    private const float SmallestNormal = 1.17549435E-38f;

    // Zero and the subnormals' ends, the first x with tanh x != x, the polynomial's seams at odd multiples of ln(2) / 2, saturation, overflow and underflow.
    private static readonly float[] Edges =
    [
        0, SmallestNormal, 1E-10f, 1.2E-4f, 2.4E-4f, 0.34657359f, 1, 1.0397208f, 7.9f, 8.5f, 9.02f, 16.6f, 17.3f, 87, 87.336545f, 88.376f, 88.72284f, 89,
        103.27893f, 103.97208f, 104.5f, float.MaxValue,
    ];

    private static readonly float[] NotNumbers =
    [
        float.NaN, -float.NaN, BitConverter.UInt32BitsToSingle(0x7FC12345), BitConverter.UInt32BitsToSingle(0xFFC54321),
        BitConverter.UInt32BitsToSingle(0x7F800001), BitConverter.UInt32BitsToSingle(0xFFBFFFFF),
    ];

    public static TheoryData<string> Functions => ["tanh", "sigmoid", "exp", "relu"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Error_is_within_the_documented_bound_over_the_whole_range(string name)
    {
        (double worst, float at) = (0, 0);
        double bound = Bound(name);
        foreach (Vector512<float> x in Samples(Stride))
        {
            Vector512<float> y = Apply(name, x);
            for (int lane = 0; lane < 16; lane++)
            {
                double error = Error(name, x[lane], y[lane]);

                // Written so that NaN counts as an error.
                if (!(error <= worst))
                    (worst, at) = (error, x[lane]);
                if (!(error <= bound))
                    Assert.Fail($"{name}({at:R}) = {y[lane]:R}, expected {Reference(name, at):R}: {worst} ulp");
            }
        }

        Assert.True(worst <= bound, $"{worst} ulp at {at:R}");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void All_widths_and_the_scalar_give_the_same_bits(string name)
    {
        float[] scalars = new float[16];
        foreach (Vector512<float> x in Samples(16381))
        {
            Vector512<float> wide = Apply(name, x);
            AssertSameBits(x, wide, Vector512.Create(Apply(name, x.GetLower()), Apply(name, x.GetUpper())));
            AssertSameBits(
                x,
                wide,
                Vector512.Create(
                    Vector256.Create(Apply(name, x.GetLower().GetLower()), Apply(name, x.GetLower().GetUpper())),
                    Vector256.Create(Apply(name, x.GetUpper().GetLower()), Apply(name, x.GetUpper().GetUpper()))));
            for (int lane = 0; lane < 16; lane++)
                scalars[lane] = Apply(name, x[lane]);
            AssertSameBits(x, wide, Vector512.Create(scalars));
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void NaN_survives_with_any_payload_at_every_width(string name)
    {
        foreach (float nan in NotNumbers)
        {
            Assert.True(float.IsNaN(Apply(name, nan)));
            Assert.Equal(0u, Vector128.Equals(Apply(name, Vector128.Create(nan)), Apply(name, Vector128.Create(nan))).ExtractMostSignificantBits());
            Assert.Equal(0u, Vector256.Equals(Apply(name, Vector256.Create(nan)), Apply(name, Vector256.Create(nan))).ExtractMostSignificantBits());
            Assert.Equal(0ul, Vector512.Equals(Apply(name, Vector512.Create(nan)), Apply(name, Vector512.Create(nan))).ExtractMostSignificantBits());
        }
    }

    [Fact]
    public void Tanh_is_odd_bounded_and_the_identity_near_zero()
    {
        Vector512<float> identity = Vector512.Create(MathF.ScaleB(1, -13));
        Vector512<float> sign = Vector512.Create(-0f);
        foreach (Vector512<float> x in Samples(1021))
        {
            Vector512<float> y = VectorMath.Tanh(x);
            Vector512<float> ordered = Vector512.Equals(x, x);
            AssertSameBits(x, (y ^ sign) & ordered, VectorMath.Tanh(x ^ sign) & ordered);
            Assert.False(Vector512.GreaterThanAny(Vector512.Abs(y), Vector512<float>.One));
            Vector512<float> tiny = Vector512.LessThan(Vector512.Abs(x), identity);
            AssertSameBits(x, x & tiny, y & tiny);
        }
    }

    [Fact]
    public void Tanh_never_exceeds_one_below_its_saturation()
    {
        // Every float from 4 to 9: here a rounded quotient comes closest to 1 from above.
        uint last = BitConverter.SingleToUInt32Bits(9);
        Vector512<float> largest = default;
        for (uint bits = BitConverter.SingleToUInt32Bits(4); bits < last; bits += 16)
            largest = Vector512.Max(largest, VectorMath.Tanh((Vector512.Create(bits) + Vector512<uint>.Indices).AsSingle()));
        Assert.True(Vector512.EqualsAll(largest, Vector512<float>.One));
    }

    [Fact]
    public void Minus_zero_keeps_its_sign_where_the_function_is_zero()
    {
        AssertBits(-0f, VectorMath.Tanh(-0f));
        AssertBits(-0f, VectorMath.Relu(-0f));
        AssertBits(0.5f, VectorMath.Sigmoid(-0f));
        AssertBits(1, VectorMath.Exp(-0f));
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.Epsilon, float.Epsilon)]
    [InlineData(-float.Epsilon, -float.Epsilon)]
    [InlineData(7.91f, 1f)]
    [InlineData(-7.91f, -1f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(float.NegativeInfinity, -1f)]
    public void Tanh_is_exact_at(float x, float expected) => AssertBits(expected, VectorMath.Tanh(x));

    [Theory]
    [InlineData(0f, 0.5f)]
    [InlineData(float.Epsilon, 0.5f)]
    [InlineData(20f, 1f)]
    [InlineData(float.MaxValue, 1f)]
    [InlineData(float.PositiveInfinity, 1f)]
    [InlineData(-88.38f, 0f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void Sigmoid_is_exact_at(float x, float expected) => AssertBits(expected, VectorMath.Sigmoid(x));

    [Theory]
    [InlineData(0f, 1f)]
    [InlineData(float.Epsilon, 1f)]
    [InlineData(88.73f, float.PositiveInfinity)]
    [InlineData(float.MaxValue, float.PositiveInfinity)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(-103f, float.Epsilon)]
    [InlineData(-104f, 0f)]
    [InlineData(float.MinValue, 0f)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void Exp_is_exact_at(float x, float expected) => AssertBits(expected, VectorMath.Exp(x));

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.Epsilon, float.Epsilon)]
    [InlineData(-float.Epsilon, 0f)]
    [InlineData(float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 0f)]
    public void Relu_is_exact_at(float x, float expected) => AssertBits(expected, VectorMath.Relu(x));

    /// <summary>The bounds that the members document.</summary>
    private static double Bound(string name) => name switch
    {
        "tanh" => InstructionSet.HasFma ? 5.0 : 5.8,
        "sigmoid" => 3.9,
        "exp" => InstructionSet.HasFma ? 1.04 : 1.01,
        _ => 0,
    };

    /// <summary>Distance from the true value in ulp of the true value; NaN unless both or neither are NaN.</summary>
    private static double Error(string name, float x, float y)
    {
        if (float.IsNaN(x))
            return float.IsNaN(y) ? 0 : double.NaN;
        double exact = Reference(name, x);
        float rounded = (float)exact;
        if (y == rounded && float.IsInfinity(y))
            return 0;

        // Documented: sigmoid may underflow to 0 early.
        if (name == "sigmoid" && exact < SmallestNormal)
            return y is >= 0 and <= SmallestNormal ? 0 : double.NaN;

        // The largest finite float is a neighbour of infinity: in double, both have a distance from the true value.
        double finite = float.IsPositiveInfinity(y) ? 2 * (double)MathF.ScaleB(1, 127) : y;
        return Math.Abs(finite - exact) / Ulp(Math.Min(rounded, float.MaxValue));
    }

    /// <summary>The spacing of floats at a value; at 1, where tanh and sigmoid saturate, that of the binade below.</summary>
    private static double Ulp(float value)
    {
        float magnitude = Math.Abs(value);
        return magnitude == 1 ? Math.ScaleB(1, -24) : magnitude == 0 ? float.Epsilon : Math.ScaleB(1, Math.Max(Math.ILogB(magnitude), -126) - 23);
    }

    private static double Reference(string name, float x) => name switch
    {
        "tanh" => Math.Tanh(x),
        "sigmoid" => 1 / (1 + Math.Exp(-(double)x)),
        "exp" => Math.Exp(x),
        _ => Math.Max((double)x, 0),
    };

    private static IEnumerable<Vector512<float>> Samples(uint stride)
    {
        Vector512<uint> steps = Vector512<uint>.Indices * stride;
        for (ulong bits = 0; bits <= uint.MaxValue; bits += 16 * stride)
            yield return (Vector512.Create((uint)bits) + steps).AsSingle();

        foreach (float edge in Edges)
        {
            foreach (uint sign in new[] { 0u, 0x80000000u })
            {
                uint center = BitConverter.SingleToUInt32Bits(edge) | sign;
                for (int offset = -2048; offset < 2048; offset += 16)
                    yield return (Vector512.Create((uint)(center + offset)) + Vector512<uint>.Indices).AsSingle();
            }
        }
    }

    private static Vector512<float> Apply(string name, Vector512<float> x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    private static Vector256<float> Apply(string name, Vector256<float> x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    private static Vector128<float> Apply(string name, Vector128<float> x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    private static float Apply(string name, float x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    /// <summary>The same bits in every lane whose input is a number; the payload of a NaN is nobody's promise.</summary>
    private static void AssertSameBits(Vector512<float> x, Vector512<float> expected, Vector512<float> actual)
    {
        Vector512<int> numbers = Vector512.Equals(x, x).AsInt32();
        if ((expected.AsInt32() & numbers) != (actual.AsInt32() & numbers))
            Assert.Fail($"At {x}: {expected} and {actual}");
    }

    private static void AssertBits(float expected, float actual) =>
        Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
}
