using TinyRnn.Conformance.Models;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>What a trainer promises besides right gradients.</summary>
internal static class TrainerChecks
{
    private const int Steps = 7;

    private static readonly float[] s_inputs = Signals.Noise(4 * Steps * 3, 1);
    private static readonly int[] s_labels = [0, 3, 5, 1];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("A trainer allocates nothing after its constructor", NothingAllocated),
        new("A batch learns the mean of its sequences", BatchIsMean),
        new("One-to-one models have as many sequences as targets", OneToOneBatch),
        new("Accumulated halves are the whole batch", HalvesAreWhole),
        new("A frozen layer stays, and those above learn as if nothing were frozen", Frozen),
        new("A loss that is not finite changes nothing", Guarded),
        new("A snapshot comes back bit for bit", Snapshots),
        new("Training goes on from a checkpoint bit for bit, dropout included", Checkpoints),
        new("A checkpoint of another model is refused with the differences", OtherCheckpoint),
        new("What is published is what was trained", Published),
        new("A live stream is learnt in chunks while the same state serves", LiveStream),
        new("Wrong batches are refused before anything changes", Refusals),
    ];

    private static TrainedClassifier.Trainer Create(ulong seed = 1, bool snapshots = false) =>
        new(TrainedClassifier.Create(seed), snapshots) { LearningRate = 0.01 };

    private static float[] Weights(ModelTrainer trainer, int count = TrainedClassifier.ParameterCount)
    {
        float[] weights = new float[count];
        trainer.CopyParameters(weights);
        return weights;
    }

    private static void NothingAllocated()
    {
        TrainedClassifier.Trainer trainer = Create(snapshots: true);
        float[] outputs = new float[4 * 6];
        float[] gradients = new float[s_inputs.Length];
        trainer.HasInputGradients = true;
        TrainedClassifier.State[] states = new TrainedClassifier.State[4];
        Allocation.IsNone(
            () =>
            {
                trainer.TrainBatch(s_inputs, s_labels, new() { States = states });
                trainer.Evaluate(s_inputs, s_labels);
                trainer.Accumulate(s_inputs, s_labels);
                trainer.Update();
                trainer.Forward(s_inputs, outputs);
                trainer.Backward(outputs);
                trainer.CopyInputGradients(gradients);
                trainer.DropGradients();
                trainer.Snapshot();
                trainer.Restore();
                trainer.Follow(new CosineDecay(0.01f, 0, 10));
                trainer.Publish();
            },
            warmUp: 1,
            repeats: 2);
    }

    private static void OneToOneBatch()
    {
        TrainedOneToOne.Trainer trainer = new(TrainedOneToOne.Create(1));
        float[] xs = Signals.Noise(3 * 4, 2);
        int[] labels = [2, 0, 1];
        float loss = trainer.Evaluate(xs, labels);
        Verify.That(loss == trainer.Evaluate(xs, labels, new() { Batch = 3 }), "the loss is another one when the batch is said");
        Verify.That(trainer.TrainBatch(xs, labels) == loss, "training has another loss");
    }

    private static void BatchIsMean()
    {
        TrainedStack.Trainer trainer = new(TrainedStack.Create(1));
        float[] xs = Signals.Noise(3 * Steps * 3, 2);
        float[] ys = Signals.Noise(3 * Steps * 2, 3);
        float whole = trainer.Accumulate(xs, ys, new() { Batch = 3 });
        float[] expected = new float[TrainedStack.ParameterCount];
        trainer.CopyGradients(expected);
        trainer.DropGradients();
        double mean = 0;
        for (int b = 0; b < 3; b++)
            mean += trainer.Accumulate(xs.AsSpan(b * Steps * 3, Steps * 3), ys.AsSpan(b * Steps * 2, Steps * 2)) / 3;
        float[] sum = new float[expected.Length];
        trainer.CopyGradients(sum);
        Verify.Close([mean], [whole], 1e-6, "loss");
        Verify.Close(Array.ConvertAll(sum, value => value / 3.0), expected, 1e-6, "gradient");
    }

    private static void HalvesAreWhole()
    {
        TrainedStack.Trainer first = new(TrainedStack.Create(1));
        TrainedStack.Trainer second = new(TrainedStack.Create(1));
        float[] xs = Signals.Noise(2 * Steps * 3, 2);
        float[] ys = Signals.Noise(2 * Steps * 2, 3);
        first.TrainBatch(xs, ys, new() { Batch = 2 });
        second.Accumulate(xs.AsSpan(0, Steps * 3), ys.AsSpan(0, Steps * 2));
        second.Accumulate(xs.AsSpan(Steps * 3), ys.AsSpan(Steps * 2));
        second.Update(gradientScale: 0.5f);
        Verify.Close(
            Array.ConvertAll(Weights(first, TrainedStack.ParameterCount), value => (double)value), Weights(second, TrainedStack.ParameterCount),
            2e-6, "weights");
    }

    private static void Frozen()
    {
        TrainedStack.Trainer free = new(TrainedStack.Create(1));
        TrainedStack.Trainer frozen = new(TrainedStack.Create(1));
        frozen.SetFrozen(TrainedStack.Trainer.Layers.Lstm1, true);
        frozen.SetFrozen(TrainedStack.Trainer.Layers.Lstm2, true);
        float[] xs = Signals.Noise(Steps * 3, 2);
        float[] ys = Signals.Noise(Steps * 2, 3);
        float[] before = Weights(frozen, TrainedStack.ParameterCount);
        free.Accumulate(xs, ys);
        frozen.Accumulate(xs, ys);
        float[] all = new float[TrainedStack.ParameterCount];
        float[] some = new float[TrainedStack.ParameterCount];
        free.CopyGradients(all);
        frozen.CopyGradients(some);
        int head = TrainedStack.ParameterCount - ((6 + 1) * 2);
        Verify.That(some.AsSpan(0, head).IndexOfAnyExcept(0f) < 0, "a frozen layer has a gradient");
        Verify.That(some.AsSpan(head).SequenceEqual(all.AsSpan(head)), "the head's gradient depends on what is frozen below");
        frozen.Update();
        float[] after = Weights(frozen, TrainedStack.ParameterCount);
        Verify.That(after.AsSpan(0, head).SequenceEqual(before.AsSpan(0, head)), "a frozen layer has changed");
        Verify.That(!after.AsSpan(head).SequenceEqual(before.AsSpan(head)), "the head has not changed");
    }

    private static void Guarded()
    {
        TrainedClassifier.Trainer trainer = Create();
        TrainedClassifier.State[] states = new TrainedClassifier.State[4];
        trainer.TrainBatch(s_inputs, s_labels, new() { States = states });
        float[] before = Weights(trainer);
        float hidden = states[0].Lstm1Hidden[0];
        float[] bad = (float[])s_inputs.Clone();
        bad[5] = float.NaN;
        float loss = trainer.TrainBatch(bad, s_labels, new() { States = states });
        Verify.That(float.IsNaN(loss), "the loss hides a NaN");
        Verify.Equal(UpdateStatus.NonFiniteLoss, trainer.LastUpdate.Status, "status");
        Verify.That(Weights(trainer).AsSpan().SequenceEqual(before), "weights have changed");
        Verify.Equal(hidden, states[0].Lstm1Hidden[0], "state");
        trainer.TrainBatch(s_inputs, s_labels);
        Verify.Equal(UpdateStatus.Applied, trainer.LastUpdate.Status, "status of the next batch");
    }

    private static void Snapshots()
    {
        TrainedClassifier.Trainer trainer = Create(snapshots: true);
        for (int step = 0; step < 3; step++)
            trainer.TrainBatch(s_inputs, s_labels);
        CosineDecay schedule = new(0.05f, 0, 10);
        trainer.ScheduleStep = 4;
        trainer.Snapshot();
        Steps();
        float[] once = Weights(trainer);
        trainer.Restore();
        Verify.Equal(4L, trainer.ScheduleStep, "schedule step after Restore");
        Steps();
        Verify.That(Weights(trainer).AsSpan().SequenceEqual(once), "the steps after Restore differ from those before");
        Verify.Throws<InvalidOperationException>(() => Create().Snapshot(), "constructor");

        void Steps()
        {
            for (int step = 0; step < 2; step++)
            {
                trainer.Follow(schedule);
                trainer.TrainBatch(s_inputs, s_labels);
            }
        }
    }

    private static void Checkpoints()
    {
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            TrainedClassifier.Trainer first = Create();
            first.Random = new RandomState(77);
            for (int step = 0; step < 5; step++)
                first.TrainBatch(s_inputs, s_labels);
            first.SaveCheckpoint(path);
            TrainedClassifier.Trainer second = Create(seed: 9, snapshots: true);
            second.Snapshot();
            second.LoadCheckpoint(path);
            Verify.That(!second.HasSnapshot, "the snapshot of another training is still there");
            Verify.Throws<InvalidOperationException>(second.Restore, "no snapshot");
            for (int step = 0; step < 5; step++)
                Verify.Equal(first.TrainBatch(s_inputs, s_labels), second.TrainBatch(s_inputs, s_labels), $"loss {step} after the checkpoint");
            Verify.That(Weights(first).AsSpan().SequenceEqual(Weights(second)), "weights differ");
            Verify.Equal(10L, second.StepCount, "steps");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void OtherCheckpoint()
    {
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            new TrainedStack.Trainer(TrainedStack.Create(1)).SaveCheckpoint(path);
            TrainedClassifier.Trainer trainer = Create();
            float[] before = Weights(trainer);
            Verify.Throws<WeightMismatchException>(() => trainer.LoadCheckpoint(path), "lstm.weight_hh_l0", "lstm.weight_ih_l1", "fc.weight");
            Verify.That(Weights(trainer).AsSpan().SequenceEqual(before), "weights have changed");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void Published()
    {
        TrainedStack model = TrainedStack.Create(1);
        TrainedStack.Trainer trainer = new(model) { LearningRate = 0.05 };
        float[] xs = Signals.Noise(Steps * 3, 2);
        float[] ys = Signals.Noise(Steps * 2, 3);
        float[] old = new float[ys.Length];
        TrainedStack.State state = default;
        model.Run(ref state, xs, old);
        for (int step = 0; step < 10; step++)
            trainer.TrainBatch(xs, ys);
        float[] found = new float[ys.Length];
        state = default;
        model.Run(ref state, xs, found);
        Verify.That(found.AsSpan().SequenceEqual(old), "the model has changed without Publish");
        trainer.Publish();
        float[] expected = new float[ys.Length];
        trainer.Forward(xs, expected);
        state = default;
        model.Run(ref state, xs, found);
        Verify.That(model.Parameters.SequenceEqual(Weights(trainer, TrainedStack.ParameterCount)), "the published parameters are others");
        Verify.Close(Array.ConvertAll(expected, value => (double)value), found, 2e-6, "output");
    }

    private static void LiveStream()
    {
        TrainedStack model = TrainedStack.Create(1);
        TrainedStack.Trainer trainer = new(model);
        float[] xs = Signals.Noise(2 * Steps * 3, 2);
        float[] ys = Signals.Noise(2 * Steps * 2, 3);
        TrainedStack.State served = default;
        TrainedStack.State[] trained = [default];
        float[] y = new float[2];
        for (int chunk = 0; chunk < 2; chunk++)
        {
            for (int t = 0; t < Steps; t++)
                model.Step(ref served, xs.AsSpan(((chunk * Steps) + t) * 3, 3), y);
            trainer.Accumulate(xs.AsSpan(chunk * Steps * 3, Steps * 3), ys.AsSpan(chunk * Steps * 2, Steps * 2), new() { States = trained });
            double[] expected = [.. served.Lstm1Hidden.ToArray(), .. served.Lstm2Cell.ToArray()];
            Verify.Close(expected, [.. trained[0].Lstm1Hidden.ToArray(), .. trained[0].Lstm2Cell.ToArray()], 1e-6, $"state behind chunk {chunk}");
        }
    }

    private static void Refusals()
    {
        TrainedClassifier.Trainer trainer = Create();
        float[] before = Weights(trainer);
        int[] lengths = [7, 8, 1, 1];
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.TrainBatch(s_inputs, [0, 1, 2, 6]), "sequence 3", "6", "0 to 5");
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.TrainBatch(s_inputs, new int[5]), "5", "1 to 4", "MaxBatch");
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(s_inputs.AsSpan(1), s_labels), "83", "12");
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.TrainBatch(Signals.Noise(4 * 8 * 3, 1), s_labels), "8", "1 to 7", "MaxSteps");
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.TrainBatch(s_inputs, s_labels, new() { Lengths = lengths }), "sequence 1", "8", "1 to 7");
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(s_inputs, s_labels, new() { Lengths = new int[3] }), "3 lengths", "4 sequences");
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(s_inputs, s_labels, new() { Weights = new float[3] }), "3 weights", "4 targets");
        Verify.Throws<ArgumentException>(
            () => trainer.TrainBatch(s_inputs, s_labels, new() { States = new TrainedClassifier.State[2] }), "2 states", "4 sequences");
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(s_inputs.AsSpan(0, 2 * Steps * 3), s_labels, new() { Batch = 2 }), "4", "2 are needed");
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(new float[24]), "Forward");
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.LearningRate = -1, "LearningRate");
        TrainedEmbedding.Trainer tokens = new(TrainedEmbedding.Create(1));
        Verify.Throws<ArgumentOutOfRangeException>(() => tokens.TrainBatch([1, 50], [0, 0]), "50", "0 to 49");
        Verify.That(Weights(trainer).AsSpan().SequenceEqual(before), "weights have changed");
    }
}
