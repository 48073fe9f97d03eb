using System.Globalization;

namespace TinyRnn.Samples;

/// <summary>Reads how much a month differs from the one before, as a logarithm, and says the same of the next.</summary>
[RecurrentModel(1)]
[Lstm(16, ForgetBias = 1)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class MonthNet;

/// <summary>One forecast done well: the series as its model can learn it, what is known without learning beside it, and how sure it is.</summary>
internal sealed class ForecastSample : Sample
{
    /// <summary>Of the inputs that are learnt from: a hundred months are few, and an LSTM would know them by heart.</summary>
    private const float Noise = 0.2f;

    private static readonly int[] s_ahead = [1, 12, 24];

    public override string Name => "forecast";

    public override string Summary => "A forecast with its interval: passengers of airlines, as differences of logarithms, beside honest baselines";

    public override void Run(SampleRun run)
    {
        LogDifferences series = new(SeriesFile.Open("AirPassengers"));
        MonthNet net = MonthNet.Create(run.Seed);
        Learn(run, net, series.Differences);

        SampledFutures futures = new(net, series, run.Seed);
        IReadOnlyList<(string Name, double[] Errors)> errors = ForecastErrors.Of(series, futures);
        SampleRun.Table(
            $"Root mean square errors over the last {series.Data.Values.Length - series.Data.TrainingLength} months, thousands of passengers",
            ["model", .. s_ahead.Select(ahead => $"{ahead} ahead ({series.Data.Forecasts(ahead)} forecasts)")],
            errors.Select(row => (string[])[row.Name, .. s_ahead.Select(ahead => row.Errors[ahead - 1].ToString("F2", CultureInfo.InvariantCulture))]));
        foreach ((string name, double[] found) in errors)
        {
            foreach (int ahead in s_ahead)
                run.Record($"{name}, {ahead} ahead", found[ahead - 1]);
        }

        FutureBand band = futures.From(series.Data.TrainingLength, series.Data.Values.Length - series.Data.TrainingLength);
        int inside = band.Count(series.Data.Values.AsSpan(series.Data.TrainingLength));
        run.Result("months inside the interval", inside, $"{{0}} of {band.Low.Count}, where {SampledFutures.Share:P0} are to be expected");
        run.Draw("forecast.svg", ForecastFigure.Of(series.Data, band, errors));
        run.Keep("forecast", net.Save);
    }

    private static void Learn(SampleRun run, MonthNet net, SeriesData differences)
    {
        MonthNet.Trainer trainer = new(net);
        TrainingTask.Configure(trainer);
        SeriesBatch batch = new();
        RandomState random = new(run.Seed);

        void Keep()
        {
            trainer.Publish();
            run.Keep("forecast", net.Save);
        }

        run.Train("differences of logarithms", run.Quick ? 600 : 1500, step =>
        {
            batch.Fill(differences.Scaled.AsSpan(0, differences.TrainingLength), differences.Window, step);
            foreach (ref float x in batch.Inputs.AsSpan())
                x += Noise * (float)random.NextNormal();
            return trainer.TrainBatch(batch.Inputs, batch.Targets, new() { Batch = SeriesBatch.Size });
        }, keep: _ => Keep());
        trainer.Publish();
    }
}
