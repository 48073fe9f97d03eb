using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Losses;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Losses and their gradients against the formulas in double, at sizes that end in every path.</summary>
public class LossTests
{
    private const float Delta = 0.8f;
    private const float Scale = 0.3f;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 11, 15, 16, 17, 23, 31, 32, 33, 64, 103];

    [Theory]
    [InlineData(Loss.MeanSquaredError)]
    [InlineData(Loss.MeanAbsoluteError)]
    [InlineData(Loss.Huber)]
    [InlineData(Loss.CrossEntropy)]
    [InlineData(Loss.BinaryCrossEntropy)]
    public void Holds_the_formula(Loss loss)
    {
        foreach (int size in s_sizes)
        {
            foreach (float spread in (float[])[0.01f, 1, 30])
            {
                (float[] y, float[] t) = Data(size, spread);
                double[] wide = Array.ConvertAll(y, value => (double)value);
                double expected = Exact(loss, wide, t);
                float[] gradient = new float[size];
                double actual = Of(loss, y, t, ref gradient[0]);

                // A float rounds to 2^-24; of a sum of up to 103 terms, and of logits of size 30 that cancel, some more.
                Assert.Equal(expected, actual, (1e-6 * Math.Abs(expected)) + (2e-7 * Math.Max(1, spread)));
                Assert.Equal(actual, Of(loss, y, t, ref Unsafe.NullRef<float>()));
                for (int i = 0; i < size; i++)
                    Assert.Equal(Scale * Slope(loss, wide, t, i), gradient[i], 3e-7 * Math.Max(1, spread));

                // In place.
                Assert.Equal(actual, Of(loss, y, t, ref y[0]));
                Assert.Equal(gradient, y);
            }
        }
    }

    [Theory]
    [InlineData(Loss.MeanSquaredError)]
    [InlineData(Loss.MeanAbsoluteError)]
    [InlineData(Loss.Huber)]
    [InlineData(Loss.CrossEntropy)]
    [InlineData(Loss.BinaryCrossEntropy)]
    public void NaN_is_not_lost(Loss loss)
    {
        foreach (int size in s_sizes)
        {
            for (int bad = 0; bad < size; bad++)
            {
                (float[] y, float[] t) = Data(size, 1);
                y[bad] = float.NaN;
                float[] gradient = new float[size];
                Assert.True(double.IsNaN(Of(loss, y, t, ref gradient[0])));
                Assert.True(float.IsNaN(gradient[bad]));
            }
        }
    }

    [Theory]
    [InlineData(100f)]
    [InlineData(1e4f)]
    public void Extreme_logits_give_exact_losses(float size)
    {
        foreach (float x in (float[])[size, -size])
        {
            foreach (float target in (float[])[0, 1])
            {
                foreach (int count in s_sizes)
                {
                    float[] logits = [.. Enumerable.Repeat(x, count)];
                    float[] targets = [.. Enumerable.Repeat(target, count)];
                    float[] gradient = new float[count];
                    bool right = x > 0 == target > 0;
                    double loss = LossRows.BinaryCrossEntropy(ref logits[0], ref targets[0], count, count, ref gradient[0]);

                    // e^-100 is subnormal: three roundings of half the smallest float, two of them doubled.
                    Assert.Equal(right ? Math.Exp(-size) : size, loss, right ? 2.5 * float.Epsilon : 1e-6 * size);
                    Assert.All(gradient, g => Assert.Equal(right ? 0 : Math.Sign(x), g, 1e-6));

                    logits[0] = -x;
                    loss = LossRows.CrossEntropy(ref logits[0], count, 0, 1, ref gradient[0]);
                    double expected = count == 1 ? 0 : x > 0 ? (2.0 * size) + Math.Log(count - 1) : 0;
                    Assert.Equal(expected, loss, 1e-6 * size);
                    Assert.Equal(x > 0 && count > 1 ? -1 : 0, gradient[0], 1e-6);
                }
            }
        }
    }

    /// <summary>Small losses of good answers keep their digits.</summary>
    [Fact]
    public void Confident_answers_have_small_losses()
    {
        float target = 1;
        for (float x = 0; x < 80; x += 0.37f)
        {
            float logit = x;
            double loss = LossRows.BinaryCrossEntropy(ref logit, ref target, 1, 1, ref Unsafe.NullRef<float>());

            // x - x is exact, so that what is left is log(1 + e^-x): three roundings of 2^-24 and the exponential's.
            double exact = LogOnePlus(Math.Exp(-x));
            Assert.Equal(exact, loss, exact * 5e-7);
        }
    }

    [Fact]
    public void The_edges_of_Huber_and_the_absolute_error_are_PyTorchs()
    {
        float[] y = [1, 2, 0.5f, 3];
        float[] t = [1, 1, 1, 1];
        float[] gradient = new float[4];
        LossRows.MeanAbsoluteError(ref y[0], ref t[0], 4, 4, ref gradient[0]);
        Assert.Equal([0, 1, -1, 1], gradient);
        Assert.Equal((0 + 0.5 + 0.125 + 1.5) / 4, LossRows.Huber(ref y[0], ref t[0], 4, 1, 4, ref gradient[0]), 1e-7);
        Assert.Equal([0, 1, -0.5f, 1], gradient);
    }

    private static double Of(Loss loss, float[] y, float[] t, ref float gradient) => loss switch
    {
        Loss.MeanSquaredError => LossRows.MeanSquaredError(ref y[0], ref t[0], y.Length, Scale, ref gradient),
        Loss.MeanAbsoluteError => LossRows.MeanAbsoluteError(ref y[0], ref t[0], y.Length, Scale, ref gradient),
        Loss.Huber => LossRows.Huber(ref y[0], ref t[0], y.Length, Delta, Scale, ref gradient),
        Loss.CrossEntropy => LossRows.CrossEntropy(ref y[0], y.Length, y.Length / 2, Scale, ref gradient),
        _ => LossRows.BinaryCrossEntropy(ref y[0], ref t[0], y.Length, Scale, ref gradient),
    };

    private static double Exact(Loss loss, double[] y, float[] t)
    {
        if (loss == Loss.CrossEntropy)
        {
            double most = y.Max();
            return Math.Log(y.Sum(x => Math.Exp(x - most))) + most - y[y.Length / 2];
        }

        return y.Select((x, i) => Element(x, t[i])).Sum() / y.Length;

        double Element(double x, double target)
        {
            double d = Math.Abs(x - target);
            return loss switch
            {
                Loss.MeanSquaredError => d * d,
                Loss.MeanAbsoluteError => d,
                Loss.Huber => d <= Delta ? d * d / 2 : Delta * (d - (Delta / 2.0)),
                _ => Math.Max(x, 0) - (x * target) + LogOnePlus(Math.Exp(-Math.Abs(x))),
            };
        }
    }

    /// <summary>By central differences; the absolute error's are exact but at 0, which random numbers do not hit.</summary>
    private static double Slope(Loss loss, double[] y, float[] t, int i)
    {
        double value = y[i];
        double h = 1e-5 * Math.Max(1, Math.Abs(value));
        if (loss == Loss.MeanAbsoluteError)
            h = Math.Min(h, Math.Abs(value - t[i]) / 2);
        y[i] = value + h;
        double above = Exact(loss, y, t);
        y[i] = value - h;
        double below = Exact(loss, y, t);
        y[i] = value;
        return (above - below) / (2 * h);
    }

    /// <summary>log(1 + e), for small e by its series.</summary>
    private static double LogOnePlus(double e) => e < 1e-5 ? e - (e * e / 2) : Math.Log(1 + e);

    private static (float[] Outputs, float[] Targets) Data(int size, float spread)
    {
        RandomState random = new((ulong)size);
        float[] y = new float[size];
        float[] t = new float[size];
        for (int i = 0; i < size; i++)
        {
            y[i] = spread * (float)random.NextNormal();
            t[i] = random.NextSingle();
        }

        return (y, t);
    }
}
