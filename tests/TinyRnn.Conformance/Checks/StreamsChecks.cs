using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Several streams or steps at once give what one after another gives.</summary>
internal static class StreamsChecks
{
    /// <summary>One group of four, and three streams that are left over.</summary>
    private const int Streams = 7;

    /// <summary>Two groups of four, and three steps that are left over.</summary>
    private const int Steps = 11;

    // The kernels for streams add up to 70 terms of magnitude 1 in another order, in up to five layers: an ulp of 1 for each.
    private const double Tolerance = 5 * 70 * 1.2e-7;

    public static IReadOnlyList<Check> All { get; } =
    [
        StepMany<Size1, Size1.State>(),
        StepMany<Size8, Size8.State>(),
        StepMany<Size13, Size13.State>(),
        StepMany<Size20, Size20.State>(),
        StepMany<Size33, Size33.State>(),
        StepMany<Size64, Size64.State>(),
        StepMany<Size70, Size70.State>(),
        StepMany<Autoregressive, Autoregressive.State>(),
        StepMany<NaivePanels, NaivePanels.State>(),
        StepMany<NaiveDots, NaiveDots.State>(),
        StepMany<Knob, Knob.State>(),
        StepMany<Skips, Skips.State>(),
        StepMany<Latent, Latent.State>(),
        StepMany<FeedForward, FeedForward.State>(),
        Sequence<Size1, Size1.State>(),
        Sequence<Size8, Size8.State>(),
        Sequence<Size13, Size13.State>(),
        Sequence<Size20, Size20.State>(),
        Sequence<Size33, Size33.State>(),
        Sequence<Size64, Size64.State>(),
        Sequence<Size70, Size70.State>(),
        Sequence<Lstm40x16, Lstm40x16.State>(),
        Sequence<Gru40x7, Gru40x7.State>(),
        Sequence<RnnTanh40x16, RnnTanh40x16.State>(),
        new("RunMany of sequences, every step and the last step only", RunMany),
        new("StepMany and RunMany of token models", Tokens),
        new("StepMany and RunMany name wrong lengths and change nothing then", Lengths),
    ];

