using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>The average of the weights: what it is the mean of, and that nothing is lost or mixed on its way.</summary>
internal static class AverageChecks
{
    private const int Steps = 12;

    private static readonly float[] s_inputs = Signals.Noise(3 * 7 * 3, 1);
    private static readonly float[] s_targets = Array.ConvertAll(Signals.Noise(3 * 7 * 2, 2), value => 3 * value);

    public static IReadOnlyList<Check> All { get; } =
    [
        Mean("exponential", WeightAveraging.Exponential(0.75), n => n == 0 ? 1 : 0.25),
        Mean("warm-up", WeightAveraging.Exponential(0.75, AverageStart.WarmUp), n => n == 0 ? 1 : 1 - Math.Min(0.75, (1.0 + n) / (10 + n))),
        Mean("corrected", WeightAveraging.Exponential(0.75, AverageStart.Corrected), n => 0.25 / (1 - Math.Pow(0.75, n + 1))),
        Mean("equal shares", WeightAveraging.Equal(), n => 1.0 / (n + 1)),
        Mean("equal shares of every third update from the fourth", WeightAveraging.Equal(from: 4, every: 3), n => 1.0 / (n + 1)),
        new("Average: a corrected one is that of zeros, divided by what they left", Corrected),
        new("Average: it stands in the place of the weights, and these come back", Uses),
        new("Average: what is published is the average, and training goes on", Publishes),
        new("Average: snapshots keep it", Snapshots),
        new("Average: checkpoints keep it, bit for bit", Checkpoints),
        new("Average: a pair's is of both parts", Pair),
        new("Average: it allocates nothing", NothingAllocated),
        new("Average: numbers out of their range are refused", Refusals),
    ];

    private static Check Mean(string what, WeightAveraging averaging, Func<long, double> share) => new($"Average of weights: {what}", () =>
    {
        TrainedMixture.Trainer trainer = Create(averaging);
        double[] expected = new double[TrainedMixture.ParameterCount];
        long count = 0;
        for (int step = 1; step <= Steps; step++)
        {
            Train(trainer);
            if (step < averaging.From || (step - averaging.From) % averaging.Every != 0)
                continue;
            float[] weights = Weights(trainer);
            for (int i = 0; i < expected.Length; i++)
                expected[i] += share(count) * (weights[i] - expected[i]);
            count++;
        }

        Verify.Equal(count, trainer.AveragedUpdates, "updates in the average");

        // Each step rounds a number below 4 twice, and the next one forgets a part of that.
        Verify.Close(expected, Average(trainer), Steps * 4.0 / (1 << 23), "the average");
    });

    private static void Corrected()
    {
        TrainedMixture.Trainer trainer = Create(WeightAveraging.Exponential(0.9, AverageStart.Corrected));
        double[] zeros = new double[TrainedMixture.ParameterCount];
        for (int step = 1; step <= Steps; step++)
        {
            Train(trainer);
            float[] weights = Weights(trainer);
            for (int i = 0; i < zeros.Length; i++)
                zeros[i] = (0.9 * zeros[i]) + (0.1 * weights[i]);
        }

        double left = 1 - Math.Pow(0.9, Steps);
        Verify.Close(Array.ConvertAll(zeros, value => value / left), Average(trainer), Steps * 4.0 / (1 << 23), "the average");
    }

