using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Layers and modes without PyTorch vectors, against the scalar reference.</summary>
internal static class ModeChecks
{
    private const int Steps = 11;

    public static IReadOnlyList<Check> All { get; } =
    [
        Streaming<Autoregressive, Autoregressive.State>([new Window(4), new Dense("fc.")]),
        Whole<Markov, Markov.State>([new Window(1), new Dense("fc.", "relu")]),
        Streaming<NaivePanels, NaivePanels.State>([new History(), new Dense("fc.")]),
        Streaming<NaiveDots, NaiveDots.State>([new History(), new Dense("fc.", "tanh")]),
        Streaming<Knob, Knob.State>([new Recurrent("rec.", "lstm", 20), new Dense("lin."), new Residual(2, 1)]),
        Streaming<Skips, Skips.State>([new Recurrent("lstm.", "lstm", 6), new Residual(1, 0), new Recurrent("gru.", "gru", 6), new Residual(3, 0)]),
        Streaming<Latent, Latent.State>([new Window(3), new Recurrent("rnn.", "rnn_tanh", 9), new Dense("fc.")]),
        Streaming<Remembering, Remembering.State>([new Recurrent("lstm.", "lstm", 8)]),
        Whole<Mixed, Mixed.State>(
        [
            new Dense("fc.", "sigmoid"), new Recurrent("lstm.", "lstm", 5, Bidirectional: true), new Residual(1, 0), new Recurrent("gru.", "gru", 7),
            new Dense("fc2."),
        ]),
        Whole<LastOutput, LastOutput.State>([new Recurrent("gru.", "gru_before", 6, Bidirectional: true), new Dense("fc.")]),
        new("Tokens through both directions, one output", ReadTokens),
        new("A Markov table is one row a step", MarkovRow),
        new("One-to-one is a step", OneToOne),
        new("Generate of a latent autoregressive model feeds its output back", FeedsBack),
        new("Create sets the forget bias that was asked for", ForgetBias),
        new("Copies of a state are streams of their own", StatesAreValues),
        new("The same seed gives the same model, another seed another", Seeds),
        new("Input and output may be the same memory", InPlace),
        new("Sampling follows temperature and k", Samples),
    ];

    /// <summary>Run of the whole sequence, and every step.</summary>
    private static Check Streaming<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: Run and Step against the equations", () =>
        {
            (TModel model, float[] xs, double[] ys, double tolerance) = Prepare<TModel, TState>(layers);
            TState whole = default;
            float[] found = new float[ys.Length];
            model.Run(ref whole, xs, found);
            Verify.Close(ys, found, tolerance, "Run");

            TState state = default;
            float[] y = new float[TModel.OutputSize];
            for (int t = 0; t < Steps; t++)
            {
                model.Step(ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
                Verify.Close(ys.AsSpan(t * y.Length, y.Length), y, tolerance, $"step {t}");
            }
        });

