using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Batch norms in training: gradients through the statistics of a batch, and the running statistics that follow it.</summary>
internal static class NormTrainingChecks
{
    private static readonly string[] s_running = ["bn.running_mean", "bn.running_var", "bn2.running_mean", "bn2.running_var"];

    private static readonly Layer[] s_layers =
    [
        new Dense("fc.", "tanh"), new BatchNorm("bn.", 0.01f), new Recurrent("gru.", "gru", 4), new BatchNorm("bn2."), new Residual(1, 0), new Dense("fc2."),
    ];

    private static readonly Layer[] s_head = [new BatchNorm("bn."), new Recurrent("rnn.", "rnn_tanh", 4), new BatchNorm("bn2."), new Dense("fc.")];

    public static IReadOnlyList<Check> All { get; } =
    [
        Gradients<BatchNormLearner, BatchNormLearner.State>(net => Drawn(net), BatchNormLearner.Tensors, s_layers, s_layers.Length),
        Gradients<BatchNormHeadLearner, BatchNormHeadLearner.State>(
            net => new BatchNormHeadLearner.Trainer(
                BatchNormHeadLearner.FromParameters(DrawnVectors.Of(net.Parameters, BatchNormHeadLearner.Tensors))), BatchNormHeadLearner.Tensors, s_head, 2),
        new("Batch norms: gradients through those that are frozen, by running statistics", FrozenGradients),
        new("Batch norms: running statistics follow each batch", Follow),
        new("Batch norms: what is frozen, evaluated or not finite leaves running statistics", Keep),
        new("Batch norms: running statistics are published, saved and resumed", Resume),
    ];

    private static BatchNormLearner.Trainer Drawn(BatchNormLearner net) =>
        new(BatchNormLearner.FromParameters(DrawnVectors.Of(net.Parameters, BatchNormLearner.Tensors)));

    private static BatchNormLearner.Trainer Frozen(BatchNormLearner net)
    {
        BatchNormLearner.Trainer trainer = Drawn(net);
        trainer.SetFrozen(BatchNormLearner.Trainer.Layers.BatchNorm1, true);
        trainer.SetFrozen(BatchNormLearner.Trainer.Layers.BatchNorm2, true);
        return trainer;
    }

    private static Check Gradients<TModel, TState>(
        Func<TModel, SequenceTrainer<float, float, TState>> create, ReadOnlySpan<TensorBinding> tensors, Layer[] layers, int headFrom)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        TensorBinding[] bindings = tensors.ToArray();
        return new($"Batch norms: gradients of {typeof(TModel).Name} are the slopes of the loss", () =>
        {
            SequenceTrainer<float, float, TState> trainer = create(TModel.Create(1));
            SlopeBatch<float, float> batch = Batch(TModel.Mode, TModel.InputSize, TModel.OutputSize);
            NormReference reference = new(layers, bindings, batch, headFrom) { Block = Parameters(trainer, TModel.ParameterCount) };
            trainer.HasInputGradients = true;
            float found = trainer.Accumulate(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
            double right = reference.Loss();
            Verify.Close([right], [found], Slopes.Roundings * right / (1 << 24), "loss");
            float[] gradients = new float[TModel.ParameterCount];
            trainer.CopyGradients(gradients);
            Slopes.Compare(reference.Loss, reference.Block, gradients, "parameter");
            float[] inputs = new float[batch.Inputs.Length];
            trainer.CopyInputGradients(inputs);
            Slopes.Compare(reference.Loss, reference.Inputs, inputs, "input");
        });
    }