    private static void Uses()
    {
        TrainedMixture.Trainer trainer = Create(WeightAveraging.Exponential(0.75));
        Verify.Throws<InvalidOperationException>(() => trainer.UsesAverage = true, "No weights are in the average yet");
        for (int step = 0; step < Steps; step++)
            Train(trainer);
        float[] weights = Weights(trainer);
        float[] average = Average(trainer);
        Verify.That(!weights.AsSpan().SequenceEqual(average), "the average is the weights");
        float own = trainer.Evaluate(s_inputs, s_targets, new() { Batch = 3 });
        trainer.UsesAverage = true;
        Verify.SameBits(average, Weights(trainer), "weights while the average is used");
        Verify.SameBits(average, Average(trainer), "the average while it is used");
        TrainedMixture.Trainer other = new(TrainedMixture.Create(3));
        other.Import(average);
        float found = trainer.Evaluate(s_inputs, s_targets, new() { Batch = 3 });
        Verify.Equal(other.Evaluate(s_inputs, s_targets, new() { Batch = 3 }), found, "loss by the average");
        Verify.That(found != own, "the loss is that of the weights");
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        foreach (Action refused in (Action[])
            [
                () => Train(trainer), () => trainer.Accumulate(s_inputs, s_targets, new() { Batch = 3 }), () => trainer.Update(), trainer.Snapshot,
                () => trainer.Import(weights), () => trainer.SaveCheckpoint(path), () => trainer.Averaging = null,
            ])
        {
            Verify.Throws<InvalidOperationException>(refused, "Set UsesAverage = false first");
        }

        Verify.That(!File.Exists(path), "a checkpoint was written");
        trainer.UsesAverage = false;
        Verify.SameBits(weights, Weights(trainer), "weights afterwards");
        Verify.SameBits(average, Average(trainer), "the average afterwards");

        // What comes after is what would have come.
        TrainedMixture.Trainer twin = Create(WeightAveraging.Exponential(0.75));
        for (int step = 0; step < Steps; step++)
            Train(twin);
        Train(trainer);
        Train(twin);
        Verify.SameBits(Weights(twin), Weights(trainer), "weights trained on");
        Verify.SameBits(Average(twin), Average(trainer), "the average trained on");
        trainer.Averaging = null;
        Verify.Throws<InvalidOperationException>(trainer.PublishAverage, "No average of the weights is kept");
    }

    private static void Publishes()
    {
        TrainedMixture model = TrainedMixture.Create(1);
        TrainedMixture.Trainer trainer = new(model) { Averaging = WeightAveraging.Equal(), LearningRate = 0.05 };
        for (int step = 0; step < Steps; step++)
            Train(trainer);
        float[] weights = Weights(trainer);
        trainer.PublishAverage();
        Verify.SameBits(Average(trainer), model.Parameters.ToArray(), "what the model serves");
        Verify.SameBits(weights, Weights(trainer), "weights");
        trainer.UsesAverage = true;
        trainer.PublishAverage();
        Verify.That(trainer.UsesAverage, "the weights are back");
        trainer.UsesAverage = false;
        trainer.Publish();
        Verify.SameBits(weights, model.Parameters.ToArray(), "what the model serves then");
    }

    private static void Snapshots()
    {
        TrainedMixture.Trainer trainer = new(TrainedMixture.Create(1), snapshots: true) { LearningRate = 0.05 };
        long before = trainer.Bytes;
        trainer.Snapshot();
        trainer.Averaging = WeightAveraging.Equal();
        Verify.That(trainer.Bytes > before, "the average takes no memory");
        Train(trainer);
        trainer.Restore();
        Verify.Equal(0, trainer.AveragedUpdates, "updates in the average of a snapshot from before it");
        for (int step = 0; step < 3; step++)
            Train(trainer);
        trainer.Snapshot();
        float[] kept = Average(trainer);
        for (int step = 0; step < 3; step++)
            Train(trainer);
        float[] expected = Average(trainer);
        trainer.UsesAverage = true;
        trainer.Restore();
        Verify.That(!trainer.UsesAverage, "the average is still used");
        Verify.Equal(3, trainer.AveragedUpdates, "updates in the average");
        Verify.SameBits(kept, Average(trainer), "the average");
        for (int step = 0; step < 3; step++)
            Train(trainer);
        Verify.SameBits(expected, Average(trainer), "the average trained on");
    }

