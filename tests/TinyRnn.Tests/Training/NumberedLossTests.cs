using System.Runtime.CompilerServices;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Losses;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>Losses with numbers of their own, and their gradients, against the formulas in double, at sizes that end in every path.</summary>
public class NumberedLossTests
{
    private const float Scale = 0.3f;
    private const float Smoothing = 0.15f;
    private const float Gamma = 1.75f;
    private const float Alpha = 0.6f;

    private static readonly int[] s_sizes = [1, 2, 3, 4, 5, 7, 8, 11, 15, 16, 17, 23, 31, 32, 33, 64, 103];

    public static TheoryData<NumberedLossKind> Kinds => [.. Enum.GetValues<NumberedLossKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Holds_the_formula(NumberedLossKind kind)
    {
        foreach (int size in s_sizes)
        {
            foreach (float spread in (float[])[0.01f, 1, 30])
            {
                (float[] y, float[] t, float[] n) = Data(kind, size, spread);
                double[] wide = Array.ConvertAll(y, value => (double)value);
                double expected = Exact(kind, wide, t, n);
                float[] gradient = new float[size];
                double actual = Of(kind, y, t, n, ref gradient[0]);

                // A float rounds to 2^-24, and weights are up to 2; of a sum of up to 103 terms, and of logits of size 30 that cancel, some more.
                double largest = 2 * Math.Max(1, spread);
                Assert.Equal(expected, actual, (2e-6 * Math.Abs(expected)) + (2e-7 * largest));
                Assert.Equal(actual, Of(kind, y, t, n, ref Unsafe.NullRef<float>()));
                for (int i = 0; i < size; i++)
                    Assert.Equal(Scale * Slope(kind, wide, t, n, i), gradient[i], 4e-7 * largest);

                // In place.
                Assert.Equal(actual, Of(kind, y, t, n, ref y[0]));
                Assert.Equal(gradient, y);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NaN_is_not_lost(NumberedLossKind kind)
    {
        foreach (int size in s_sizes)
        {
            for (int bad = 0; bad < size; bad++)
            {
                (float[] y, float[] t, float[] n) = Data(kind, size, 1);
                y[bad] = float.NaN;
                float[] gradient = new float[size];
                Assert.True(double.IsNaN(Of(kind, y, t, n, ref gradient[0])));
                Assert.True(float.IsNaN(gradient[bad]));
            }
        }
    }

    /// <summary>A logit of 100 is certain: what is right costs nothing, what is wrong its size; derivatives are finite at both ends.</summary>
    [Theory]
    [InlineData(100f)]
    [InlineData(1e4f)]
    public void Extreme_logits_give_exact_losses(float size)
    {
        foreach (float gamma in (float[])[0, 0.25f, 1, 2, 5])
        {
            foreach (int count in s_sizes)
            {
                foreach (float x in (float[])[size, -size])
                {
                    foreach (float target in (float[])[0, 1])
                    {
                        float[] logits = [.. Enumerable.Repeat(x, count)];
                        float[] targets = [.. Enumerable.Repeat(target, count)];
                        float[] gradient = new float[count];
                        bool right = x > 0 == target > 0;
                        double share = target > 0 ? Alpha : 1 - Alpha;
                        double loss = LossRows.BinaryFocal(ref logits[0], ref targets[0], count, gamma, Alpha, count, ref gradient[0]);
                        Assert.Equal(right ? 0 : share * size, loss, 1e-6 * size);
                        Assert.All(gradient, g => Assert.Equal(right ? 0 : share * Math.Sign(x), g, 1e-6));
                    }
                }

                float[] sure = new float[count];
                float[] slope = new float[count];
                sure[0] = size;
                Assert.Equal(0, LossRows.Focal(ref sure[0], count, 0, gamma, 1, ref slope[0]), 1e-6);
                Assert.All(slope, g => Assert.Equal(0, g, 1e-6));
                sure[0] = -size;
                Assert.Equal(count == 1 ? 0 : size + Math.Log(count - 1), LossRows.Focal(ref sure[0], count, 0, gamma, 1, ref slope[0]), 1e-6 * size);
                Assert.Equal(count == 1 ? 0 : -1, slope[0], 1e-6);
            }
        }
    }

    [Fact]
    public void At_its_target_a_quantile_has_no_slope()
    {
        float[] y = [1, 2, 0, 1];
        float[] t = [1, 1, 1, 1];
        float[] q = [0.1f, 0.25f, 0.25f, 0.9f];
        float[] gradient = new float[4];
        Assert.Equal((0.75 + 0.25) / 4, LossRows.Quantile(ref y[0], ref t[0], ref q[0], 4, 4, ref gradient[0]), 1e-7);
        Assert.Equal([0, 0.75f, -0.25f, 0], gradient);
    }

    private static double Of(NumberedLossKind kind, float[] y, float[] t, float[] n, ref float gradient) => kind switch
    {
        NumberedLossKind.Smoothed => LossRows.SmoothedCrossEntropy(ref y[0], y.Length, y.Length / 2, Smoothing, ref n[0], Scale, ref gradient),
        NumberedLossKind.Weighted => LossRows.WeightedBinaryCrossEntropy(ref y[0], ref t[0], ref n[0], y.Length, Scale, ref gradient),
        NumberedLossKind.Quantile => LossRows.Quantile(ref y[0], ref t[0], ref n[0], y.Length, Scale, ref gradient),
        NumberedLossKind.Focal => LossRows.Focal(ref y[0], y.Length, y.Length / 2, Gamma, Scale, ref gradient),
        _ => LossRows.BinaryFocal(ref y[0], ref t[0], y.Length, Gamma, Alpha, Scale, ref gradient),
    };

    private static double Exact(NumberedLossKind kind, double[] y, float[] t, float[] n)
    {
        if (kind == NumberedLossKind.Smoothed)
            return new LossSetup(Loss.CrossEntropy) { ClassWeights = n, LabelSmoothing = Smoothing }.Of(y, y.Length / 2);
        if (kind == NumberedLossKind.Focal)
            return new LossSetup(Loss.Focal) { FocalGamma = Gamma }.Of(y, y.Length / 2);
        return y.Select((x, i) => Element(x, t[i], n[i])).Average();

        double Element(double x, double target, double number)
        {
            double no = LogOnePlus(x);
            double yes = LogOnePlus(-x);
            if (kind == NumberedLossKind.Weighted)
                return (number * target * yes) + ((1 - target) * no);
            if (kind == NumberedLossKind.Quantile)
                return Math.Max((1 - number) * (x - target), number * (target - x));
            double p = Math.Exp(-yes);
            double wrong = (p * (1 - target)) + (Math.Exp(-no) * target);
            return ((Alpha * target) + ((1 - Alpha) * (1 - target))) * Math.Pow(wrong, Gamma) * ((target * yes) + ((1 - target) * no));
        }
    }

    /// <summary>log(1 + e^x).</summary>
    private static double LogOnePlus(double x)
    {
        double e = Math.Exp(-Math.Abs(x));
        return Math.Max(x, 0) + (e < 1e-5 ? e - (e * e / 2) : Math.Log(1 + e));
    }

    /// <summary>By central differences; those of a quantile are exact but at its target, which random numbers do not hit.</summary>
    private static double Slope(NumberedLossKind kind, double[] y, float[] t, float[] n, int i)
    {
        double value = y[i];
        double h = 1e-5 * Math.Max(1, Math.Abs(value));
        if (kind == NumberedLossKind.Quantile)
            h = Math.Min(h, Math.Abs(value - t[i]) / 2);
        y[i] = value + h;
        double above = Exact(kind, y, t, n);
        y[i] = value - h;
        double below = Exact(kind, y, t, n);
        y[i] = value;
        return (above - below) / (2 * h);
    }

    private static (float[] Outputs, float[] Targets, float[] Numbers) Data(NumberedLossKind kind, int size, float spread)
    {
        RandomState random = new((ulong)size);
        float[] y = new float[size];
        float[] t = new float[size];
        float[] n = new float[size];
        for (int i = 0; i < size; i++)
        {
            y[i] = spread * (float)random.NextNormal();
            t[i] = random.NextSingle();
            n[i] = (kind == NumberedLossKind.Quantile ? 1 : 2) * random.NextSingle();
        }

        return (y, t, n);
    }
}

/// <summary>Losses whose formulas have more than outputs and targets.</summary>
public enum NumberedLossKind
{
    Smoothed,
    Weighted,
    Quantile,
    Focal,
    BinaryFocal,
}
