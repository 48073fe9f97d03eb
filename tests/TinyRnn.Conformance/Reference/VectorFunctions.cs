using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Conformance.Reference;

/// <summary>The functions of <see cref="VectorMath"/> by name: at every width, in double precision, and how far the one may be from the other.</summary>
internal static class VectorFunctions
{
    public static readonly string[] Names = ["tanh", "sigmoid", "exp", "relu"];

    private const float SmallestNormal = 1.17549435E-38f;

    // Zero and the subnormals' ends, the first x with tanh x != x, the polynomial's seams at odd multiples of ln(2) / 2, saturation, overflow and underflow.
    private static readonly float[] Edges =
    [
        0, SmallestNormal, 1E-10f, 1.2E-4f, 2.4E-4f, 0.34657359f, 1, 1.0397208f, 7.9f, 8.5f, 9.02f, 16.6f, 17.3f, 87, 87.336545f, 88.376f, 88.72284f, 89,
        103.27893f, 103.97208f, 104.5f, float.MaxValue,
    ];

    /// <summary>The bounds that the members document.</summary>
    public static double Bound(string name) => name switch
    {
        "tanh" => InstructionSet.HasFma ? 5.0 : 5.8,
        "sigmoid" => 3.9,
        "exp" => InstructionSet.HasFma ? 1.04 : 1.01,
        _ => 0,
    };

    /// <summary>Distance from the true value in ulp of the true value; NaN unless both or neither are NaN.</summary>
    public static double Error(string name, float x, float y)
    {
        if (float.IsNaN(x))
            return float.IsNaN(y) ? 0 : double.NaN;
        double exact = Exact(name, x);
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

    /// <summary>Every float so many bit patterns after the one before, all sixteen lanes of a vector, then every float around the edges.</summary>
    public static IEnumerable<Vector512<float>> Samples(uint stride)
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

    public static Vector512<float> Apply(string name, Vector512<float> x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    public static Vector256<float> Apply(string name, Vector256<float> x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    public static Vector128<float> Apply(string name, Vector128<float> x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    public static float Apply(string name, float x) => name switch
    {
        "tanh" => VectorMath.Tanh(x),
        "sigmoid" => VectorMath.Sigmoid(x),
        "exp" => VectorMath.Exp(x),
        _ => VectorMath.Relu(x),
    };

    public static double Exact(string name, float x) => name switch
    {
        "tanh" => Math.Tanh(x),
        "sigmoid" => 1 / (1 + Math.Exp(-(double)x)),
        "exp" => Math.Exp(x),
        _ => Math.Max((double)x, 0),
    };

    /// <summary>The spacing of floats at a value; at 1, where tanh and sigmoid saturate, that of the binade below.</summary>
    private static double Ulp(float value)
    {
        float magnitude = Math.Abs(value);
        return magnitude == 1 ? Math.ScaleB(1, -24) : magnitude == 0 ? float.Epsilon : Math.ScaleB(1, Math.Max(Math.ILogB(magnitude), -126) - 23);
    }
}