    private static Check StepMany<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: StepMany is Step for each stream", () =>
        {
            TModel model = TModel.Create(5);
            TState[] together = new TState[Streams];
            float[] y = new float[TModel.OutputSize];

            // Streams at different steps: their hidden states lie in different copies.
            for (int b = 0; b < Streams; b++)
            {
                for (int t = 0; t < b; t++)
                    model.Step(ref together[b], Signals.Noise(TModel.InputSize, (ulong)((b * 10) + t)), y);
            }

            TState[] apart = [.. together];
            for (int t = 0; t < 3; t++)
            {
                float[] xs = Signals.Noise(Streams * TModel.InputSize, (ulong)t + 100);
                float[] ys = new float[Streams * TModel.OutputSize];
                model.StepMany(together, xs, ys);
                for (int b = 0; b < Streams; b++)
                {
                    model.Step(ref apart[b], xs.AsSpan(b * TModel.InputSize, TModel.InputSize), y);
                    Verify.Close(Doubles(y), ys.AsSpan(b * y.Length, y.Length), Tolerance, $"step {t}, stream {b}");
                    for (int index = 0; index < TModel.HiddenCount; index++)
                        Verify.Close(
                            Doubles(TModel.Hidden(ref apart[b], index)), TModel.Hidden(ref together[b], index), Tolerance, $"step {t}, stream {b}, h {index}");
                }
            }
        });

    private static Check Sequence<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: Run gives the bits of Step at every length", () =>
        {
            TModel model = TModel.Create(6);
            float[] xs = Signals.Noise(Steps * TModel.InputSize, 3);
            for (int steps = 0; steps <= Steps; steps++)
            {
                TState stepped = default;
                float[] expected = new float[steps * TModel.OutputSize];
                for (int t = 0; t < steps; t++)
                    model.Step(ref stepped, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), expected.AsSpan(t * TModel.OutputSize, TModel.OutputSize));

                TState run = default;
                float[] found = new float[expected.Length];
                model.Run(ref run, xs.AsSpan(0, steps * TModel.InputSize), found);
                Verify.That(found.AsSpan().SequenceEqual(expected), $"{steps} steps: other bits");
                for (int index = 0; index < TModel.HiddenCount; index++)
                    Verify.That(TModel.Hidden(ref run, index).SequenceEqual(TModel.Hidden(ref stepped, index)), $"{steps} steps: other bits in h {index}");
            }
        });

    private static void RunMany()
    {
        Knob every = Knob.Create(1);
        Knob.State[] states = new Knob.State[Streams];
        float[] xs = Signals.Noise(Streams * Steps * Knob.InputSize, 1);
        float[] ys = new float[Streams * Steps];
        every.RunMany(states, xs, ys);
        float[] expected = new float[Steps];
        for (int b = 0; b < Streams; b++)
        {
            Knob.State state = default;
            every.Run(ref state, xs.AsSpan(b * Steps * Knob.InputSize, Steps * Knob.InputSize), expected);
            Verify.Close(Doubles(expected), ys.AsSpan(b * Steps, Steps), Tolerance * Steps, $"stream {b}");
            Verify.Close(Doubles(state.Lstm1Hidden), states[b].Lstm1Hidden, Tolerance * Steps, $"stream {b}, final h");
        }

        Gru8x16To4Last last = Gru8x16To4Last.Create(1);
        Gru8x16To4Last.State[] others = new Gru8x16To4Last.State[Streams];
        xs = Signals.Noise(Streams * Steps * 8, 2);
        ys = new float[Streams * 4];
        last.RunMany(others, xs, ys);
        expected = new float[4];
        for (int b = 0; b < Streams; b++)
        {
            Gru8x16To4Last.State state = default;
            last.Run(ref state, xs.AsSpan(b * Steps * 8, Steps * 8), expected);
            Verify.Close(Doubles(expected), ys.AsSpan(b * 4, 4), Tolerance * Steps, $"last step, stream {b}");
        }
    }

    private static void Tokens()
    {
        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        const int Outputs = TokensLstm16x32.OutputSize;
        int[] tokens = new int[Streams * Steps];
        for (int i = 0; i < tokens.Length; i++)
            tokens[i] = i * 7 % TokensLstm16x32.Vocabulary;
        TokensLstm16x32.State[] states = new TokensLstm16x32.State[Streams];
        float[] ys = new float[tokens.Length * Outputs];
        model.RunMany(states, tokens, ys);
        float[] expected = new float[Steps * Outputs];
        float[] one = new float[Outputs];
        float[] many = new float[Streams * Outputs];
        TokensLstm16x32.State[] before = [.. states];
        model.StepMany(states, tokens.AsSpan(0, Streams), many);
        for (int b = 0; b < Streams; b++)
        {
            TokensLstm16x32.State state = default;
            model.Run(ref state, tokens.AsSpan(b * Steps, Steps), expected);
            Verify.Close(Doubles(expected), ys.AsSpan(b * expected.Length, expected.Length), Tolerance * Steps, $"RunMany, stream {b}");
            model.Step(ref before[b], tokens[b], one);
            Verify.Close(Doubles(one), many.AsSpan(b * Outputs, Outputs), Tolerance, $"StepMany, stream {b}");
        }
    }

    private static void Lengths()
    {
        Knob model = Knob.Create(1);
        Knob.State[] states = new Knob.State[3];
        Verify.Throws<ArgumentException>(
            () => model.StepMany(states, new float[5], new float[3]), "xs has 5 values", "6 are needed for 3 streams", "Knob.InputSize is 2");
        Verify.Throws<ArgumentException>(
            () => model.StepMany(states, new float[6], new float[2]), "ys has 2 values", "3 are needed for 3 streams", "Knob.OutputSize is 1");
        Verify.Throws<ArgumentException>(() => model.RunMany(states, new float[10], new float[3]), "xs has 10 values", "each of 3 streams");
        Verify.Throws<ArgumentException>(() => model.RunMany(states, new float[12], new float[5]), "ys has 5 values", "6");
        Verify.Throws<ArgumentException>(() => model.RunMany([], new float[2], []), "xs has 2 values", "each of 0 streams");
        model.RunMany([], [], []);
        float[] shared = new float[9];
        Verify.Throws<ArgumentException>(() => model.StepMany(states, shared.AsSpan(0, 6), shared.AsSpan(5, 3)), "overlaps");
        TokensLstm16x32 tokens = TokensLstm16x32.Create(1);
        TokensLstm16x32.State[] readers = new TokensLstm16x32.State[2];
        Verify.Throws<ArgumentOutOfRangeException>(() => tokens.StepMany(readers, [3, 50], new float[100]), "Token id 50 at position 1");
        Verify.That(MemoryMarshal.AsBytes(states.AsSpan()).IndexOfAnyExcept((byte)0) < 0, "a refused call changed a state");
        Verify.That(MemoryMarshal.AsBytes(readers.AsSpan()).IndexOfAnyExcept((byte)0) < 0, "a refused call changed a token reader's state");
        NaivePanels history = NaivePanels.Create(1);
        NaivePanels.State[] filled = new NaivePanels.State[2];
        history.Run(ref filled[1], new float[24], new float[60]);
        Verify.Throws<InvalidOperationException>(() => history.StepMany(filled, new float[4], new float[10]), "12 of at most 12");
        Verify.Equal(0, filled[0].History1Steps, "steps of the stream before the full one");
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < values.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }
}