    private static Check Whole<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: Run against the equations", () =>
        {
            (TModel model, float[] xs, double[] ys, double tolerance) = Prepare<TModel, TState>(layers);
            TState state = default;
            int size = TModel.OutputSize;
            float[] found = new float[TModel.Mode == SequenceMode.ManyToOne ? size : ys.Length];
            model.Run(ref state, xs, found);
            Verify.Close(ys.AsSpan(ys.Length - found.Length), found, tolerance, "Run");
        });

    private static (TModel Model, float[] Xs, double[] Ys, double Tolerance) Prepare<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create(77);
        using SafetensorsReader weights = Weights(model.Save);
        Expectation expected = new(layers, weights.Floats);
        float[] xs = Signals.Noise(Steps * TModel.InputSize, seed: 3);
        double[] ys = [.. expected.Run(GoldenCase.Rows(xs, TModel.InputSize)).SelectMany(y => y)];
        return (model, xs, ys, expected.Tolerance());
    }

    private static SafetensorsReader Weights(Action<Stream> save)
    {
        MemoryStream file = new();
        save(file);
        file.Position = 0;
        return new SafetensorsReader(file);
    }

    private static void ReadTokens()
    {
        Reader model = Reader.Create(4);
        using SafetensorsReader weights = Weights(model.Save);
        int[] tokens = [3, 8, 0, 5, 5, 1];
        Expectation expected = new(
            [new Embedding("embedding.", 4), new Recurrent("rnn.", "rnn_tanh", 3, Bidirectional: true), new Recurrent("lstm.", "lstm", 5), new Dense("fc.")],
            weights.Floats);
        double[] y = expected.Run([.. tokens.Select(token => new float[] { token })])[^1];
        Reader.State state = default;
        float[] found = new float[2];
        model.Run(ref state, tokens, found, new float[Reader.ScratchLength(tokens.Length)]);
        Verify.Close(y, found, expected.Tolerance(), "y");
        Verify.Close(expected.Exact.Hidden[1], state.Rnn1ReverseHidden, expected.HiddenTolerance(1), "final h of the backward direction");
    }

    private static void MarkovRow()
    {
        MarkovTable model = MarkovTable.Create(4);
        using SafetensorsReader weights = Weights(model.Save);
        Expectation expected = new([new Embedding("embedding.", 5), new Dense("fc.", "softmax")], weights.Floats);
        double[] ys = [.. expected.Run([[7], [2]]).SelectMany(y => y)];
        MarkovTable.State state = default;
        float[] found = new float[18];
        model.Run(ref state, [7, 2], found);
        Verify.Close(ys, found, expected.Tolerance(), "probabilities");
    }

    private static void OneToOne()
    {
        FeedForward model = FeedForward.Create(4);
        using SafetensorsReader weights = Weights(model.Save);
        Expectation expected = new([new Dense("fc.", "relu"), new Dense("fc2.", "softmax")], weights.Floats);
        float[] x = Signals.Noise(4, seed: 9);
        double[] y = expected.Run([x])[0];
        FeedForward.State state = default;
        float[] found = new float[6];
        model.Run(ref state, x, found);
        Verify.Close(y, found, expected.Tolerance(), "y");
    }

    private static void FeedsBack()
    {
        Latent model = Latent.Create(4);
        float[] x = Signals.Noise(2, seed: 9);
        float[] generated = new float[2 * Steps];
        Latent.State state = default;
        model.Generate(ref state, x, generated);
        Latent.State stepped = default;
        float[] y = new float[2];
        for (int t = 0; t < Steps; t++)
        {
            model.Step(ref stepped, t == 0 ? x : generated.AsSpan((t - 1) * 2, 2), y);
            Verify.That(generated.AsSpan(t * 2, 2).SequenceEqual(y), $"step {t} differs");
        }
    }

    private static void ForgetBias()
    {
        ReadOnlySpan<float> bias = Remembering.Create(1).Parameters[^32..];
        Verify.That(bias.Slice(8, 8).IndexOfAnyExcept(1.5f) < 0, "the forget gate's bias is not 1.5");
        Verify.That(bias[..8].IndexOfAnyExcept(1.5f) >= 0, "the input gate's bias is 1.5 too");
    }

    private static void StatesAreValues()
    {
        Knob model = Knob.Create(2);
        float[] xs = Signals.Noise(2 * Steps, seed: 5);
        Knob.State state = default;
        float[] first = new float[Steps];
        model.Run(ref state, xs, first);
        Knob.State kept = state;
        float[] second = new float[Steps];
        model.Run(ref state, xs, second);
        float[] again = new float[Steps];
        model.Run(ref kept, xs, again);
        Verify.That(!first.SequenceEqual(second), "the state had no effect");
        Verify.That(second.SequenceEqual(again), "a kept state does not lead to the same outputs");
    }

    private static void Seeds()
    {
        Verify.That(Knob.Create(2).Parameters.SequenceEqual(Knob.Create(2).Parameters), "one seed, two models");
        Verify.That(!Knob.Create(2).Parameters.SequenceEqual(Knob.Create(3).Parameters), "two seeds, one model");
    }

    private static void InPlace()
    {
        Skips model = Skips.Create(2);
        float[] xs = Signals.Noise(6 * Steps, seed: 5);
        float[] ys = new float[xs.Length];
        Skips.State state = default;
        model.Run(ref state, xs, ys);
        state = default;
        model.Run(ref state, xs, xs);
        Verify.That(xs.SequenceEqual(ys), "in place differs");
        Verify.Throws<ArgumentException>(
            () => { Skips.State other = default; model.Run(ref other, xs.AsSpan(0, 12), xs.AsSpan(6, 12)); }, "overlaps", "6 values after");
    }

    private static void Samples()
    {
        float[] logits = [1, 3, 2, -1, 3];
        RandomState random = new(1);
        Verify.Equal(1, TokenSampler.Draw([.. logits], Sampling.Greedy, ref random), "greedy, lowest id among equals");
        int[] counts = new int[5];
        for (int i = 0; i < 20_000; i++)
            counts[TokenSampler.Draw([.. logits], new Sampling(2), ref random)]++;
        double total = logits.Sum(logit => Math.Exp(logit / 2));
        for (int id = 0; id < 5; id++)
        {
            double p = Math.Exp(logits[id] / 2) / total;

            // Five standard deviations of a binomial count.
            double spread = 5 * Math.Sqrt(20_000 * p * (1 - p));
            Verify.That(Math.Abs(counts[id] - (20_000 * p)) < spread, $"token {id}: {counts[id]} draws, expected {20_000 * p:F0}");
        }

        for (int i = 0; i < 200; i++)
            Verify.That(TokenSampler.Draw([.. logits], new Sampling(1, TopK: 2), ref random) is 1 or 4, "a token outside the best two");
        Verify.Throws<InvalidOperationException>(() => TokenSampler.Best([0, float.NaN]), "token 1", "NaN");
        Verify.Throws<ArgumentOutOfRangeException>(() => TokenSampler.Draw([0f], new Sampling(-1), ref random), "-1");
    }
}
