using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Samples.Tests;

public sealed class SeriesTests : SampleFolder
{
    /// <summary>
    /// The figures of saying the last value again and of least squares are facts of the series (19.139 and 17.351, found by another program); one-step training
    /// comes near the second. The answers to calls of the generated series are +1 or -1: who does not know is wrong by 1.
    /// </summary>
    [Fact]
    public void Each_model_predicts_as_well_as_it_can()
    {
        IReadOnlyDictionary<string, double> results = Quick("series").Results;
        Assert.Equal(19.139, results["sunspots, the last value again, 1 ahead"], 0.001);
        Assert.Equal(17.351, results["sunspots, least squares, 24 values, 1 ahead"], 0.001);
        Assert.InRange(results["sunspots, naive: the last 96, 1 ahead"], 17.2, 18.5);
        Assert.InRange(results["sunspots, autoregressive: 24 values, 1 ahead"], 17.2, 18.5);
        Assert.InRange(results["sunspots, Markov: one value, 1 ahead"], 19, 21);
        Assert.InRange(results["sunspots, latent: RNN(16), 1 ahead"], 17.2, 20);
        Assert.InRange(results["sunspots, LSTM(16), 1 ahead"], 17.2, 20);

        // Iterated, a weighted sum forgets the cycle of eleven years; 63.5 is the last value again.
        Assert.InRange(results["sunspots, least squares, 24 values, 24 ahead"], 40, 50);
        Assert.InRange(results["sunspots, LSTM(16), 24 ahead"], 25, results["sunspots, least squares, 24 values, 24 ahead"]);
        Assert.InRange(results["recall, naive: the last 120"], 0.95, 1.1);
        Assert.InRange(results["recall, autoregressive: 24 values"], 0.95, 1.1);
        Assert.InRange(results["recall, Markov: one value"], 0.95, 1.1);
        Assert.InRange(results["recall, latent: RNN(16)"], 0.9, 1.1);
        Assert.InRange(results["recall, LSTM(16)"], 0, 0.3);
        IsDrawn("series.svg");
    }

    /// <summary>The series that are inside the program, by name: forecasts only.</summary>
    [Fact]
    public void A_series_is_chosen_by_its_name()
    {
        IReadOnlyDictionary<string, double> results = Quick("series", "--data", "LYNX").Results;
        Assert.InRange(results["lynx, LSTM(16), 1 ahead"], 1, results["lynx, the last value again, 12 ahead"]);
        Assert.DoesNotContain("recall, LSTM(16)", results.Keys);
        Assert.Equal((26, 15, 3), (SeriesFile.Open("lynx").Forecasts(1), SeriesFile.Open("lynx").Forecasts(12), SeriesFile.Open("lynx").Forecasts(24)));
        IsDrawn("series.svg");
    }

    /// <summary>
    /// From PyTorch's first weights, with its windows and its scale, the losses are PyTorch's. Rounding, at most 2^-24 an operation, adds up over 64 steps of
    /// sums of 17 terms in both programs: 2 x 64 x 17 x 2^-24 = 1.3e-4 of a value at worst.
    /// </summary>
    [Fact]
    public void The_first_losses_are_PyTorchs()
    {
        const int compared = 20;
        const int window = 64;
        const double tolerance = 2 * window * 17.0 / (1 << 24);
        SeriesData data = SeriesFile.Open("sunspots");
        float[] values = [.. data.Values.Take(data.TrainingLength).Select(value => (float)(value / 100))];
        string folder = Path.Combine(AppContext.BaseDirectory, "data", "training");
        LstmSeries.Trainer trainer = new(LstmSeries.Load(Path.Combine(folder, "sunspots_lstm16_init.safetensors"), Weights.Lenient));
        TrainingTask.Configure(trainer);
        using SafetensorsReader reader = new(System.IO.File.OpenRead(Path.Combine(folder, "sunspots_lstm16_trained.safetensors")));
        TensorInfo losses = reader.Get("train_loss_per_step");
        double[] expected = new double[losses.ElementCount];
        reader.Read(losses, expected);
        SeriesBatch batch = new();
        for (int step = 0; step < compared; step++)
        {
            batch.Fill(values, window, step);
            float loss = trainer.TrainBatch(batch.Inputs, batch.Targets, new() { Batch = SeriesBatch.Size });
            Assert.InRange(loss, expected[step] * (1 - tolerance), expected[step] * (1 + tolerance));
        }
    }

    /// <summary>
    /// A straight line goes on as it was: every lag says the same, so that the equations have no single solution, and still there is an answer.
    /// </summary>
    [Fact]
    public void A_straight_line_goes_on()
    {
        SeriesData line = new("line", [.. Enumerable.Range(0, 100).Select(i => 2.0 * i)]);
        double[] errors = SeriesErrors.OfLeastSquares(line, 4);
        Assert.All(errors.Take(20), error => Assert.InRange(error, 0, 0.1));
    }

    [Theory]
    [InlineData("month,value\n1,2\n2,3\n", "has 2 values")]
    [InlineData("month,value\n1,2\n2,many\n", "line 3: '2,many'")]
    [InlineData("month,value\n1;1,5\n", "has a semicolon")]
    [InlineData("value\n1\n1,5\n", "line 3: '1,5' has 2 columns")]
    public void What_is_wrong_with_a_series_is_said(string text, string message)
    {
        Directory.CreateDirectory(Out);
        System.IO.File.WriteAllText(File("bad.csv"), text);
        SampleException exception = Assert.Throws<SampleException>(() => Quick("series", "--data", File("bad.csv")));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_constant_series_is_refused()
    {
        SampleException exception = Assert.Throws<SampleException>(() => new SeriesData("level", [.. Enumerable.Repeat(3.0, 100)]));
        Assert.Contains("the same value, 3,", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_that_is_nowhere_is_refused()
    {
        SampleException exception = Assert.Throws<SampleException>(() => SeriesFile.Open("nowhere"));
        Assert.Contains("sunspots, AirPassengers", exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A header is a first line that does not end in a number; without one nothing is lost.</summary>
    [Theory]
    [InlineData("value\n")]
    [InlineData("")]
    public void Every_value_is_read(string header)
    {
        Directory.CreateDirectory(Out);
        System.IO.File.WriteAllText(File("some.csv"), header + string.Join('\n', Enumerable.Range(1, 90)));
        Assert.Equal(Enumerable.Range(1, 90).Select(value => (double)value), SeriesFile.Open(File("some.csv")).Values);
    }
}
