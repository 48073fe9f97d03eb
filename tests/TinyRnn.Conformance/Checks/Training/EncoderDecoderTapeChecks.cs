using System.Runtime.CompilerServices;
using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Losses;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>
/// <c>Forward</c> and <c>Backward</c> of the trainer of an encoder-decoder: its outputs are the model's, its gradients those of <c>Accumulate</c>, and what can
/// be looked at between them is what the cells computed.
/// </summary>
internal static class EncoderDecoderTapeChecks
{
    private const int Count = PairBatch<float, float, float>.Count;
    private const int Steps = 5;

    private static readonly float[] s_weights = [2, 0.5f, 1, 1, 1, 0, 3, 0.25f, 1, 1, 4, 0, 1.5f, 0.125f, 1];
    private static readonly PairBatch<float, float, float> s_vectors =
        new(Signals.Noise(Count * 7 * 3, 1), Signals.Noise(Count * Steps * 2, 2), Signals.Noise(Count * Steps * 2, 3)) { Weights = s_weights };
    private static readonly PairBatch<int, int, int> s_tokens =
        new(Ids(Count * 7, 11), Ids(Count * Steps, 9), Ids(Count * Steps, 9)) { Weights = s_weights };

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Pair trainer: Forward, and Backward by the loss's own derivative, are Accumulate bit for bit: vectors", () =>
            IsAccumulate<float, float, float, PairedEncoder, PairedEncoder.State, PairedDecoder.State>(
                () => new Paired.Trainer(Paired.Create(1)) { HasInputGradients = true }, s_vectors, Paired.ParameterCount, 2, SquaredError)),
        new("Pair trainer: Forward, and Backward by the loss's own derivative, are Accumulate bit for bit: tokens", () =>
            IsAccumulate<int, int, int, PairedTokenEncoder, PairedTokenEncoder.State, PairedTokenDecoder.State>(
                () => new PairedTokens.Trainer(PairedTokens.Create(1)) { HasInputGradients = true }, s_tokens, PairedTokens.ParameterCount, 9, CrossEntropy)),
        new("Pair trainer: Forward, and Backward by the loss's own derivative, are Accumulate bit for bit: dropout in both parts", () =>
            IsAccumulate<float, float, float, DroppingEncoder, DroppingEncoder.State, DroppingDecoder.State>(
                () => new DroppingInBoth.Trainer(DroppingInBoth.Create(1)) { HasInputGradients = true, Random = new RandomState(5) },
                s_vectors, DroppingInBoth.ParameterCount, 2, SquaredError)),
        new("Pair trainer: Forward without dropout gives the outputs of Evaluate", WithoutDropout),
        new("Pair trainer: Forward is the model's Encode and the decoder's Run", IsRun),
        new("Pair trainer: gates, hidden and cell states of both parts are those of the equations", Gates),
        new("Pair trainer: Forward and Backward allocate nothing", NothingAllocated),
        new("Pair trainer: Backward goes through the last forward pass by its own weights, or is refused", Tape),
        new("Pair trainer: a refused batch leaves the tape", Kept),
    ];

    private delegate double RowLoss<TTarget>(Span<float> outputs, ReadOnlySpan<TTarget> targets, int row, float scale, Span<float> gradients);

    private static int[] Ids(int length, int count) => Array.ConvertAll(Signals.Noise(length, (ulong)count), value => (int)((value + 1) / 2 * count));

    private static double SquaredError(Span<float> outputs, ReadOnlySpan<float> targets, int row, float scale, Span<float> gradients) =>
        LossRows.MeanSquaredError(ref outputs[row * 2], ref Unsafe.AsRef(in targets[row * 2]), 2, scale, ref gradients[row * 2]);

    private static double CrossEntropy(Span<float> outputs, ReadOnlySpan<int> targets, int row, float scale, Span<float> gradients) =>
        LossRows.CrossEntropy(ref outputs[row * 9], 9, targets[row], scale, ref gradients[row * 9]);

    private static float[] Gradients(ModelTrainer trainer, int count)
    {
        float[] gradients = new float[count];
        trainer.CopyGradients(gradients);
        return gradients;
    }

    /// <summary>The loss of outputs, and its derivative, as <c>Accumulate</c> has them; behind a target's end, where nobody looks, it is NaN.</summary>
    private static (double Loss, float[] Gradients) Loss<TSource, TInput, TTarget>(
        PairBatch<TSource, TInput, TTarget> batch, float[] outputs, RowLoss<TTarget> loss)
        where TSource : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged
    {
        float[] gradients = new float[outputs.Length];
        int size = outputs.Length / (Count * Steps);
        double total = 0;
        double sum = 0;
        for (int b = 0; b < Count; b++)
            total += s_weights.AsSpan(b * Steps, batch.Lengths[b]).ToArray().Sum(weight => (double)weight);
        for (int row = 0; row < Count * Steps; row++)
        {
            if (row % Steps >= batch.Lengths[row / Steps])
                gradients.AsSpan(row * size, size).Fill(float.NaN);
            else if (s_weights[row] > 0)
                sum += s_weights[row] * loss(outputs, batch.Targets, row, (float)(s_weights[row] / total), gradients);
        }

        return (sum / total, gradients);
    }

    private static void IsAccumulate<TSource, TInput, TTarget, TModel, TEncoder, TDecoder>(
        Func<EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder>> create, PairBatch<TSource, TInput, TTarget> batch, int parameters, int size,
        RowLoss<TTarget> rowLoss)
        where TSource : unmanaged
        where TInput : unmanaged
        where TTarget : unmanaged
        where TModel : class, IRecurrentModel<TModel, TEncoder, TSource>
        where TEncoder : unmanaged
        where TDecoder : unmanaged
    {
        TEncoder[] states = [.. Enumerable.Range(0, Count).Select(Slopes.Start<TModel, TSource, TEncoder>)];
        EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> expected = create();
        EncoderDecoderOptions<TEncoder> options = batch.Options<TEncoder>();
        options.States = states;
        float loss = expected.Accumulate(batch.Sources, batch.Inputs, batch.Targets, options);

        EncoderDecoderTrainer<TSource, TInput, TTarget, TEncoder, TDecoder> found = create();
        float[] outputs = Array.ConvertAll(new float[Count * Steps * size], _ => float.NaN);
        options.Weights = [];
        found.Forward(batch.Sources, batch.Inputs, outputs, options, isTraining: true);
        for (int b = 0; b < Count; b++)
        {
            int end = ((b * Steps) + batch.Lengths[b]) * size;
            Verify.That(!outputs.AsSpan(end, ((b + 1) * Steps * size) - end).ContainsAnyExcept(0f), $"outputs behind the end of target {b} are not zeros");
        }

        (double again, float[] gradients) = Loss(batch, outputs, rowLoss);
        Verify.Equal(loss, (float)again, "loss of the outputs");
        found.Backward(gradients);
        Verify.That(Gradients(expected, parameters).AsSpan().ContainsAnyExcept(0f), "there are no gradients");
        Verify.SameBits(Gradients(expected, parameters), Gradients(found, parameters), "gradients of the weights");
        for (int b = 0; b < Count; b++)
        {
            Verify.SameBits(expected.InitialHiddenGradient(0, b), found.InitialHiddenGradient(0, b), $"gradient of hidden state {b}");
            Verify.SameBits(expected.InitialCellGradient(0, b), found.InitialCellGradient(0, b), $"gradient of cell state {b}");
        }

        if (batch.Sources is float[] sources && batch.Inputs is float[] inputs)
        {
            SameCopies(sources.Length, expected.CopySourceGradients, found.CopySourceGradients);
            SameCopies(inputs.Length, expected.CopyInputGradients, found.CopyInputGradients);
        }
    }

    private delegate void Copy(Span<float> values);

    private static void SameCopies(int length, Copy expected, Copy found)
    {
        float[] first = new float[length];
        float[] second = new float[length];
        expected(first);
        found(second);
        Verify.SameBits(first, second, "gradients of inputs");
    }

    private static void WithoutDropout()
    {
        DroppingInBoth.Trainer trainer = new(DroppingInBoth.Create(1)) { Random = new RandomState(5) };
        float[] outputs = new float[Count * Steps * 2];
        trainer.Forward(s_vectors.Sources, s_vectors.Inputs, outputs, WithoutWeights<DroppingEncoder.State>());
        Verify.Equal(s_vectors.Evaluate(trainer), (float)Loss(s_vectors, outputs, SquaredError).Loss, "loss");
        Verify.Equal(new RandomState(5).Value, trainer.Random.Value, "random state");
    }

    private static EncoderDecoderOptions<TEncoder> WithoutWeights<TEncoder>()
        where TEncoder : unmanaged
    {
        EncoderDecoderOptions<TEncoder> options = s_vectors.Options<TEncoder>();
        options.Weights = [];
        return options;
    }

    /// <summary>Numbers below 1 after at most 12 steps of sums of at most 8 products: some 32 roundings of 2^-24.</summary>
    private static void IsRun()
    {
        const double tolerance = 32.0 / (1 << 24);
        Paired model = Paired.Create(1);
        Paired.Trainer trainer = new(model);
        PairedEncoder.State[] states = [.. Enumerable.Range(0, Count).Select(Slopes.Start<PairedEncoder, float, PairedEncoder.State>)];
        PairedEncoder.State[] before = [.. states];
        float[] outputs = new float[Count * Steps * 2];
        EncoderDecoderOptions<PairedEncoder.State> options = WithoutWeights<PairedEncoder.State>();
        options.States = states;
        trainer.Forward(s_vectors.Sources, s_vectors.Inputs, outputs, options);
        Verify.That(states.AsSpan().SequenceEqual(before), "the encoder's states are only read");
        for (int b = 0; b < Count; b++)
        {
            PairedDecoder.State state = model.Encode(ref states[b], s_vectors.Source(b));
            float[] ys = new float[s_vectors.Target(b).Length];
            model.Decoder.Run(ref state, s_vectors.Input(b), ys);
            Close(ys, outputs.AsSpan(b * Steps * 2, ys.Length), $"outputs of pair {b}");
            Close(states[b].Lstm1Hidden, trainer.EncoderHiddenState(0, s_vectors.SourceLengths[b] - 1, b), $"the encoder's last h of pair {b}");
            Close(states[b].Lstm1Cell, trainer.EncoderCellState(0, s_vectors.SourceLengths[b] - 1, b), $"the encoder's last c of pair {b}");
            Close(state.Lstm1Hidden, trainer.DecoderHiddenState(0, s_vectors.Lengths[b] - 1, b), $"the decoder's last h of pair {b}");
            Close(state.Lstm1Cell, trainer.DecoderCellState(0, s_vectors.Lengths[b] - 1, b), $"the decoder's last c of pair {b}");
        }

        static void Close(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, string what) =>
            Verify.Close(Array.ConvertAll(expected.ToArray(), value => (double)value), found, tolerance, what);
    }

    private delegate ReadOnlySpan<float> GateView(int index, int gate, int step, int sequence);

    private delegate ReadOnlySpan<float> StateView(int index, int step, int sequence);

    private static void Gates()
    {
        Paired.Trainer trainer = new(Paired.Create(1));
        trainer.Forward(s_vectors.Sources, s_vectors.Inputs, new float[Count * Steps * 2], WithoutWeights<PairedEncoder.State>());
        for (int b = 0; b < Count; b++)
        {
            int last = s_vectors.SourceLengths[b] - 1;
            Follow(trainer.EncoderGate, trainer.EncoderHiddenState, trainer.EncoderCellState, new float[5], last + 1, b, "encoder");
            Follow(
                trainer.DecoderGate, trainer.DecoderHiddenState, trainer.DecoderCellState, trainer.EncoderCellState(0, last, b).ToArray(),
                s_vectors.Lengths[b], b, "decoder");
        }

        PairedTokens.Trainer tokens = new(PairedTokens.Create(1));
        tokens.Forward(s_tokens.Sources, s_tokens.Inputs, new float[Count * Steps * 9], new() { Batch = Count });
        Verify.Equal(0, tokens.EncoderCellState(0, 0).Length, "cell state of a GRU");
        Verify.Equal(6, tokens.DecoderGate(0, 2, 4, 2).Length, "units of a gate");
        Verify.Throws<ArgumentOutOfRangeException>(() => tokens.DecoderGate(0, 3, 0), "Gate 3", "has 3");
        Verify.Throws<ArgumentOutOfRangeException>(() => tokens.EncoderGate(1, 0, 0), "Hidden vector 1", "has 1");
        Verify.Throws<ArgumentOutOfRangeException>(() => tokens.DecoderHiddenState(0, 5), "Step 5", "has 5");
        Verify.Throws<ArgumentOutOfRangeException>(() => tokens.EncoderHiddenState(0, 7), "Step 7", "has 7");
    }

    /// <summary>c_t = f c_{t-1} + i g and h_t = o tanh(c_t), of numbers below 7: three roundings, and those of tanh.</summary>
    private static void Follow(GateView gate, StateView hidden, StateView cell, float[] before, int steps, int b, string part)
    {
        const double tolerance = 8.0 * 7 / (1 << 24);
        for (int t = 0; t < steps; t++)
        {
            ReadOnlySpan<float> i = gate(0, 0, t, b), f = gate(0, 1, t, b), g = gate(0, 2, t, b), o = gate(0, 3, t, b);
            double[] c = new double[5];
            double[] h = new double[5];
            for (int unit = 0; unit < 5; unit++)
            {
                c[unit] = ((double)f[unit] * before[unit]) + ((double)i[unit] * g[unit]);
                h[unit] = o[unit] * Math.Tanh(c[unit]);
            }

            Verify.Close(c, cell(0, t, b), tolerance, $"c of the {part}, step {t} of pair {b}");
            Verify.Close(h, hidden(0, t, b), tolerance, $"h of the {part}, step {t} of pair {b}");
            before = cell(0, t, b).ToArray();
        }
    }

    private static void NothingAllocated()
    {
        DroppingInBoth.Trainer trainer = new(DroppingInBoth.Create(1)) { HasInputGradients = true };
        float[] outputs = new float[Count * Steps * 2];
        float[] sources = new float[s_vectors.Sources.Length];
        Allocation.IsNone(
            () =>
            {
                trainer.Forward(s_vectors.Sources, s_vectors.Inputs, outputs, WithoutWeights<DroppingEncoder.State>(), isTraining: true);
                trainer.EncoderGate(0, 3, 1, 1);
                trainer.EncoderHiddenState(0, 1, 1);
                trainer.EncoderCellState(0, 1, 1);
                trainer.DecoderGate(0, 3, 1, 1);
                trainer.DecoderHiddenState(0, 1, 1);
                trainer.DecoderCellState(0, 1, 1);
                trainer.Backward(outputs);
                trainer.CopySourceGradients(sources);
                trainer.DropGradients();
            },
            warmUp: 1,
            repeats: 2);
    }

    private static void Tape()
    {
        Paired.Trainer trainer = new(Paired.Create(1));
        float[] outputs = new float[Count * Steps * 2];
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(outputs), "call Forward first");
        Verify.Throws<InvalidOperationException>(() => trainer.EncoderGate(0, 0, 0), "call Forward first");
        Verify.Throws<InvalidOperationException>(() => trainer.DecoderHiddenState(0, 0), "call Forward first");
        Forward();
        trainer.Backward(outputs);
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(outputs), "uses its tape up");
        Verify.Throws<InvalidOperationException>(() => trainer.EncoderHiddenState(0, 0), "uses its tape up");
        Forward();
        s_vectors.Accumulate(trainer);
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(outputs), "call Forward first");
        Forward();
        trainer.Update();
        Verify.Throws<InvalidOperationException>(() => trainer.Backward(outputs), "The weights have changed since the forward pass");
        Forward();
        trainer.Backward(outputs);

        void Forward() => trainer.Forward(s_vectors.Sources, s_vectors.Inputs, outputs, WithoutWeights<PairedEncoder.State>());
    }

    private static void Kept()
    {
        PairedTokens.Trainer trainer = new(PairedTokens.Create(1));
        int[] sources = [1, 2, 3, 4, 5, 6];
        int[] inputs = [1, 2, 3, 4];
        float[] outputs = new float[4 * 9];
        float[] gradients = Signals.Noise(outputs.Length, 4);
        trainer.Forward(sources, inputs, outputs, new() { Batch = 2 });
        trainer.Backward(gradients);
        float[] expected = Gradients(trainer, PairedTokens.ParameterCount);
        trainer.DropGradients();

        trainer.Forward(sources, inputs, outputs, new() { Batch = 2 });
        float[] kept = [.. outputs];
        Verify.Throws<ArgumentException>(
            () => trainer.Forward(sources, inputs, outputs, new() { Batch = 2, Weights = [1, 1, 1, 1] }),
            "Weights has 4 weights of targets, but a forward pass has none");
        Verify.Throws<ArgumentException>(
            () => trainer.Forward(sources, inputs, outputs.AsSpan(1), new() { Batch = 2 }), "outputs has 35 values", "36 are needed");
        Verify.Throws<ArgumentException>(() => trainer.Forward([1, 2, 3, 4, 5, 11], inputs, outputs, new() { Batch = 2 }), "sources", "11");
        Verify.Throws<ArgumentException>(() => trainer.Forward(sources, [1, 2, 3, 9], outputs, new() { Batch = 2 }), "inputs", "9");
        Verify.Throws<ArgumentException>(
            () => trainer.Forward(sources, inputs, outputs, new() { Batch = 2, SourceLengths = [3, 4] }), "SourceLengths", "1 to 3");
        Verify.Throws<ArgumentException>(() => trainer.TrainBatch(sources, inputs, [1, 2, 3], new() { Batch = 2 }), "targets");
        Verify.Throws<ArgumentException>(() => trainer.Backward(gradients.AsSpan(1)), "the number of outputs is 36");
        Verify.Throws<ArgumentException>(() => trainer.Backward([]), "the number of outputs is 36");
        Verify.SameBits(kept, outputs, "outputs after a refusal");
        trainer.Backward(gradients);
        Verify.SameBits(expected, Gradients(trainer, PairedTokens.ParameterCount), "gradients after a refusal");
    }
}