    private static void Checkpoints()
    {
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            WeightAveraging averaging = WeightAveraging.Exponential(0.9, AverageStart.WarmUp, from: 2);
            TrainedMixture.Trainer first = Create(averaging);
            first.SaveCheckpoint(path);
            Create(averaging).LoadCheckpoint(path);
            for (int step = 0; step < 5; step++)
                Train(first);
            first.SaveCheckpoint(path);
            TrainedMixture.Trainer second = Create(WeightAveraging.Exponential(0.9, AverageStart.WarmUp, from: 2));
            Train(second);
            Train(second);
            second.UsesAverage = true;
            second.LoadCheckpoint(path);
            Verify.Equal(4, second.AveragedUpdates, "updates in the average");
            Verify.SameBits(Average(first), Average(second), "the average");
            for (int step = 0; step < 5; step++)
            {
                Train(first);
                Train(second);
            }

            Verify.SameBits(Weights(first), Weights(second), "weights trained on");
            Verify.SameBits(Average(first), Average(second), "the average trained on");

            TrainedMixture.Trainer without = new(TrainedMixture.Create(1));
            Verify.Throws<Weights.WeightMismatchException>(
                () => without.LoadCheckpoint(path), "Averaging: expected none, found exponential 0.9 WarmUp, from 2, every 1.");
            without.SaveCheckpoint(path);
            Verify.Throws<Weights.WeightMismatchException>(
                () => second.LoadCheckpoint(path), "Averaging: expected exponential 0.9 WarmUp, from 2, every 1, found none.");
            Verify.SameBits(Average(first), Average(second), "the average after a refusal");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Pair()
    {
        PairedTokens model = PairedTokens.Create(1);
        PairedTokens.Trainer trainer = new(model) { Averaging = WeightAveraging.Exponential(0.5), LearningRate = 0.05 };
        for (int step = 0; step < 3; step++)
            trainer.TrainBatch([1, 2], [1, 3, 4], [3, 4, 3]);
        float[] weights = new float[PairedTokens.ParameterCount];
        trainer.CopyAverage(weights);
        float own = trainer.Evaluate([1, 2], [1, 3, 4], [3, 4, 3]);
        trainer.UsesAverage = true;
        float found = trainer.Evaluate([1, 2], [1, 3, 4], [3, 4, 3]);
        Verify.That(found != own, "the loss is that of the weights");
        Verify.Throws<InvalidOperationException>(() => trainer.TrainBatch([1, 2], [1, 3, 4], [3, 4, 3]), "Set UsesAverage = false first");
        trainer.UsesAverage = false;
        trainer.PublishAverage();
        PairedTokens.Trainer other = new(model);
        Verify.Equal(found, other.Evaluate([1, 2], [1, 3, 4], [3, 4, 3]), "loss of what was published");
    }

    private static void NothingAllocated()
    {
        TrainedMixture.Trainer trainer = new(TrainedMixture.Create(1), snapshots: true) { Averaging = WeightAveraging.Exponential(0.9) };
        float[] room = new float[TrainedMixture.ParameterCount];
        Allocation.IsNone(
            () =>
            {
                Train(trainer);
                trainer.UsesAverage = true;
                trainer.Evaluate(s_inputs, s_targets, new() { Batch = 3 });
                trainer.UsesAverage = false;
                trainer.PublishAverage();
                trainer.CopyAverage(room);
                trainer.Snapshot();
                trainer.Restore();
            },
            warmUp: 1,
            repeats: 3);
    }

    private static void Refusals()
    {
        foreach (double decay in (double[])[double.NaN, -0.1, 1, 1.5, double.PositiveInfinity])
            Verify.Throws<ArgumentOutOfRangeException>(() => WeightAveraging.Exponential(decay), "decay is");
        Verify.Throws<ArgumentOutOfRangeException>(() => WeightAveraging.Exponential(0.5, (AverageStart)3), "is no start");
        Verify.Throws<ArgumentOutOfRangeException>(() => WeightAveraging.Equal(from: -1), "from is -1");
        Verify.Throws<ArgumentOutOfRangeException>(() => WeightAveraging.Equal(every: 0), "every is 0");
        TrainedMixture.Trainer trainer = Create(WeightAveraging.Equal());
        Train(trainer);
        Verify.Throws<ArgumentException>(() => trainer.CopyAverage(new float[3]), "the number of parameters");
    }

    private static TrainedMixture.Trainer Create(WeightAveraging averaging) => new(TrainedMixture.Create(1)) { Averaging = averaging, LearningRate = 0.05 };

    private static void Train(TrainedMixture.Trainer trainer) => trainer.TrainBatch(s_inputs, s_targets, new() { Batch = 3 });

    private static float[] Weights(ModelTrainer trainer)
    {
        float[] weights = new float[TrainedMixture.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }

    private static float[] Average(ModelTrainer trainer)
    {
        float[] average = new float[TrainedMixture.ParameterCount];
        trainer.CopyAverage(average);
        return average;
    }
}
