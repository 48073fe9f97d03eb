using Xunit;

namespace TinyRnn.Tests.Integers;

/// <summary>The report's numbers are those of its definition.</summary>
public class QuantizationReportTests
{
    /// <summary>Outputs that are a constant away from those of the reference: every number of the report is known.</summary>
    [Fact]
    public void A_constant_error_is_reported_as_it_is()
    {
        ReportNet net = ReportNet.Create(1);
        float[] parameters = net.Parameters.ToArray();
        float[] flat = new float[parameters.Length];
        flat[^1] = 2;   // the head's bias: all outputs are 2
        float[] off = [.. flat];
        off[^1] = 2.5f;
        QuantizationReport report = Compare(ReportNet.FromParameters(flat), ReportNet.FromParameters(off), 1500);
        Assert.Equal([1, 10, 100, 1000, 1500], report.Errors.Select(error => error.Step));
        Assert.All(report.Errors, error => Assert.Equal((0.5, 0.5, 0.5), (error.RootMeanSquare, error.Largest, error.Drift)));
        Assert.Equal(20 * Math.Log10(0.25), report.ErrorToSignal, 9);
        Assert.Contains("1,500", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("error to signal: -12.0 dB", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_no_way_from_itself()
    {
        ReportNet net = ReportNet.Create(1);
        QuantizationReport report = Compare(net, net, 10);
        Assert.Equal(new QuantizationError(1, 0, 0, 0), report.Errors[0]);
        Assert.Equal(2, report.Errors.Count);
        Assert.Equal(double.NegativeInfinity, report.ErrorToSignal);
    }

    [Fact]
    public void Integers_are_near_and_not_equal()
    {
        ReportNet net = ReportNet.Create(1);
        QuantizationReport report = QuantizationReport.Compare<ReportNet, ReportNet.State, ReportIntegers, ReportIntegers.State, float>(
            net, ReportIntegers.FromParameters(net.Parameters), Noise(1000));
        Assert.InRange(report.ErrorToSignal, -60, -20);

        // The first step multiplies a hidden state of zeros.
        Assert.Equal(0, report.Errors[0].Largest);
        Assert.All(report.Errors.Skip(1), error => Assert.InRange(error.Largest, 1e-7, 0.05));
    }

    /// <summary>The same sequence again and again is as far away as once; without an end, the second would begin where the first ended.</summary>
    [Fact]
    public void Each_sequence_begins_anew()
    {
        ReportNet net = ReportNet.Create(1);
        ReportIntegers integers = ReportIntegers.FromParameters(net.Parameters);
        float[] once = Noise(30);
        QuantizationReport one = QuantizationReport.Compare<ReportNet, ReportNet.State, ReportIntegers, ReportIntegers.State, float>(net, integers, once);
        QuantizationReport three = QuantizationReport.Compare<ReportNet, ReportNet.State, ReportIntegers, ReportIntegers.State, float>(
            net, integers, [.. once, .. once, .. once], sequences: 3);
        Assert.Equal([1, 10, 30], three.Errors.Select(error => error.Step));
        Assert.Equal(one.Errors.Select(error => error.Largest), three.Errors.Select(error => error.Largest));
        Assert.Equal(one.ErrorToSignal, three.ErrorToSignal, 9);
        ArgumentException uneven = Assert.Throws<ArgumentException>(
            () => QuantizationReport.Compare<ReportNet, ReportNet.State, ReportNet, ReportNet.State, float>(net, net, once, sequences: 4));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => QuantizationReport.Compare<ReportNet, ReportNet.State, ReportNet, ReportNet.State, float>(net, net, once, sequences: 0));
        Assert.Contains("in 4 sequences of equal length", uneven.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_compared_is_refused()
    {
        ReportNet net = ReportNet.Create(1);
        ArgumentException sizes = Assert.Throws<ArgumentException>(
            () => QuantizationReport.Compare<ReportNet, ReportNet.State, ReportOther, ReportOther.State, float>(net, ReportOther.Create(1), new float[2]));
        Assert.Contains("ReportOther has 2 inputs, 1 output and", sizes.Message, StringComparison.Ordinal);
        ArgumentException part = Assert.Throws<ArgumentException>(() => Compare(net, net, 0, 3));
        Assert.Contains("inputs has 3 values, and a step has 2 values", part.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Compare(net, net, 0));
        Assert.Throws<ArgumentNullException>(() => Compare(null!, net, 1));
        Assert.Throws<ArgumentNullException>(() => Compare(net, null!, 1));
    }

    [Fact]
    public void An_output_that_is_no_number_is_within_no_bound()
    {
        ReportNet net = ReportNet.Create(1);
        float[] parameters = net.Parameters.ToArray();
        parameters[^1] = float.NaN;
        Assert.False(Compare(net, ReportNet.FromParameters(parameters), 5).ErrorToSignal < 0);
    }

    private static QuantizationReport Compare(ReportNet one, ReportNet other, int steps, int more = 0) =>
        QuantizationReport.Compare<ReportNet, ReportNet.State, ReportNet, ReportNet.State, float>(one, other, [.. Noise(steps), .. new float[more]]);

    private static float[] Noise(int steps)
    {
        RandomState random = new(3);
        float[] values = new float[steps * ReportNet.InputSize];
        foreach (ref float value in values.AsSpan())
            value = (2 * random.NextSingle()) - 1;
        return values;
    }
}
