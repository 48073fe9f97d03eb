using TinyRnn.Data;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Data;

/// <summary>Quantiles of paths are those of their values at a step, and an interval's measures are counted as they say.</summary>
public class SampledPathsTests
{
    /// <summary>NumPy's quantiles of 3, 1, 4, 1, 5, 9, 2, 6 (its default, linear).</summary>
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.1f, 1)]
    [InlineData(0.25f, 1.75)]
    [InlineData(0.5f, 3.5)]
    [InlineData(0.9f, 6.9)]
    [InlineData(1, 9)]
    public void Quantiles_are_those_of_NumPy(float level, double expected)
    {
        SampledPaths paths = new(8, 3);
        float[] values = [3, 1, 4, 1, 5, 9, 2, 6];
        values.CopyTo(paths.At(1));
        float[] found = new float[2];
        paths.Quantiles(1, [level, level], found);
        Assert.Equal(expected, found[0], 1e-5);
        Assert.Equal(found[0], found[1]);

        // Nothing has moved, and the other steps are what they were.
        Assert.Equal(values, paths.At(1).ToArray());
        Assert.Equal(new float[8], paths.At(2).ToArray());
    }

    /// <summary>Of many normal draws, the quantiles of the distribution: a tenth of 100,000 varies by 95, which is 0.005 standard deviations.</summary>
    [Fact]
    public void Quantiles_of_many_draws_are_those_of_their_distribution()
    {
        SampledPaths paths = new(100_000, 1);
        RandomState random = new(1);
        foreach (ref float value in paths.At(0))
            value = (float)((2 * random.NextNormal()) + 3);
        float[] found = new float[3];
        paths.Quantiles(0, [0.1f, 0.5f, 0.9f], found);
        Assert.Equal(3 - (2 * 1.28155), found[0], 0.05);
        Assert.Equal(3, found[1], 0.05);
        Assert.Equal(3 + (2 * 1.28155), found[2], 0.05);
    }

    [Fact]
    public void One_path_is_all_quantiles_and_what_is_no_number_stays_so()
    {
        float[] found = new float[3];
        SampledPaths one = new(1, 1);
        one.At(0)[0] = 7;
        one.Quantiles(0, [0, 0.3f, 1], found);
        Assert.Equal([7, 7, 7], found);

        SampledPaths some = new(3, 1);
        new[] { 1, float.NaN, 2 }.CopyTo(some.At(0));
        some.Quantiles(0, [0, 0.5f, 1], found);
        Assert.All(found, value => Assert.True(float.IsNaN(value)));

        // An infinite end leaves the others: no infinity times 0.
        new[] { float.NegativeInfinity, 1, 2 }.CopyTo(some.At(0));
        some.Quantiles(0, [0, 0.5f, 1], found);
        Assert.Equal([float.NegativeInfinity, 1, 2], found);
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        SampledPaths paths = new(500, 24);
        float[] levels = [0.1f, 0.25f, 0.5f, 0.75f, 0.9f];
        float[] found = new float[5];
        RandomState random = new(1);
        Conformance.Allocation.IsNone(() =>
        {
            for (int step = 0; step < 24; step++)
            {
                foreach (ref float value in paths.At(step))
                    value = random.NextSingle();
                paths.Quantiles(step, levels, found);
            }
        });
    }

    [Fact]
    public void What_cannot_be_asked_is_refused()
    {
        SampledPaths paths = new(4, 2);
        float[] room = new float[1];
        FeatureScalerTests.Says("step", () => paths.Quantiles(2, [0.5f], room));
        FeatureScalerTests.Says("step", () => paths.Quantiles(-1, [0.5f], room));
        FeatureScalerTests.Says("from 0 to 1", () => paths.Quantiles(0, [1.01f], room));
        FeatureScalerTests.Says("from 0 to 1", () => paths.Quantiles(0, [float.NaN], room));
        FeatureScalerTests.Says("There are 2 levels, and there is room for 1 quantile", () => paths.Quantiles(0, [0, 1], room));
        FeatureScalerTests.Says("paths", () => new SampledPaths(0, 1));
        FeatureScalerTests.Says("steps", () => new SampledPaths(1, 0));
        FeatureScalerTests.Says("steps", () => new SampledPaths(int.MaxValue, 2));
    }

    /// <summary>By hand: widths of 2, 2, 4 and 0; one value is 3 above its interval, one 0.5 below, one on an end; 2 / (1 - 0.5) is 4.</summary>
    [Fact]
    public void Intervals_are_measured_as_they_say()
    {
        IntervalMetrics metrics = new(0.5);
        Assert.True(double.IsNaN(metrics.Coverage));
        metrics.Add([0, 0, 0], [2, 2, 4], [2, 5, -0.5f]);
        metrics.Add([1], [1], [1]);
        Assert.Equal((4L, 0.5), (metrics.Count, metrics.Share));
        Assert.Equal(0.5, metrics.Coverage);
        Assert.Equal(2, metrics.MeanWidth);
        Assert.Equal((2 + 2 + 12 + 4 + 2 + 0) / 4.0, metrics.Score);

        FeatureScalerTests.Says("1 low end, 1 high end and 2 targets", () => metrics.Add([1], [1], [1, 2]));
        FeatureScalerTests.Says("Interval 1 goes from 2 to 1", () => metrics.Add([0, 2], [1, 1], [1, 1]));
        Assert.Equal(4, metrics.Count);
        FeatureScalerTests.Says("above 0 and below 1", () => new IntervalMetrics(1));
        FeatureScalerTests.Says("above 0 and below 1", () => new IntervalMetrics(double.NaN));
    }
}
