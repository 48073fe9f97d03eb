using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>Who learns to answer the calls of <see cref="RecallTask"/>.</summary>
internal static class RecallTest
{
    /// <summary>Trains all, and shows how their losses fall, or do not.</summary>
    public static Panel Panel(SampleRun run)
    {
        List<(string Label, LossLog Log)> runs = [];
        foreach (Forecaster forecaster in Forecaster.ForRecall(run.Seed))
        {
            RecallTask task = new(run.Seed);
            LossLog log = run.Train($"recall, {forecaster.Name}", Steps(forecaster, run.Quick), _ =>
            {
                task.Next();
                return forecaster.Train(task.Inputs, task.Targets, task.Weights);
            });
            forecaster.Publish();
            runs.Add((forecaster.Name, log));
            run.Result(
                $"recall, {forecaster.Name}", SeriesErrors.OfRecall(forecaster, new RecallTask(run.Seed + 1)),
                "{0:F3} (root mean square; always answering 0: 1)");
        }

        return LossFigure.Compare("recall: answers to calls, 26 to 31 steps after the message", "loss of recall", runs, isLogarithmic: true);
    }

    /// <summary>Weighted sums of the past, and a model that sees the call alone, cannot tell the answer however long they learn: some steps show it.</summary>
    private static int Steps(Forecaster forecaster, bool isQuick) => (forecaster.HasState, isQuick) switch
    {
        (true, true) => 4000,
        (true, false) => 20_000,
        (false, true) => 500,
        (false, false) => 3000,
    };
}
