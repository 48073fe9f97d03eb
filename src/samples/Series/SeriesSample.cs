using System.CommandLine;
using System.Globalization;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>One series, five models; then a series with a long dependency; and what a step costs.</summary>
internal sealed class SeriesSample : Sample
{
    private const int BaselineLags = 24;
    private static readonly int[] s_times = [0, 50, 100, 150, 200, 300, 400, 500, 600, 700, 800, 900, 1000];
    private readonly Option<FileInfo?> _data = new("--data") { Description = "A CSV file whose last column is a series of at least 80 values. Default: monthly sunspot numbers, 1749 to 1983." };

    public override string Name => "series";

    public override string Summary => "One series, five models: naive, autoregressive, Markov, latent autoregressive, LSTM";

    public override IEnumerable<Option> Options => [_data];

    public override void Run(SampleRun run)
    {
        SeriesData data = run.Value(_data) is { } file ? SeriesData.Read(file.FullName) : SeriesData.Sunspots();
        Line[] errors = [.. Forecasts(run, data)];
        Recalls(run);
        run.Draw("series.svg", new Figure([Panel("steps ahead", "error (root mean square)", errors) with { Title = data.Name }, Panel("steps before", "nanoseconds a step", [.. Costs()])]) { PanelHeight = 330 });
    }

    /// <summary>With room for the legend above the lines.</summary>
    private static Panel Panel(string x, string y, IReadOnlyList<Line> lines) =>
        new() { X = x, Y = y, Legend = Corner.UpperLeft, Low = 0, High = 1.6 * lines.SelectMany(line => line.Y).Max(), Lines = lines };

    /// <summary>Trains all on the first part of the series, and tests them on the rest.</summary>
    private static List<Line> Forecasts(SampleRun run, SeriesData data)
    {
        List<Line> lines = [];
        List<string[]> rows = [];
        double[] persistence = SeriesErrors.Persistence(data);
        foreach (Forecaster forecaster in Forecaster.Create(run.Seed))
        {
            SeriesBatch batch = new();
            run.Train(forecaster.Name, run.Quick ? 400 : 1500, step =>
            {
                batch.Fill(data.Scaled.AsSpan(0, data.TrainingLength), data.Window, step);
                return forecaster.Train(batch.Inputs, batch.Targets, []);
            });
            forecaster.Publish();
            double[] errors = SeriesErrors.Of(forecaster, data);
            run.Result($"{forecaster.Name}, one step", errors[0], "{0:F2}");
            rows.Add(Row(forecaster.Name, errors));
            lines.Add(new Line(forecaster.Name, Ahead(errors), errors));
        }

        rows.Add(Row("the last value again", persistence));
        double leastSquares = LeastSquares.Error(data, BaselineLags);
        rows.Add([$"least squares, {BaselineLags} values", Text(leastSquares), "", ""]);
        run.Result("the last value again, one step", persistence[0], "{0:F2}");
        run.Result("least squares, one step", leastSquares, "{0:F2}");
        SampleRun.Table($"{data.Name}: root mean square errors over the last {data.Values.Length - data.TrainingLength} values", ["model", "1 step ahead", "12 ahead", "24 ahead"], rows);
        lines.Add(new Line("the last value again", Ahead(persistence), persistence) { Style = LineStyle.Dashed });
        return lines;
    }

    private static void Recalls(SampleRun run)
    {
        foreach (Forecaster forecaster in Forecaster.Create(run.Seed))
        {
            RecallTask task = new(run.Seed);
            run.Train($"recall, {forecaster.Name}", run.Quick ? 4000 : 20000, _ =>
            {
                task.Next();
                return forecaster.Train(task.Inputs, task.Targets, task.Weights);
            });
            forecaster.Publish();
            run.Result($"recall, {forecaster.Name}", SeriesErrors.OfRecall(forecaster, new RecallTask(run.Seed + 1)), "{0:F3} (root mean square; always answering 0: 1)");
        }
    }

    /// <summary>What a step costs after so many others. Several sweeps: in the first ones the compiler is not done yet.</summary>
    private static IEnumerable<Line> Costs()
    {
        const int sweeps = 10;
        const int pause = 30;
        IReadOnlyList<Forecaster> forecasters = Forecaster.Create(1);
        double[][] least = [.. forecasters.Select(_ => Enumerable.Repeat(double.MaxValue, s_times.Length).ToArray())];
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            for (int model = 0; model < forecasters.Count; model++)
            {
                for (int i = 0; i < s_times.Length; i++)
                    least[model][i] = Math.Min(least[model][i], forecasters[model].StepCost(s_times[i]));
            }

            Thread.Sleep(pause);
        }

        return forecasters.Select((forecaster, model) => new Line(forecaster.Name, [.. s_times.Select(time => (double)time)], least[model]));
    }

    private static double[] Ahead(double[] errors) => [.. errors.Select((_, step) => step + 1.0)];

    private static string[] Row(string name, double[] errors) => [name, Text(errors[0]), Text(errors[11]), Text(errors[23])];

    private static string Text(double value) => value.ToString("F2", CultureInfo.InvariantCulture);
}
