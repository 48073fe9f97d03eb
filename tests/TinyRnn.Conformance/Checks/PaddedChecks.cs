using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// Sequences of different lengths at once give what each gives alone, and several steps without outputs leave the state that a <c>Run</c> leaves.
/// </summary>
internal static class PaddedChecks
{
    private const int Steps = 9;

    // As in StreamsChecks: several streams add up in another order.
    private const double Tolerance = 5 * 70 * 1.2e-7;

    private delegate void RunLengths<TModel, TState>(
        TModel model, Span<TState> states, ReadOnlySpan<float> xs, ReadOnlySpan<int> lengths, Span<float> ys);

    private delegate void Advance<TModel, TState>(TModel model, ref TState state, ReadOnlySpan<float> xs);

    public static IReadOnlyList<Check> All { get; } =
    [
        Padded<Size1, Size1.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<Size20, Size20.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<Lstm40x16, Lstm40x16.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<TrainedClassifier, TrainedClassifier.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<NaivePanels, NaivePanels.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<Latent, Latent.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<ConvBetween, ConvBetween.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        Padded<Mixed, Mixed.State>((model, states, xs, lengths, ys) => model.RunMany(states, xs, lengths, ys)),
        new("RunMany with lengths of token models, whose padding is no token", Tokens),
        new("RunMany with lengths, one after another: one to many, and outputs every few steps", OneAfterAnother),
        Advances<Size1, Size1.State>((model, ref state, xs) => model.Advance(ref state, xs)),
        Advances<Size20, Size20.State>((model, ref state, xs) => model.Advance(ref state, xs)),
        Advances<Lstm40x16, Lstm40x16.State>((model, ref state, xs) => model.Advance(ref state, xs)),
        Advances<NaivePanels, NaivePanels.State>((model, ref state, xs) => model.Advance(ref state, xs)),
        Advances<ConvBetween, ConvBetween.State>((model, ref state, xs) => model.Advance(ref state, xs)),
        new("Advance of several steps of models that are all head, and of tokens", OtherAdvances),
    ];

