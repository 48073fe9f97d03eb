using System.CommandLine;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>One series, five models; then a series with a long dependency; and what a step costs.</summary>
internal sealed class SeriesSample : Sample
{
    private const string All = "all";

    private readonly Option<string?> _data = new("--data")
    {
        Description =
            $"One of {string.Join(", ", SeriesFile.Carried)}, '{All}' for all of these, or a CSV file whose last column is a series of at least 80 values. "
            + $"With it, only forecasts. Default: sunspots, recall and costs.",
    };

    public override string Name => "series";

    public override string Summary => "One series, five models: naive, autoregressive, Markov, latent autoregressive, LSTM";

    public override IEnumerable<Option> Options => [_data];

    public override void Run(SampleRun run)
    {
        if (run.Value(_data) == All)
        {
            ForecastTest[] tests = [.. SeriesFile.Carried.Select(name => ForecastTest.Of(run, SeriesFile.Open(name)))];
            Draw(run, [.. tests.Select(test => test.Panel)]);
        }
        else if (run.Value(_data) is { } name)
        {
            Draw(run, [ForecastTest.Of(run, SeriesFile.Open(name)).Panel]);
        }
        else
        {
            Draw(run, [ForecastTest.Of(run, SeriesFile.Open(SeriesFile.Carried[0])).Panel, RecallTest.Panel(run), ForecastCost.Panel()]);
        }
    }

    private static void Draw(SampleRun run, IReadOnlyList<Panel> panels) => run.Draw("series.svg", new Figure(panels) { PanelHeight = 330 });
}
