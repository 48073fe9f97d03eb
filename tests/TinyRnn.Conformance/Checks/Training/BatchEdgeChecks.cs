using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Batches at the edge of what makes sense: padding of any content, nothing to learn, weights that leave the range of floats.</summary>
internal static class BatchEdgeChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("A state that would run to infinity behind a sequence's end contributes nothing", GrowingPadding),
        new("Padding may be anything: tokens, labels, probabilities", AnyPadding),
        new("A batch in which no target counts changes nothing", NoTargets),
        new("Nothing is applied where all layers are frozen", AllFrozen),
        new("Weights that are not finite are not published", Diverged),
        new("Evaluation leaves no tape, and no state that is not finite", Evaluated),
        new("Schedule steps are counted from 0", ScheduleSteps),
    ];

    private static void GrowingPadding()
    {
        GrowingRnn model = Growing();
        float[] inputs = new float[2 * 100];
        inputs[0] = 1;
        float[] targets = new float[2 * 100];
        float[] sum = new float[GrowingRnn.ParameterCount];
        float[] each = new float[GrowingRnn.ParameterCount];

        GrowingRnn.Trainer trainer = new(model);
        float loss = trainer.Accumulate(inputs, targets, new() { Batch = 2, Lengths = [1, 100] });
        trainer.CopyGradients(sum);
        Verify.That(trainer.Update(loss).Status == UpdateStatus.Applied, "the batch was refused");

        // The mean over 101 targets: 1 of the first sequence, 100 of the second.
        trainer = new(model);
        double expected = trainer.Accumulate(inputs.AsSpan(0, 1), targets.AsSpan(0, 1)) / 101.0;
        trainer.CopyGradients(each);
        double[] gradients = Array.ConvertAll(each, gradient => gradient / 101.0);
        trainer.DropGradients();
        expected += trainer.Accumulate(inputs.AsSpan(100), targets.AsSpan(100)) * 100 / 101.0;
        trainer.CopyGradients(each);
        for (int i = 0; i < each.Length; i++)
            gradients[i] += each[i] * 100 / 101.0;
        Verify.Close([expected], [loss], 1e-6 * expected, "loss");
        for (int i = 0; i < each.Length; i++)
            Verify.Close([gradients[i]], [sum[i]], 1e-6 * (1 + Math.Abs(gradients[i])), $"gradient {i}");
    }

    /// <summary>h doubles with each step that follows an input above 0.</summary>
    private static GrowingRnn Growing()
    {
        float[] parameters = new float[GrowingRnn.ParameterCount];
        parameters.AsSpan(0, 4).Fill(1);
        for (int unit = 0; unit < 4; unit++)
            parameters[4 + (5 * unit)] = 3;
        parameters.AsSpan(4 + 16 + 4, 4).Fill(0.5f);
        return GrowingRnn.FromParameters(parameters);
    }

    private static void AnyPadding()
    {
        TrainedTokensBatch();
        ProbableLstm.Trainer trainer = new(ProbableLstm.Create(1));
        float[] inputs = [1, 2, 3, 4, 5, float.NaN, float.NaN, float.NaN];
        float[] targets = [0, 1, 1, 0, 0, 1, 0.5f, 1, 1, 0, float.NaN, 7, -1, 7, float.NaN, 9];
        float loss = trainer.TrainBatch(inputs, targets, new() { Batch = 2, Lengths = [4, 1] });
        Verify.That(float.IsFinite(loss) && trainer.LastUpdate.Status == UpdateStatus.Applied, $"loss {loss}, {trainer.LastUpdate}");
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(inputs, targets, new() { Batch = 2, Lengths = [4, 2] }), "sequence 1, step 1", "NaN");
        targets[2] = 5;
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(inputs, targets, new() { Batch = 2, Lengths = [4, 1] }), "sequence 0, step 1", "5");
        loss = trainer.TrainBatch(inputs, targets, new() { Batch = 2, Lengths = [4, 1], Weights = [1, 0, 1, 1, 1, -1, -1, -1] });
        Verify.That(float.IsFinite(loss), "a target of weight 0 was looked at");
    }

    private static void TrainedTokensBatch()
    {
        ServedLetters.Trainer trainer = new(ServedLetters.Create(1));
        int[] tokens = [3, 4, -1, 99];
        int[] labels = [4, 5, -1, 99];
        float padded = trainer.Evaluate(tokens, labels, new() { Lengths = [2] });
        float alone = trainer.Evaluate(tokens.AsSpan(0, 2), labels.AsSpan(0, 2));
        Verify.Equal(alone, padded, "loss");
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.Evaluate(tokens, labels, new() { Lengths = [3] }), "sequence 0, step 2", "-1", "0 to 11");
    }

    private static void NoTargets()
    {
        TrainedClassifier.Trainer trainer = new(TrainedClassifier.Create(1));
        float[] inputs = Signals.Noise(4 * 7 * 3, 1);
        trainer.TrainBatch(inputs, [0, 3, 5, 1]);
        float[] before = Weights(trainer);
        Verify.Equal(0, trainer.TrainBatch(inputs, [-100, -100, -100, -100]), "loss without labels");
        Verify.Equal(UpdateStatus.NoGradient, trainer.LastUpdate.Status, "status without labels");
        trainer.TrainBatch(inputs, [0, 3, 5, 1], new() { Weights = new float[4] });
        Verify.Equal(UpdateStatus.NoGradient, trainer.LastUpdate.Status, "status without weights");
        Verify.That(before.AsSpan().SequenceEqual(Weights(trainer)), "weights have moved");
        Verify.Equal(1, trainer.StepCount, "steps");

        // Gradients of an earlier batch are still there.
        trainer.Accumulate(inputs, [0, 3, 5, 1]);
        trainer.Accumulate(inputs, [-100, -100, -100, -100]);
        Verify.Equal(UpdateStatus.Applied, trainer.Update().Status, "status of the first batch");
    }

    private static void AllFrozen()
    {
        TrainedClassifier.Trainer trainer = new(TrainedClassifier.Create(1));
        for (int layer = 0; layer < trainer.LayerCount; layer++)
            trainer.SetFrozen(layer, true);
        trainer.TrainBatch(Signals.Noise(4 * 7 * 3, 1), [0, 3, 5, 1]);
        Verify.Equal(UpdateStatus.NoGradient, trainer.LastUpdate.Status, "status");
        Verify.Equal(0, trainer.StepCount, "steps");
    }

    private static void Diverged()
    {
        TrainedStack model = TrainedStack.Create(1);
        float[] served = model.Parameters.ToArray();
        TrainedStack.Trainer trainer = new(model);
        float[] weights = model.Parameters.ToArray();
        weights[3] = float.PositiveInfinity;
        trainer.Import(weights);
        Verify.Throws<InvalidOperationException>(trainer.Publish, "TrainedStack", "Infinity", "snapshot");
        Verify.That(served.AsSpan().SequenceEqual(model.Parameters), "the model has changed");
    }

    private static void Evaluated()
    {
        GrowingRnn.Trainer trainer = new(Growing());
        float[] inputs = new float[100];
        inputs[0] = 1;
        GrowingRnn.State[] states = new GrowingRnn.State[1];
        Verify.That(!float.IsFinite(trainer.Evaluate(inputs, new float[100], new() { States = states })), "the state should have grown to infinity");
        Verify.Equal(0, states[0].Rnn1Hidden[0], "state behind a loss that is not finite");
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(new float[100]), "Forward");
    }

    private static void ScheduleSteps()
    {
        TrainedStack.Trainer trainer = new(TrainedStack.Create(1));
        Verify.Throws<ArgumentOutOfRangeException>(() => trainer.ScheduleStep = -1, "ScheduleStep", "-1");
        trainer.ScheduleStep = 3;
        Verify.Equal(3, trainer.ScheduleStep, "step");
    }

    private static float[] Weights(TrainedClassifier.Trainer trainer)
    {
        float[] weights = new float[TrainedClassifier.ParameterCount];
        trainer.CopyParameters(weights);
        return weights;
    }
}
