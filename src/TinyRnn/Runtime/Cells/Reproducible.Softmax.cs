using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Cells;

public static partial class Reproducible
{
    /// <summary>y_i = e^x_i / sum e^x_j in place, as <see cref="VectorMath.Softmax"/>; the sum is added from the first value to the last.</summary>
    /// <param name="values">Logits, then probabilities.</param>
    public static void Softmax(Span<float> values)
    {
        if (values.IsEmpty)
            return;
        float highest = values[0];
        foreach (float value in values)
            highest = value > highest ? value : highest;
        float sum = 0;
        foreach (ref float value in values)
        {
            value = Exp(value - highest);
            sum += value;
        }

        foreach (ref float value in values)
            value /= sum;
    }

    /// <summary>
    /// y_k = (x_k - m) - log(sum_j e^(x_j - m)) in place, as <see cref="VectorMath.LogSoftmax"/>; the sum is added from the first value to the last.
    /// </summary>
    /// <param name="values">Logits, then logarithms of probabilities.</param>
    public static void LogSoftmax(Span<float> values)
    {
        if (values.IsEmpty)
            return;
        float highest = values[0];
        foreach (float value in values)
            highest = value > highest ? value : highest;
        float sum = 0;
        foreach (float value in values)
            sum += Exp(value - highest);
        float log = VectorMath.LogOfSum<UnfusedArithmetic>(sum);
        foreach (ref float value in values)
            value = value - highest - log;
    }

    /// <summary>e^x, by the approximation of <see cref="VectorMath.Exp(float)"/>.</summary>
    /// <param name="x">x.</param>
    public static float Exp(float x)
    {
        float clamped = VectorMath.Clamp(Vector128.CreateScalar(x), VectorMath.ExpLowest, VectorMath.ExpHighest).ToScalar();
        float shifted = (clamped * VectorMath.Log2E) + VectorMath.RoundingShift;
        float n = shifted - VectorMath.RoundingShift;
        float r = (n * -VectorMath.Ln2High) + clamped;
        r = (n * -VectorMath.Ln2Low) + r;
        float r2 = r * r;
        float e23 = (VectorMath.Exp3 * r) + VectorMath.Exp2;
        float e45 = (VectorMath.Exp5 * r) + VectorMath.Exp4;
        float e456 = (VectorMath.Exp6 * r2) + e45;
        float e23456 = (e456 * r2) + e23;
        float exp = 1 + ((e23456 * r2) + r);

        // 2^n leaves the range of a float's exponent, its two halves never do.
        int whole = BitConverter.SingleToInt32Bits(shifted) - BitConverter.SingleToInt32Bits(VectorMath.RoundingShift);
        int half = whole >> 1;
        return exp * PowerOfTwo(half) * PowerOfTwo(whole - half);
    }

    private static float PowerOfTwo(int n) => BitConverter.Int32BitsToSingle((n + 127) << 23);
}