    private static Check Padded<TModel, TState>(RunLengths<TModel, TState> run)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: RunMany with lengths is Run for each stream", () =>
        {
            TModel model = TModel.Create(5);
            bool hasOneOutput = TModel.Mode == SequenceMode.ManyToOne;
            int[] lengths = [9, 4, 7, 5, 1, 1, 9, hasOneOutput ? 2 : 0, 3, hasOneOutput ? 1 : 0];
            int inputs = Steps * TModel.InputSize;
            int outputs = (hasOneOutput ? 1 : Steps) * TModel.OutputSize;
            float[] xs = Signals.Noise(lengths.Length * inputs, 6);
            for (int b = 0; b < lengths.Length; b++)
                xs.AsSpan(b * inputs, inputs)[(lengths[b] * TModel.InputSize)..].Fill(float.NaN);
            float[] ys = new float[lengths.Length * outputs];
            Array.Fill(ys, float.NaN);
            TState[] together = new TState[lengths.Length];
            Array.Fill(together, model.Initial);
            TState[] alone = [.. together];
            run(model, together, xs, lengths, ys);
            for (int b = 0; b < lengths.Length; b++)
            {
                float[] expected = new float[hasOneOutput ? TModel.OutputSize : lengths[b] * TModel.OutputSize];
                model.Run(ref alone[b], xs.AsSpan(b * inputs, lengths[b] * TModel.InputSize), expected);
                Span<float> found = ys.AsSpan(b * outputs, outputs);
                Verify.Close(Doubles(expected), found[..expected.Length], Tolerance, $"stream {b}");
                Verify.That(found[expected.Length..].IndexOfAnyExcept(0f) < 0, $"stream {b}: no zeros behind its length");
                for (int index = 0; index < TModel.HiddenCount; index++)
                    Verify.Close(Doubles(TModel.Hidden(ref alone[b], index)), TModel.Hidden(ref together[b], index), Tolerance, $"stream {b}, h {index}");
            }
        });

    private static void Tokens()
    {
        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        int[] lengths = [3, 1, 2, 4, 0];
        int[] ids = [1, 2, 3, -1, 4, -1, -1, -1, 5, 6, 99, -1, 7, 8, 9, 10, -1, -1, -1, -1];
        float[] ys = new float[5 * 4 * TokensLstm16x32.OutputSize];
        TokensLstm16x32.State[] states = new TokensLstm16x32.State[5];
        model.RunMany(states, ids, lengths, ys);
        for (int b = 0; b < lengths.Length; b++)
        {
            TokensLstm16x32.State state = default;
            float[] expected = model.Run(ref state, ids.AsSpan(b * 4, lengths[b]));
            Verify.Close(Doubles(expected), ys.AsSpan(b * 4 * TokensLstm16x32.OutputSize, expected.Length), Tolerance, $"stream {b}");
        }
    }

    private static void OneAfterAnother()
    {
        TrainedOneToMany many = TrainedOneToMany.Create(1);
        const int o = TrainedOneToMany.OutputSize;
        float[] x = Signals.Noise(2 * TrainedOneToMany.InputSize, 3);
        float[] written = new float[2 * 4 * o];
        many.RunMany(new TrainedOneToMany.State[2], x, [4, 2], written);
        TrainedOneToMany.State second = default;
        float[] expected = new float[2 * o];
        many.Run(ref second, x.AsSpan(TrainedOneToMany.InputSize), expected);
        Verify.SameBits(expected, written.AsSpan(4 * o, 2 * o), "the second stream's outputs");
        Verify.That(written.AsSpan(6 * o).IndexOfAnyExcept(0f) < 0, "no zeros behind them");
        Verify.Throws<ArgumentOutOfRangeException>(
            () => many.RunMany(new TrainedOneToMany.State[2], x, [4, 5], written), "Stream 1 has the length 5; it must be 1 to 4");

        Verify.Throws<ArgumentException>(
            () => many.RunMany(new TrainedOneToMany.State[1], x, [4], written), "of each stream", "Pass one input of each stream");
        Mixed both = Mixed.Create(1);
        Mixed.State[] pair = new Mixed.State[2];
        Verify.Throws<ArgumentException>(
            () => both.RunMany(pair, new float[2 * ((2 * Mixed.InputSize) + 1)], [2, 2], new float[2 * 2 * Mixed.OutputSize]), "Pass whole steps");
        Verify.Throws<ArgumentException>(
            () => both.RunMany(pair, new float[2 * 2 * Mixed.InputSize], [1, 2], new float[2 * Mixed.OutputSize]), "but stream 1 gives");
        Verify.Throws<ArgumentException>(
            () => both.RunMany(pair, new float[2 * 2 * Mixed.InputSize], [1, 1], new float[2 * (Mixed.OutputSize + 1)]), "in outputs of");
        Verify.Throws<ArgumentException>(
            () => both.RunMany(pair, new float[(4 * Mixed.InputSize) - 1], [1, 1], new float[2]), "each stream has as many inputs");
        Verify.That(pair[0] == default && pair[1] == default, "a refused call changed a state");

        BlockedTurns turns = BlockedTurns.Create(2);
        const int steps = 3 * BlockedTurns.Stride;
        const int fewer = BlockedTurns.Stride + 7;
        float[] xs = Signals.Noise(2 * steps * BlockedTurns.InputSize, 4);
        BlockedTurns.State[] states = new BlockedTurns.State[2];
        int most = BlockedTurns.OutputSteps(ref states[0], steps);
        float[] ys = new float[2 * most * BlockedTurns.OutputSize];
        turns.RunMany(states, xs, [steps, fewer], ys);
        BlockedTurns.State shorter = default;
        float[] alone = turns.Run(ref shorter, xs.AsSpan(steps * BlockedTurns.InputSize, fewer * BlockedTurns.InputSize));
        Verify.SameBits(alone, ys.AsSpan(most * BlockedTurns.OutputSize, alone.Length), "outputs every few steps");
        Verify.That(alone.Length < most * BlockedTurns.OutputSize && shorter == states[1], "fewer outputs, and the same state");
    }

    private static Check Advances<TModel, TState>(Advance<TModel, TState> advance)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: Advance of a sequence leaves the state of its Run", () =>
        {
            TModel model = TModel.Create(5);
            foreach (int steps in (int[])[0, 1, 4, Steps])
            {
                float[] xs = Signals.Noise(steps * TModel.InputSize, 6);
                TState expected = model.Initial;
                TState found = model.Initial;
                TState stepped = model.Initial;
                model.Run(ref expected, xs, new float[steps * TModel.OutputSize]);
                advance(model, ref found, xs);
                for (int t = 0; t < steps; t++)
                    advance(model, ref stepped, xs.AsSpan(t * TModel.InputSize, TModel.InputSize));
                Verify.That(found.Equals(expected), $"{steps} steps: another state than Run's");
                for (int index = 0; index < TModel.HiddenCount; index++)
                    Verify.Close(Doubles(TModel.Hidden(ref stepped, index)), TModel.Hidden(ref found, index), Tolerance, $"{steps} steps, h {index}");
            }
        });

    private static void OtherAdvances()
    {
        FeedForward.State none = default;
        ByInterface<FeedForward, FeedForward.State>(FeedForward.Create(1), ref none, new float[3 * FeedForward.InputSize]);
        Verify.Throws<ArgumentException>(() =>
        {
            FeedForward.State state = default;
            ByInterface<FeedForward, FeedForward.State>(FeedForward.Create(1), ref state, new float[(2 * FeedForward.InputSize) - 1]);
        });

        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        TokensLstm16x32.State expected = default;
        TokensLstm16x32.State found = default;
        foreach (int token in (int[])[4, 7, 1, 2, 3])
            model.Advance(ref expected, token);
        model.Advance(ref found, [4, 7, 1, 2, 3]);
        Verify.That(found == expected, "another state than token by token");
    }

    private static void ByInterface<TModel, TState>(TModel model, ref TState state, ReadOnlySpan<float> xs)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => model.Advance(ref state, xs);

    private static double[] Doubles(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];
}