    private static void FrozenGradients()
    {
        BatchNormLearner.Trainer trainer = Frozen(BatchNormLearner.Create(1));
        SlopeBatch<float, float> batch = Batch(SequenceMode.ManyToMany, 3, 2);
        NormReference reference = new(s_layers, BatchNormLearner.Tensors.ToArray(), batch, s_layers.Length)
        {
            Block = Parameters(trainer, BatchNormLearner.ParameterCount), IsFrozen = true,
        };
        trainer.HasInputGradients = true;
        float found = trainer.Accumulate(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        Verify.Close([reference.Loss()], [found], Slopes.Roundings * found / (1 << 24), "loss");
        float[] inputs = new float[batch.Inputs.Length];
        trainer.CopyInputGradients(inputs);
        Slopes.Compare(reference.Loss, reference.Inputs, inputs, "input");
    }

    private static void Follow()
    {
        BatchNormLearner.Trainer trainer = Drawn(BatchNormLearner.Create(1));
        SlopeBatch<float, float> batch = Batch(SequenceMode.ManyToMany, 3, 2);
        NormReference reference = new(s_layers, BatchNormLearner.Tensors.ToArray(), batch, s_layers.Length)
        {
            Block = Parameters(trainer, BatchNormLearner.ParameterCount),
        };
        BlockWeights before = new(reference.Block, BatchNormLearner.Tensors.ToArray());
        reference.Loss();
        trainer.Accumulate(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        BlockWeights after = new(Parameters(trainer, BatchNormLearner.ParameterCount), BatchNormLearner.Tensors.ToArray());
        foreach ((string layer, float momentum) in new[] { ("bn.", 0.1f), ("bn2.", 0.25f) })
        {
            (double[] mean, double[] variance) = reference.Statistics[layer];
            Expect(before.Of(layer + "running_mean"), mean, after.Of(layer + "running_mean"), momentum, layer + "running_mean");
            Expect(before.Of(layer + "running_var"), variance, after.Of(layer + "running_var"), momentum, layer + "running_var");
        }

        trainer.Update();
        BlockWeights updated = new(Parameters(trainer, BatchNormLearner.ParameterCount), BatchNormLearner.Tensors.ToArray());
        foreach (string tensor in s_running)
            Verify.That(updated.Of(tensor).SequenceEqual(after.Of(tensor)), $"the update changes {tensor}, which weight decay must not");
        Verify.That(!updated.Of("bn.weight").SequenceEqual(after.Of("bn.weight")), "the update leaves bn.weight");

        // Sums of 12 values of a magnitude of 1 in float32, then three roundings.
        static void Expect(double[] old, double[] found, double[] now, float momentum, string what) => Verify.Close(
            [.. old.Zip(found, (a, b) => a + ((b - a) * momentum))], Array.ConvertAll(now, value => (float)value), 16.0 * 4 / (1 << 24), what);
    }

    private static void Keep()
    {
        BatchNormLearner.Trainer trainer = Frozen(BatchNormLearner.Create(1));
        SlopeBatch<float, float> batch = Batch(SequenceMode.ManyToMany, 3, 2);
        double[] start = Running(trainer);
        trainer.TrainBatch(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        Verify.That(Running(trainer).SequenceEqual(start), "frozen");
        trainer.SetFrozen(BatchNormLearner.Trainer.Layers.BatchNorm1, false);
        trainer.SetFrozen(BatchNormLearner.Trainer.Layers.BatchNorm2, false);
        trainer.Evaluate(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        Verify.That(Running(trainer).SequenceEqual(start), "evaluated");
        float[] infinite = Array.ConvertAll(batch.Inputs, _ => float.NaN);
        trainer.TrainBatch(infinite, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        Verify.That(Running(trainer).SequenceEqual(start), "not finite");
        trainer.TrainBatch(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        Verify.That(!Running(trainer).SequenceEqual(start), "trained");
    }

    private static void Resume()
    {
        BatchNormLearner model = BatchNormLearner.Create(1);
        BatchNormLearner.Trainer trainer = new(model);
        SlopeBatch<float, float> batch = Batch(SequenceMode.ManyToMany, 3, 2);
        for (int step = 0; step < 5; step++)
            trainer.TrainBatch(batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights });
        double[] running = Running(trainer);
        using (TemporaryFolder folder = new())
        {
            string path = folder.Path("checkpoint");
            trainer.SaveCheckpoint(path);
            BatchNormLearner.Trainer other = new(BatchNormLearner.Create(2));
            other.LoadCheckpoint(path);
            Verify.That(Running(other).SequenceEqual(running), "a checkpoint");
        }

        trainer.Publish();
        float[] xs = Signals.Noise(7 * 3, 5);
        AsWrittenChecks.Equations<BatchNormLearner, BatchNormLearner.State>(model, s_layers, xs);
        float[] served = new float[7 * 2];
        BatchNormLearner.State state = default;
        model.Run(ref state, xs, served);
        float[] evaluated = new float[served.Length];
        trainer.Forward(xs, evaluated, new() { Batch = 1 });
        Verify.Close(Array.ConvertAll(served, value => (double)value), evaluated, 64.0 * 4 / (1 << 24), "what the trainer evaluates and the model serves");
    }

    private static double[] Running(BatchNormLearner.Trainer trainer)
    {
        BlockWeights weights = new(Parameters(trainer, BatchNormLearner.ParameterCount), BatchNormLearner.Tensors.ToArray());
        return [.. s_running.SelectMany(weights.Of)];
    }

    private static double[] Parameters<TState>(SequenceTrainer<float, float, TState> trainer, int count)
        where TState : unmanaged
    {
        float[] block = new float[count];
        trainer.CopyParameters(block);
        return Array.ConvertAll(block, value => (double)value);
    }

    private static SlopeBatch<float, float> Batch(SequenceMode mode, int inputs, int outputs) =>
        new(mode, inputs, outputs, Slopes.Noise(inputs), Slopes.Noise(outputs), -100);
}
