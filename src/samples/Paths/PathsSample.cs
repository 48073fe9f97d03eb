using System.Globalization;
using TinyRnn.Data;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Says the next month, and how sure it is: a mean and the logarithm of a variance.</summary>
[RecurrentModel(1)]
[Lstm(16, ForgetBias = 1)]
[Dense(2)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class SpreadNet;

/// <summary>Says the next month.</summary>
[RecurrentModel(1)]
[Lstm(16, ForgetBias = 1)]
[Dense(1)]
[Trainable(MaxSteps = SeriesBatch.Steps, MaxBatch = SeriesBatch.Size)]
internal sealed partial class PointNet;

/// <summary>Many futures of the sunspots, from a distribution that is learnt or from errors that were made, and whether intervals hold what they say.</summary>
internal sealed class PathsSample : Sample
{
    private static readonly int[] s_ahead = [1, 12, 24];

    public override string Name => "paths";

    public override string Summary => "A forecast as a fan of many futures, and how many months of the sunspots lie in the part where they should";

    public override void Run(SampleRun run)
    {
        SeriesData data = SeriesFile.Open("sunspots");
        TimeSplit split = TimeSplit.Of(data.TrainingLength, validation: 0.15, test: 0);
        SeriesWindows training = Windows(data, split.Training);
        SeriesWindows validation = Windows(data, split.Validation);
        int epochs = run.Quick ? 10 : 40;
        CosineDecay schedule = new(0.01f, 0, epochs * ((training.Count + SeriesBatch.Size - 1) / SeriesBatch.Size));

        SpreadNet spread = SpreadNet.Create(run.Seed);
        SpreadLearner.Learn(run, spread, training, validation, epochs, schedule);
        PointNet point = PointNet.Create(run.Seed);
        PointNet.Trainer trainer = new(point) { Clipping = new() { Norm = 1 } };
        run.Fit("one number", trainer, training, validation, new() { Epochs = epochs, Schedule = schedule });
        trainer.Publish();
        float[] residuals = Residuals(point, data, split.Validation);

        double floor = -data.Mean / data.Scale;
        FutureWalk[] walks =
        [
            new FutureWalk<SpreadNet, SpreadNet.State>(
                "mean and variance", spread, data, (said, ref random) => said[0] + (float)(Math.Exp(said[1] / 2) * random.NextNormal()), floor),
            new FutureWalk<PointNet, PointNet.State>(
                "number and past errors", point, data,
                (said, ref random) => said[0] + residuals[(int)(random.NextDouble() * residuals.Length)], floor),
        ];
        IReadOnlyList<(string Name, IntervalMetrics[] Ahead)> found = [.. walks.Select(walk => (walk.Name, walk.Measure(run.Seed))), SaidAgain(data)];
        Say(run, found);
        run.Draw("paths.svg", PathsFigure.Of(data, walks, found, run.Seed));
        run.Keep("paths", spread.Save);
    }

    private static SeriesWindows Windows(SeriesData data, Range part) =>
        SeriesWindows.Forecast(data.Scaled.AsMemory(part), features: 1, steps: SeriesBatch.Steps, every: 6);

    /// <summary>What was wrong a month ahead, in the part that nothing was learnt from.</summary>
    private static float[] Residuals(PointNet net, SeriesData data, Range part)
    {
        float[] said = net.Run(data.Scaled.AsSpan(0, part.End.Value - 1));
        return [.. Enumerable.Range(part.Start.Value, part.End.Value - part.Start.Value).Select(month => data.Scaled[month] - said[month - 1])];
    }

    /// <summary>The last value again, and between which quantiles the part to learn from was away from it.</summary>
    private static (string Name, IntervalMetrics[] Ahead) SaidAgain(SeriesData data)
    {
        IntervalMetrics[] ahead = [.. Enumerable.Range(0, SeriesBatch.Horizon).Select(_ => new IntervalMetrics(FutureWalk.Share))];
        float[] ends = new float[2];
        for (int month = 0; month < ahead.Length; month++)
        {
            SampledPaths differences = new(data.TrainingLength - month - 1, 1);
            for (int t = 0; t < differences.Paths; t++)
                differences.At(0)[t] = (float)(data.Values[t + month + 1] - data.Values[t]);
            differences.Quantiles(0, FutureWalk.Levels, ends);
            foreach (int origin in FutureWalk.Origins(data))
            {
                float last = (float)data.Values[origin - 1];
                ahead[month].Add([Math.Max(0, last + ends[0])], [Math.Max(0, last + ends[1])], [(float)data.Values[origin + month]]);
            }
        }

        return ("last value and past errors", ahead);
    }

    private static void Say(SampleRun run, IReadOnlyList<(string Name, IntervalMetrics[] Ahead)> found)
    {
        SampleRun.Table(
            string.Create(
                CultureInfo.InvariantCulture,
                $"Of {found[0].Ahead[0].Count} months that nothing was learnt from: inside the {100 * FutureWalk.Share:F0} % interval; its width; its score"),
            ["model", .. s_ahead.Select(ahead => $"{ahead} ahead")],
            found.Select(row => (string[])
            [
                row.Name,
                .. s_ahead.Select(ahead => row.Ahead[ahead - 1]).Select(
                    metrics => string.Create(CultureInfo.InvariantCulture, $"{100 * metrics.Coverage:F1} %; {metrics.MeanWidth:F1}; {metrics.Score:F1}")),
            ]));
        foreach ((string name, IntervalMetrics[] ahead) in found)
        {
            foreach (int months in s_ahead)
            {
                run.Record($"{name}, {months} ahead, inside", ahead[months - 1].Coverage);
                run.Record($"{name}, {months} ahead, score", ahead[months - 1].Score);
            }
        }
    }
}
