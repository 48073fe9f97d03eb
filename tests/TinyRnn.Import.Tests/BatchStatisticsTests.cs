namespace TinyRnn.Import.Tests;

/// <summary>Batch normalisation as a scale and a shift, for all formats.</summary>
public class BatchStatisticsTests
{
    private static readonly SourceTensor s_mean = SourceTensor.Vector([1, 2]);

    [Fact]
    public void A_scale_and_a_shift_are_those_of_the_equation()
    {
        ScaleShiftNode node = BatchStatistics.Node("bn", 0, SourceTensor.Vector([2, 4]), SourceTensor.Vector([5, 6]), s_mean, SourceTensor.Vector([3, 15]), 1);
        Assert.Equal([1f, 1f], node.Scale.Values.ToArray());
        Assert.Equal([4f, 4f], node.Shift.Values.ToArray());
        Assert.Equal([0.5f, 0.25f], BatchStatistics.Node("bn", 0, null, null, s_mean, SourceTensor.Vector([3, 15]), 1).Scale.Values.ToArray());
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(-2f)]
    [InlineData(float.NaN)]
    public void A_variance_that_is_none_is_refused(float variance)
    {
        SourceFormatException refused = Assert.Throws<SourceFormatException>(
            () => BatchStatistics.Node("bn", 0, null, null, s_mean, SourceTensor.Vector([3, variance]), 1));
        Assert.Contains("bn, a batch normalisation, has the variance", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Statistics_of_another_size_are_refused() =>
        Assert.Throws<SourceFormatException>(() => BatchStatistics.Node("bn", 0, null, null, s_mean, SourceTensor.Vector([3]), 1));
}
