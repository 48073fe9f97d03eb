using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>
/// A batch of one sequence has kernels of its own: sequences, one by one, give the loss and the gradients that they give together, ends and starts included.
/// </summary>
internal static class AloneChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Check("two LSTMs", (TrainedStack net) => new TrainedStack.Trainer(net), Slopes.Noise(3), Slopes.Noise(2)),
        Check("LSTM, many to one", (TrainedClasses net) => new TrainedClasses.Trainer(net), Slopes.Noise(3), Slopes.Labels(6)),
        Check("both directions of a GRU, reset before", (TrainedMixture net) => new TrainedMixture.Trainer(net), Slopes.Noise(3), Slopes.Noise(2)),
        Check("both directions of an LSTM, final states", (TrainedSummary net) => new TrainedSummary.Trainer(net), Slopes.Noise(3), Slopes.Probabilities(2)),
        Check("RNN relu", (TrainedReluRnn net) => new TrainedReluRnn.Trainer(net), Slopes.Noise(3), Slopes.Noise(2)),
        Check("one-hot, RNN", (TrainedOneHot net) => new TrainedOneHot.Trainer(net), Slopes.Labels(50), Slopes.Labels(5)),
        Check("embedding, GRU", (TrainedEmbedding net) => new TrainedEmbedding.Trainer(net), Slopes.Labels(50), Slopes.Labels(5)),
        Check("one to many", (TrainedOneToMany net) => new TrainedOneToMany.Trainer(net), Slopes.Noise(3), Slopes.Noise(3)),
        new("A short sequence alone leaves nothing of a longer one before it", Left),
    ];

    private static Check Check<TModel, TInput, TTarget, TState>(
        string what, Func<TModel, SequenceTrainer<TInput, TTarget, TState>> create, TInput[] inputs, TTarget[] targets)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged =>
        new($"Sequences alone learn as they do together: {what}", () =>
        {
            SlopeBatch<TInput, TTarget> batch = new(TModel.Mode, TModel.InputSize, TModel.OutputSize, inputs, targets, ignoredLabel: -100);
            TState[] states = [.. Enumerable.Range(0, Slopes.Batch).Select(Slopes.Start<TModel, TInput, TState>)];
            SequenceTrainer<TInput, TTarget, TState> together = create(TModel.Create(1));
            together.HasInputGradients = true;
            float loss = together.Accumulate(
                batch.Inputs, batch.Targets, new() { Batch = Slopes.Batch, Lengths = batch.Lengths, Weights = batch.Weights, States = states });

            // The mean of all targets' losses is the mean of the sequences' by the weights of their targets.
            SequenceTrainer<TInput, TTarget, TState> alone = create(TModel.Create(1));
            alone.HasInputGradients = true;
            double[] shares = Shares(batch);
            double lossAlone = 0;
            double[] gradients = new double[TModel.ParameterCount];
            float[] found = new float[TModel.ParameterCount];
            for (int b = 0; b < Slopes.Batch; b++)
            {
                TState[] state = [Slopes.Start<TModel, TInput, TState>(b)];
                float one = alone.Accumulate(
                    Part(batch.Inputs, b), Part(batch.Targets, b),
                    new() { Batch = 1, Lengths = batch.Lengths.AsSpan(b, 1), Weights = Part(batch.Weights, b), States = state });
                lossAlone += shares[b] * one;
                alone.CopyGradients(found);
                for (int i = 0; i < found.Length; i++)
                    gradients[i] += shares[b] * found[i];
                CompareStarts<TModel, TInput, TTarget, TState>(together, alone, b, shares[b]);
                CompareInputs(together, alone, batch, b, shares[b]);
                alone.DropGradients();
            }

            together.CopyGradients(found);
            Verify.Close([lossAlone], [loss], 2 * Slopes.Roundings * lossAlone / (1 << 24), "loss");
            Close(gradients, found, "gradients");
        });

    /// <summary>Values behind the end of a sequence are those that a longer one left on the tape; infinite ones would make NaN of a gradient of 0.</summary>
    private static void Left()
    {
        TrainedMixture.Trainer trainer = new(TrainedMixture.Create(1));
        float[] huge = [.. Slopes.Noise(3)[..(Slopes.Steps * 3)].Select(value => value * float.MaxValue)];
        trainer.Accumulate(huge, Slopes.Noise(2).AsSpan(0, Slopes.Steps * 2));
        trainer.DropGradients();
        float[] first = Gradients();
        trainer = new(TrainedMixture.Create(1));
        Verify.SameBits(Gradients(), first, "gradients");

        float[] Gradients()
        {
            float[] gradients = new float[TrainedMixture.ParameterCount];
            trainer.Accumulate(
                Slopes.Noise(3).AsSpan(0, Slopes.Steps * 3), Slopes.Noise(2).AsSpan(0, Slopes.Steps * 2), new() { Batch = 1, Lengths = [3] });
            trainer.CopyGradients(gradients);
            return gradients;
        }
    }

    private static void CompareStarts<TModel, TInput, TTarget, TState>(
        SequenceTrainer<TInput, TTarget, TState> together, SequenceTrainer<TInput, TTarget, TState> alone, int b, double share)
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        for (int index = 0; index < TModel.HiddenCount; index++)
        {
            Close(Scaled(alone.InitialHiddenGradient(index, 0), share), together.InitialHiddenGradient(index, b), $"hidden state {index} of sequence {b}");
            Close(Scaled(alone.InitialCellGradient(index, 0), share), together.InitialCellGradient(index, b), $"cell state {index} of sequence {b}");
        }
    }

    private static void CompareInputs<TInput, TTarget, TState>(
        SequenceTrainer<TInput, TTarget, TState> together, SequenceTrainer<TInput, TTarget, TState> alone, SlopeBatch<TInput, TTarget> batch, int b,
        double share)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged
    {
        if (typeof(TInput) != typeof(float))
            return;
        float[] all = new float[batch.Inputs.Length];
        together.CopyInputGradients(all);
        float[] one = new float[all.Length / Slopes.Batch];
        alone.CopyInputGradients(one);
        Close(Scaled(one, share), Part(all, b), $"inputs of sequence {b}");
    }

    private static double[] Shares<TInput, TTarget>(SlopeBatch<TInput, TTarget> batch)
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        double[] weights = new double[Slopes.Batch];
        for (int b = 0; b < Slopes.Batch; b++)
        {
            int targets = batch.HasOneTarget ? 1 : batch.Lengths[b];
            for (int t = 0; t < targets; t++)
            {
                int target = (b * batch.TargetSteps) + t;
                if (batch.Targets is not int[] labels || labels[target] != -100)
                    weights[b] += batch.Weights[target];
            }
        }

        return [.. weights.Select(weight => weight / weights.Sum())];
    }

    private static T[] Part<T>(T[] values, int b) => [.. values.Skip(b * (values.Length / Slopes.Batch)).Take(values.Length / Slopes.Batch)];

    private static double[] Scaled(ReadOnlySpan<float> values, double by)
    {
        double[] scaled = new double[values.Length];
        for (int i = 0; i < scaled.Length; i++)
            scaled[i] = by * values[i];
        return scaled;
    }

    /// <summary>Both are as near to the slopes as <see cref="Slopes"/> allows.</summary>
    private static void Close(double[] expected, ReadOnlySpan<float> found, string what)
    {
        double largest = expected.Length == 0 ? 0 : expected.Max(Math.Abs);
        Verify.Close(expected, found, 2 * Slopes.Roundings * largest / (1 << 24), what);
    }
}
