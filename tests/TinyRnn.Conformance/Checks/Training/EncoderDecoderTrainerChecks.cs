using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>What the trainer of an encoder-decoder promises besides right gradients.</summary>
internal static class EncoderDecoderTrainerChecks
{
    private static readonly PairBatch<float, float, float> s_vectors =
        new(Signals.Noise(3 * 7 * 3, 1), Signals.Noise(3 * 5 * 2, 2), Signals.Noise(3 * 5 * 2, 3));
    private static readonly PairBatch<int, int, int> s_tokens = new(Ids(3 * 7, 11), Ids(3 * 5, 9), Ids(3 * 5, 9));
    private static readonly float[] s_weights = [2, 0.5f, 1, 1, 1, 0, 3, 0.25f, 1, 1, 4, 0, 1.5f, 0.125f, 1];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Pair trainer: a batch is the sum of its pairs, whatever their lengths", () => BatchIsSum([])),
        new("Pair trainer: a batch is the sum of its pairs, whatever their weights", () => BatchIsSum(s_weights)),
        new("Pair trainer: nothing is allocated after the constructor", NothingAllocated),
        new("Pair trainer: a frozen part stays, and the other learns as if nothing were frozen", Frozen),
        new("Pair trainer: what is published is what was trained", Published),
        new("Pair trainer: wrong batches are refused before anything changes", Refusals),
    ];

    private static int[] Ids(int length, int count) => Array.ConvertAll(Signals.Noise(length, (ulong)count), value => (int)((value + 1) / 2 * count));

    private static float[] Weights(ModelTrainer trainer, int count)
    {
        float[] weights = new float[count];
        trainer.CopyParameters(weights);
        return weights;
    }

    private static float[] Gradients(ModelTrainer trainer, int count)
    {
        float[] gradients = new float[count];
        trainer.CopyGradients(gradients);
        return gradients;
    }

    private static void BatchIsSum(float[] weights)
    {
        BatchIsSum(new Paired.Trainer(Paired.Create(1)), s_vectors with { Weights = weights }, Paired.ParameterCount);
        BatchIsSum(new PairedTokens.Trainer(PairedTokens.Create(1)), s_tokens with { Weights = weights }, PairedTokens.ParameterCount);
    }

    /// <summary>
    /// Gradients are sums of at most 7 steps of products of numbers below 1, and their largest are about 1: some ten roundings of 2^-24 on both ways. Something
    /// of another pair, or of a step behind an end, would be tenths.
    /// </summary>
    private static void BatchIsSum<TSource, TInput, TTarget, TEncoder, TDecoder>(
        EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> trainer, PairBatch<TSource, TInput, TTarget> batch, int count)
        where TSource : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged
        where TEncoder : unmanaged
        where TDecoder : unmanaged
    {
        double loss = 0;
        double[] sum = new double[count];
        for (int b = 0; b < PairBatch<TSource, TInput, TTarget>.Count; b++)
        {
            (float one, double share) = batch.AccumulateOne(trainer, b);
            float[] gradients = Gradients(trainer, count);
            trainer.DropGradients();
            loss += share * one;
            for (int i = 0; i < count; i++)
                sum[i] += share * gradients[i];
        }

        float whole = batch.Accumulate(trainer);
        Verify.Close([loss], [whole], 1e-6, "loss");
        Verify.Close(sum, Gradients(trainer, count), 1e-6, "gradient");
        Verify.Equal(whole, batch.Evaluate(trainer), "loss of Evaluate");
    }

    private static void NothingAllocated()
    {
        DroppingInBoth.Trainer vectors = new(DroppingInBoth.Create(1), snapshots: true) { HasInputGradients = true };
        PairedTokens.Trainer tokens = new(PairedTokens.Create(1), snapshots: true);
        float[] sources = new float[s_vectors.Sources.Length];
        float[] inputs = new float[s_vectors.Inputs.Length];
        Allocation.IsNone(
            () =>
            {
                s_vectors.Train(vectors);
                s_vectors.Evaluate(vectors);
                s_vectors.Accumulate(vectors);
                vectors.CopySourceGradients(sources);
                vectors.CopyInputGradients(inputs);
                vectors.InitialHiddenGradient(0, 2);
                vectors.InitialCellGradient(0, 2);
                vectors.DropGradients();
                vectors.Snapshot();
                vectors.Restore();
                vectors.Publish();
                s_tokens.Train(tokens);
                s_tokens.Evaluate(tokens);
                tokens.Publish();
            },
            warmUp: 1,
            repeats: 2);
    }

    private static void Frozen()
    {
        const int count = Paired.ParameterCount;
        Frozen([Paired.Trainer.Layers.EncoderLstm1], 0..PairedEncoder.ParameterCount);
        Frozen([Paired.Trainer.Layers.DecoderLstm1, Paired.Trainer.Layers.DecoderDense1], PairedEncoder.ParameterCount..count);

        static void Frozen(int[] layers, Range part)
        {
            Paired.Trainer free = new(Paired.Create(1));
            Paired.Trainer frozen = new(Paired.Create(1));
            foreach (int layer in layers)
                frozen.SetFrozen(layer, true);
            float[] before = Weights(frozen, count);
            s_vectors.Accumulate(free);
            s_vectors.Accumulate(frozen);
            float[] expected = Gradients(free, count);
            expected.AsSpan(part).Clear();
            Verify.That(Gradients(frozen, count).AsSpan().SequenceEqual(expected), "gradients differ from those of the part that learns");
            frozen.Update();
            float[] after = Weights(frozen, count);
            Verify.That(after.AsSpan(part).SequenceEqual(before.AsSpan(part)), "a frozen part has changed");
            Verify.That(after.AsSpan().CommonPrefixLength(before) < count, "nothing has changed");
            int changed = after.Zip(before).Count(pair => pair.First != pair.Second);
            Verify.Equal(count - part.GetOffsetAndLength(count).Length, changed, "weights that have changed");
        }
    }

    private static void Published()
    {
        Paired model = Paired.Create(1);
        Paired.Trainer trainer = new(model) { LearningRate = 0.05 };
        double old = Loss();
        for (int step = 0; step < 10; step++)
            s_vectors.Train(trainer);
        Verify.Equal(old, Loss(), "the model's loss without Publish");
        trainer.Publish();
        float[] published = [.. model.Encoder.Parameters, .. model.Decoder.Parameters];
        Verify.That(published.AsSpan().SequenceEqual(Weights(trainer, Paired.ParameterCount)), "the published parameters are others");
        Verify.Close([Loss()], [s_vectors.Evaluate(trainer)], 2e-6, "loss");
        Verify.That(Loss() < old, "nothing was learnt");

        double Loss()
        {
            double sum = 0;
            int count = 0;
            for (int b = 0; b < PairBatch<float, float, float>.Count; b++)
            {
                ReadOnlySpan<float> target = s_vectors.Target(b);
                float[] ys = new float[target.Length];
                model.Run(s_vectors.Source(b), s_vectors.Input(b), ys);
                for (int i = 0; i < ys.Length; i++)
                    sum += Math.Pow((double)ys[i] - target[i], 2);
                count += ys.Length;
            }

            return sum / count;
        }
    }

    private static void Refusals()
    {
        PairedTokens.Trainer trainer = new(PairedTokens.Create(1));
        float[] before = Weights(trainer, PairedTokens.ParameterCount);
        int[] sources = [1, 2, 3, 4];
        int[] inputs = [0, 1, 2, 3];
        int[] targets = [1, 2, 3, 4];
        Refused<ArgumentOutOfRangeException>(sources, inputs, [1, 2, 3, 9], 2, [], [], [], "sequence 1, step 1", "9", "0 to 8");
        Refused<ArgumentOutOfRangeException>([1, 2, 3, 11], inputs, targets, 2, [], [], [], "11", "0 to 10");
        Refused<ArgumentOutOfRangeException>(sources, [0, 1, 2, 9], targets, 2, [], [], [], "9", "0 to 8");
        Refused<ArgumentOutOfRangeException>(sources, inputs, targets, 4, [], [], [], "4", "1 to 3", "MaxBatch");
        Refused<ArgumentOutOfRangeException>(sources, inputs, targets, -1, [], [], [], "-1", "1 to 3");
        Refused<ArgumentOutOfRangeException>(new int[8], inputs, targets, 1, [], [], [], "8", "1 to 7", "encoder", "MaxSteps");
        Refused<ArgumentOutOfRangeException>(sources, new int[6], new int[6], 1, [], [], [], "6", "1 to 5", "decoder", "MaxSteps");
        Refused<ArgumentException>(sources, inputs, [1, 2], 2, [], [], [], "2", "4 are needed");
        Refused<ArgumentException>([1, 2, 3], inputs, targets, 2, [], [], [], "3");
        Refused<ArgumentOutOfRangeException>(sources, inputs, targets, 2, [2, 3], [], [], "sequence 1", "3", "1 to 2");
        Refused<ArgumentOutOfRangeException>(sources, inputs, targets, 2, [], [0, 2], [], "sequence 0", "0", "1 to 2");
        Refused<ArgumentException>(sources, inputs, targets, 2, [2], [], [], "has 1 length,", "2 sequences");
        Refused<ArgumentException>(sources, inputs, targets, 2, [], [], [1, 1], "2 weights", "4 targets");
        Refused<ArgumentException>(sources, inputs, targets, 2, [], [], [1, 1, -1, 1], "-1");
        Verify.That(Weights(trainer, PairedTokens.ParameterCount).AsSpan().SequenceEqual(before), "weights have changed");
        Verify.Equal(0L, trainer.StepCount, "steps");

        void Refused<TException>(int[] xs, int[] read, int[] wanted, int batch, int[] sourceLengths, int[] lengths, float[] weights, params string[] parts)
            where TException : Exception =>
            Verify.Throws<TException>(
                () => trainer.TrainBatch(xs, read, wanted, new() { Batch = batch, SourceLengths = sourceLengths, Lengths = lengths, Weights = weights }),
                parts);
    }
}
