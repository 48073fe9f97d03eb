using TinyRnn.Conformance;
using TinyRnn.Runtime.Vectors;
using Xunit;

namespace TinyRnn.Tests;

public class SoftmaxTests
{
    [Fact]
    public void Softmax_agrees_with_float64_at_every_length()
    {
        for (int length = 1; length <= 70; length++)
        {
            float[] x = Values(length);
            double max = x.Max();
            double sum = x.Sum(v => Math.Exp(v - max));
            float[] y = [.. x];
            VectorMath.Softmax(y);

            // The difference x - max rounds by |x - max| / 2 ulp, its power by the bound of Exp (2 ulp with room), the sum by one ulp a term at most,
            // the quotient by one half.
            for (int k = 0; k < length; k++)
            {
                double expected = Math.Exp(x[k] - max) / sum;
                double ulps = ((max - x[k] + MaxDistance(x)) / 2) + 4 + length;
                Assert.InRange(y[k], expected * (1 - (ulps * Math.ScaleB(1, -23))), expected * (1 + (ulps * Math.ScaleB(1, -23))));
            }
        }

        static double MaxDistance(float[] x) => x.Max() - (double)x.Min();
    }

    [Fact]
    public void Softmax_is_stable_for_large_scores()
    {
        float[] y = [1E30f, 1E30f, -1E30f, float.NegativeInfinity];
        VectorMath.Softmax(y);
        Assert.Equal<float>([0.5f, 0.5f, 0, 0], y);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Softmax_of_a_meaningless_score_is_NaN_everywhere(float score)
    {
        for (int length = 1; length <= 40; length++)
        {
            for (int position = 0; position < length; position++)
            {
                float[] y = Values(length);
                y[position] = score;
                VectorMath.Softmax(y);
                Assert.All(y, v => Assert.True(float.IsNaN(v)));
            }
        }
    }

    [Fact]
    public void Softmax_without_any_possible_choice_is_NaN()
    {
        float[] y = [float.NegativeInfinity, float.NegativeInfinity];
        VectorMath.Softmax(y);
        Assert.All(y, v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void An_empty_span_is_fine() => VectorMath.Softmax([]);

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] x = Values(61);
        Allocation.IsNone(() => VectorMath.Softmax(x));
    }

    private static float[] Values(int length)
    {
        float[] values = new float[length];
        for (int k = 0; k < length; k++)
            values[k] = (float)Math.Sin((k * 2.3) + 0.1) * (1 + (k % 7 * 2));
        return values;
    }
}
