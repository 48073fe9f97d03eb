using Xunit;

namespace TinyRnn.Samples.Tests;

public sealed class SeriesTests : SampleFolder
{
    /// <summary>
    /// The figures of saying the last value again and of least squares are facts of the series (19.139 and 17.351, found by another program); one-step training comes near the second. The answers to calls
    /// of the generated series are +1 or -1: who does not know is wrong by 1.
    /// </summary>
    [Fact]
    public void Each_model_predicts_as_well_as_it_can()
    {
        IReadOnlyDictionary<string, double> results = Quick("series").Results;
        Assert.Equal(19.139, results["the last value again, one step"], 0.001);
        Assert.Equal(17.351, results["least squares, one step"], 0.001);
        Assert.InRange(results["naive: all of the past, one step"], 17.2, 18.5);
        Assert.InRange(results["autoregressive: 24 values, one step"], 17.2, 18.5);
        Assert.InRange(results["Markov: one value, one step"], 19, 21);
        Assert.InRange(results["latent: RNN(16), one step"], 17.2, 20);
        Assert.InRange(results["LSTM(16), one step"], 17.2, 20);
        Assert.InRange(results["recall, naive: all of the past"], 0.95, 1.1);
        Assert.InRange(results["recall, autoregressive: 24 values"], 0.95, 1.1);
        Assert.InRange(results["recall, Markov: one value"], 0.95, 1.1);
        Assert.InRange(results["recall, latent: RNN(16)"], 0.9, 1.1);
        Assert.InRange(results["recall, LSTM(16)"], 0, 0.5);
        IsDrawn("series.svg");
    }

    [Theory]
    [InlineData("month,value\n1,2\n2,3\n", "has 2 values")]
    [InlineData("month,value\n1,2\n2,many\n", "line 3: '2,many'")]
    public void What_is_wrong_with_a_series_is_said(string text, string message)
    {
        Directory.CreateDirectory(Out);
        System.IO.File.WriteAllText(File("bad.csv"), text);
        SampleException exception = Assert.Throws<SampleException>(() => Quick("series", "--data", File("bad.csv")));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }
}
