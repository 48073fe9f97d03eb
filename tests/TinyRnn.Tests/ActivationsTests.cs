using TinyRnn.Conformance;
using TinyRnn.Runtime;
using Xunit;

namespace TinyRnn.Tests;

public class ActivationsTests
{
    [Fact]
    public void An_element_gets_the_scalars_bits_at_every_length_and_position()
    {
        for (int length = 0; length <= 70; length++)
        {
            float[] x = Values(length);
            Check(x, Activations.Relu, VectorMath.Relu);
            Check(x, Activations.Tanh, VectorMath.Tanh);
            Check(x, Activations.Sigmoid, VectorMath.Sigmoid);
        }

        static void Check(float[] x, Action<Span<float>> map, Func<float, float> scalar)
        {
            // One value on either side must stay untouched.
            float[] guarded = [7, .. x, 7];
            map(guarded.AsSpan(1, x.Length));
            Assert.Equal<float>([7, .. x.Select(scalar), 7], guarded);
        }
    }

    [Fact]
    public void Add_adds_at_every_length_and_in_place()
    {
        for (int length = 0; length <= 70; length++)
        {
            float[] a = Values(length);
            float[] b = [.. a.Reverse()];
            float[] expected = [.. a.Zip(b, (x, y) => x + y)];
            float[] destination = new float[length];
            Activations.Add(a, b, destination);
            Assert.Equal(expected, destination);
            Activations.Add(a, b, a);
            Assert.Equal(expected, a);
        }
    }

    [Fact]
    public void Add_names_the_lengths_that_differ()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Activations.Add(new float[3], new float[4], new float[3]));
        Assert.Contains("a has 3 values, b has 4 and destination has 3", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Softmax_agrees_with_float64_at_every_length()
    {
        for (int length = 1; length <= 70; length++)
        {
            float[] x = Values(length);
            double max = x.Max();
            double sum = x.Sum(v => Math.Exp(v - max));
            float[] y = [.. x];
            Activations.Softmax(y);

            // The difference x - max rounds by |x - max| / 2 ulp, its power by the bound of Exp (2 ulp with room), the sum by one ulp a term at most, the quotient by one half.
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
        Activations.Softmax(y);
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
                Activations.Softmax(y);
                Assert.All(y, v => Assert.True(float.IsNaN(v)));
            }
        }
    }

    [Fact]
    public void Softmax_without_any_possible_choice_is_NaN()
    {
        float[] y = [float.NegativeInfinity, float.NegativeInfinity];
        Activations.Softmax(y);
        Assert.All(y, v => Assert.True(float.IsNaN(v)));
    }

    [Fact]
    public void Empty_spans_are_fine()
    {
        Activations.Softmax([]);
        Activations.Relu([]);
        Activations.Add([], [], []);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        float[] x = Values(61);
        Allocation.IsNone(() => Run(x));

        static void Run(float[] x)
        {
            Activations.Relu(x);
            Activations.Tanh(x);
            Activations.Sigmoid(x);
            Activations.Add(x, x, x);
            Activations.Softmax(x);
        }
    }

    private static float[] Values(int length)
    {
        float[] values = new float[length];
        for (int k = 0; k < length; k++)
            values[k] = (float)Math.Sin((k * 2.3) + 0.1) * (1 + (k % 7 * 2));
        return values;
    }
}
