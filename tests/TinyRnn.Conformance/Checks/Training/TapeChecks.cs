using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>What <c>Backward</c> goes back through is the last forward pass that ran, by the weights that it ran with, or it is refused.</summary>
internal static class TapeChecks
{
    private static readonly float[] s_inputs = Signals.Noise(3 * 2, 1);
    private static readonly float[] s_gradients = Signals.Noise(3, 2);

    public static IReadOnlyList<Check> All { get; } =
    [
        new("A batch that a history has no room for is refused before anything changes", FullHistory),
        new("Every batch that is refused leaves the tape of the last forward pass", Kept),
        new("Backward is refused when the weights have changed since the forward pass", OtherWeights),
    ];

    private static void FullHistory()
    {
        TrainedHistory model = TrainedHistory.Create(1);
        TrainedHistory.State full = default;
        for (int t = 0; t < 5; t++)
            model.Step(ref full, s_inputs.AsSpan(0, 2), new float[1]);
        float[] expected = Gradients(new TrainedHistory.Trainer(model));

        TrainedHistory.Trainer trainer = new(model);
        trainer.Forward(s_inputs, new float[3]);
        float[] seven = Signals.Noise(7 * 2, 3);
        const string message =
            "Sequence 1 of inputs has 5 steps, but the history in its state has room for 4 more. Begin anew (States[1] = default), pass fewer steps, or raise [History].";
        float[] twice = [.. seven, .. seven];
        TrainedHistory.State[] states = [default, full];
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(twice, new float[14], new() { Batch = 2, States = states, Lengths = [7, 5] }), message);
        Verify.Throws<ArgumentException>(() => trainer.Forward(twice, new float[14], new() { Batch = 2, States = states, Lengths = [7, 5] }), message);
        Verify.Throws<ArgumentException>(() => trainer.Backward(new float[14]), "the number of outputs is 3");
        trainer.Backward(s_gradients);
        float[] found = new float[expected.Length];
        trainer.CopyGradients(found);
        Verify.That(found.AsSpan().SequenceEqual(expected), "the refused batch has changed the gradients of the one before");

        // There is room for what is left, whatever stands behind the sequence's end.
        trainer.DropGradients();
        trainer.TrainBatch(twice, new float[14], new() { Batch = 2, States = states, Lengths = [7, 4] });
    }

    private static void Kept()
    {
        TrainedHistory.Trainer trainer = new(TrainedHistory.Create(1));
        float[] expected = Gradients(trainer);
        trainer.DropGradients();
        trainer.Forward(s_inputs, new float[3]);
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(s_inputs, new float[2]));
        Verify.Throws<ArgumentException>(() => trainer.Evaluate(s_inputs.AsSpan(1), new float[3]));
        Verify.Throws<ArgumentException>(() => trainer.Forward(s_inputs, new float[3], new() { Lengths = [4] }));
        Verify.Throws<ArgumentException>(
            () => trainer.Forward(s_inputs, new float[3], new() { Weights = [1, 1, 1] }), "Weights has 3 weights of targets, but a forward pass has none");
        trainer.Backward(s_gradients);
        float[] found = new float[expected.Length];
        trainer.CopyGradients(found);
        Verify.That(found.AsSpan().SequenceEqual(expected), "a refused batch has changed the gradients");
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(s_gradients), "uses its tape up");
        trainer.TrainBatch(s_inputs, new float[3]);
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(s_gradients), "call Forward first");
    }

    private static void OtherWeights()
    {
        const string message =
            "The weights have changed since the forward pass (Update, TrainBatch, Import, Restore or LoadCheckpoint), so there is no way back through it: call Forward again, then Backward.";
        TrainedHistory model = TrainedHistory.Create(1);
        TrainedHistory.Trainer trainer = new(model, snapshots: true);
        trainer.Snapshot();
        string path = Path.Combine(Path.GetTempPath(), $"tinyrnn-{Guid.NewGuid():N}.safetensors");
        try
        {
            trainer.SaveCheckpoint(path);
            Refused(() => trainer.Import(model.Parameters));
            Refused(trainer.Restore);
            Refused(() => trainer.LoadCheckpoint(path));
        }
        finally
        {
            File.Delete(path);
        }

        // An update that changes nothing is no reason, one that does is.
        trainer.Forward(s_inputs, new float[3]);
        trainer.Update();
        trainer.Backward(s_gradients);
        trainer.Forward(s_inputs, new float[3]);
        trainer.Update();
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(s_gradients), message);

        void Refused(Action change)
        {
            trainer.Forward(s_inputs, new float[3]);
            change();
            Verify.Throws<InvalidOperationException>(() => trainer.Backward(s_gradients), message);
            trainer.Forward(s_inputs, new float[3]);
            trainer.Backward(s_gradients);
            trainer.DropGradients();
        }
    }

    private static float[] Gradients(TrainedHistory.Trainer trainer)
    {
        trainer.Forward(s_inputs, new float[3]);
        trainer.Backward(s_gradients);
        float[] gradients = new float[TrainedHistory.ParameterCount];
        trainer.CopyGradients(gradients);
        return gradients;
    }
}
