using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Models that give an output every few steps: against the scalar reference, and in every way that they compute.</summary>
internal static class StrideChecks
{
    /// <summary>No multiple of any of the strides.</summary>
    private const int Steps = 43;

    /// <summary>More than are gathered at once, and no multiple of four.</summary>
    private const int Streams = 67;

    // Streams add up to 130 terms of magnitude 1 in another order, in up to seven layers: an ulp of 1 for each. What the state keeps of it fades.
    private const double Tolerance = 2 * 7 * 130 * 1.2e-7;

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Streaming<StridedConvs, StridedConvs.State>(
            [
                new Conv("conv.", 5, Function: "tanh") { Stride = 2 }, new Conv("conv2.", 3, 2) { Stride = 3 }, new Recurrent("gru.", "gru", 7),
                new Dense("fc."),
            ],
            6),
        .. Streaming<StridedPools, StridedPools.State>(
            [
                new Recurrent("rnn.", "rnn_tanh", 6), new Pool("max", 2), new Conv("conv.", 2, 1, 2, "tanh"), new Residual(1, 0), new Pool("average", 3),
                new Recurrent("lstm.", "lstm", 9), new Join("concat", 6, 5), new Conv("conv2.", 1) { Stride = 2 },
            ],
            12),
        .. Streaming<StridedGroups, StridedGroups.State>(
            [
                new Conv("conv.", 4, 1, 6, "sigmoid") { Stride = 4 }, new Conv("conv2.", 20, 2, 3) { Stride = 2 }, new Pool("max", 3),
            ],
            24),
        .. Streaming<StridedPoolAlone, StridedPoolAlone.State>([new Pool("average", 5)], 5),
        .. Streaming<StridedReproducible, StridedReproducible.State>(
            [
                new Conv("conv.", 3, Function: "tanh") { Stride = 2 }, new Pool("average", 3), new Recurrent("gru.", "gru", 6), new Dense("fc."),
            ],
            6),
        .. StrideBlockChecks.All,
        new("Strides: the last output of a sequence, and none", ToOne),
        new("Strides: embedded tokens", Tokens),
        new("Strides: the same bits on every processor", Reproduced),
        new("Strides: a largest value that is NaN stays", NotANumber),
        new("Strides: bad calls are refused, and change nothing", Refused),
        new("Strides: no call allocates", Allocates),
    ];

    /// <summary>A model against its equations, and in every way that it computes.</summary>
    public static IEnumerable<Check> Streaming<TModel, TState>(IReadOnlyList<Layer> layers, int stride)
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState> =>
    [
        new($"Strides: {typeof(TModel).Name} is its equations", () =>
        {
            Verify.Equal(stride, TModel.Stride, "the stride");
            TState fresh = default;
            Verify.Equal(4 * Steps / stride, TModel.OutputSteps(ref fresh, 4 * Steps), "outputs");
            AsWrittenChecks.Equations<TModel, TState>(TModel.Create(4), layers, Signals.Noise(4 * Steps * TModel.InputSize, 8));
        }),
        new($"Strides: {typeof(TModel).Name} has the bits of its steps in sequences of every length", Lengths<TModel, TState>),
        new($"Strides: {typeof(TModel).Name} computes streams as one after another", Together<TModel, TState>),
        new($"Strides: {typeof(TModel).Name}'s state, written and read", Bytes<TModel, TState>),
    ];

    /// <summary>Each length goes on where the last one ended, so that sequences begin and end everywhere between two outputs.</summary>
    private static void Lengths<TModel, TState>()
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(5);
        TState whole = default;
        TState state = default;
        int seen = 0;
        for (int steps = 0; steps <= 30; steps++)
        {
            float[] xs = Signals.Noise(steps * TModel.InputSize, (ulong)steps);
            int outputs = TModel.OutputSteps(ref whole, steps);
            Verify.Equal(((seen + steps) / TModel.Stride) - (seen / TModel.Stride), outputs, $"outputs of {steps} steps after {seen}");
            seen += steps;
            float[] found = new float[outputs * TModel.OutputSize];
            List<float> expected = [];
            model.Run(ref whole, xs, found);
            float[] y = new float[TModel.OutputSize];
            for (int t = 0; t < steps; t++)
            {
                y.AsSpan().Fill(-7);
                if (model.Step(ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y))
                    expected.AddRange(y);
                else
                    Verify.That(y.AsSpan().IndexOfAnyExcept(-7f) < 0, "y stays as it is where there is no output");
            }

            Verify.SameBits(expected.ToArray(), found, $"y of {steps} steps");
            Verify.That(state.Equals(whole) && state.GetHashCode() == whole.GetHashCode(), $"the state after {steps} steps");
        }
    }

    /// <summary>Streams of different lengths give outputs at different steps; of equal ones, all at the same.</summary>
    public static void Together<TModel, TState>()
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        for (int streams = 1; streams <= 9; streams++)
            Together<TModel, TState>(TModel.Create(6), streams, apart: 1);
        Together<TModel, TState>(TModel.Create(6), Streams, apart: 0);
        Together<TModel, TState>(TModel.Create(6), Streams, apart: 1);
        Together<TModel, TState>(TModel.Create(6), Streams, apart: TModel.Stride);
    }

    private static void Together<TModel, TState>(TModel model, int streams, int apart)
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        bool isReproducible = typeof(TModel).Name.EndsWith("Reproducible", StringComparison.Ordinal);
        TState[] together = new TState[streams];
        float[] y = new float[TModel.OutputSize];
        for (int b = 0; b < streams; b++)
        {
            for (int t = 0; t < b * apart; t++)
                model.Step(ref together[b], Signals.Noise(TModel.InputSize, (ulong)((b * 10) + t)), y);
        }

        TState[] single = [.. together];
        bool[] has = new bool[streams];
        for (int t = 0; t < Steps; t++)
        {
            float[] xs = Signals.Noise(streams * TModel.InputSize, (ulong)t + 100);
            if (t % 5 == 4)
                xs[t % xs.Length] = 1e-40f;
            float[] ys = new float[streams * TModel.OutputSize];
            ys.AsSpan().Fill(-7);
            has.AsSpan().Fill(t % 2 == 0);
            int given = model.StepMany(together, xs, ys, has);
            Verify.Equal(has.Count(flag => flag), given, "outputs");
            for (int b = 0; b < streams; b++)
            {
                string what = $"step {t}, stream {b} of {streams}, {apart} steps apart";
                y.AsSpan().Fill(-7);
                Verify.Equal(has[b], model.Step(ref single[b], xs.AsSpan(b * TModel.InputSize, TModel.InputSize), y), $"output in {what}");
                Span<float> found = ys.AsSpan(b * TModel.OutputSize, TModel.OutputSize);
                if (isReproducible || !has[b])
                    Verify.SameBits(y, found, what);
                else
                    Verify.Close(Array.ConvertAll(y, value => (double)value), found, Tolerance, what);
            }

            if (isReproducible)
                Verify.That(together.AsSpan().SequenceEqual(single), $"the states after step {t}");
        }
    }

    private static void Bytes<TModel, TState>()
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(7);
        TState state = default;
        byte[] bytes = new byte[TState.ByteCount];
        float[] expected = new float[TModel.OutputSize];
        float[] found = new float[TModel.OutputSize];
        for (int t = 0; t < Steps; t++)
        {
            bytes.AsSpan().Fill(0xCC);
            state.WriteTo(bytes);
            TState read = TState.ReadFrom(bytes);
            Verify.That(read.Equals(state) && read.GetHashCode() == state.GetHashCode(), $"differs after {t} steps");
            float[] x = Signals.Noise(TModel.InputSize, (ulong)t);
            Verify.Equal(model.Step(ref state, x, expected), model.Step(ref read, x, found), $"output in step {t}");
            Verify.SameBits(expected, found, $"step {t} of the state that was read");
            Verify.That(read.Equals(state), $"differs after step {t} of both");
        }
    }

    private static void ToOne()
    {
        StridedToOne model = StridedToOne.Create(3);
        float[] xs = Signals.Noise(9 * StridedToOne.InputSize, 5);
        AsWrittenChecks.LastOutput<StridedToOne, StridedToOne.State>(
            model,
            [
                new Conv("conv.", 3, Function: "relu") { Stride = 2 }, new Recurrent("lstm.", "lstm", 6), new Dense("fc.", "tanh"),
                new Dense("fc2.", "softmax"),
            ],
            xs);
        StridedToOne.State whole = default;
        StridedToOne.State stepped = default;
        float[] found = new float[StridedToOne.OutputSize];
        float[] expected = new float[StridedToOne.OutputSize];
        model.Run(ref whole, xs, found);
        for (int t = 0; t < 9; t++)
        {
            Span<float> x = xs.AsSpan(t * StridedToOne.InputSize, StridedToOne.InputSize);
            Verify.Equal(t % 2 == 1, t == 7 ? model.Step(ref stepped, x, expected) : model.Advance(ref stepped, x), $"an output at step {t}");
        }

        Verify.SameBits(expected, found, "y");
        Verify.That(whole == stepped, "the state");
        StridedToOne.State fresh = default;
        Verify.Throws<ArgumentException>(() => model.Run(ref fresh, xs.AsSpan(0, StridedToOne.InputSize), found), "1 step, but there is an output every 2");

        StridedToOne.State[] states = new StridedToOne.State[2];
        float[] many = new float[2 * StridedToOne.OutputSize];
        model.RunMany(states, [.. xs, .. xs], many);
        Verify.SameBits([.. found, .. found], many, "several streams");
    }

    private static void Tokens()
    {
        StridedText model = StridedText.Create(2);
        StridedText.State state = AsWrittenChecks.Tokens<StridedText, StridedText.State>(
            model,
            [new Embedding("embedding.", 8), new Conv("conv.", 3, Function: "relu") { Stride = 3 }, new Recurrent("gru.", "gru", 5), new Dense("fc.")]);
        float[] y = new float[StridedText.OutputSize];
        Verify.That(!model.Step(ref state, [6], y) && model.Step(ref state, 8, y), "the tenth token counts");
        Verify.That(!model.Advance(ref state, 6) && !model.Advance(ref state, 1) && model.Advance(ref state, 1), "outputs of steps that give none away");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, [12], y), "Token id 12");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, -1, y), "Token id -1");
    }

    private static void Reproduced()
    {
        StridedReproducible model = StridedReproducible.Create(1);
        float[] ys = new float[7 * StridedReproducible.OutputSize];
        StridedReproducible.State state = default;
        model.Run(ref state, Signals.Noise(Steps * StridedReproducible.InputSize, 2), ys);
        Verify.Equal("66fea8fa593be5fb", Digest.Of<float>(ys), "bits of a sequence");
    }

    private static void NotANumber()
    {
        StridedGroups model = StridedGroups.Create(1);
        float[] xs = Signals.Noise(48 * StridedGroups.InputSize, 1);
        xs[4 * StridedGroups.InputSize] = float.NaN;
        float[] ys = new float[2 * StridedGroups.OutputSize];
        StridedGroups.State state = default;
        model.Run(ref state, xs, ys);
        Verify.That(float.IsNaN(ys[0]), "a NaN among the largest");
        Verify.That(float.IsFinite(ys[^1]), "other channels");
    }

    private static void Refused()
    {
        StridedConvs model = StridedConvs.Create(1);
        float[] xs = Signals.Noise(13 * StridedConvs.InputSize, 1);
        float[] ys = new float[2 * StridedConvs.OutputSize];
        StridedConvs.State state = default;
        model.Step(ref state, xs.AsSpan(0, 3), ys.AsSpan(0, 2));
        StridedConvs.State before = state;
        Refuses(() => model.Run(ref state, xs, ys.AsSpan(0, 2)), "are needed for 2 outputs of 13 steps");
        Refuses(() => model.Run(ref state, xs.AsSpan(0, 38), ys), "no whole number of steps");
        Refuses(() => model.Step(ref state, xs.AsSpan(0, 3), ys), "OutputSize is 2");
        Refuses(() => model.Step(ref state, ys.AsSpan(0, 3), ys.AsSpan(0, 2)), "overlaps");
        Refuses(() => model.Run(ref state, xs, xs.AsSpan(0, 4)), "overlaps");
        Refuses(() => model.StepMany([state], xs.AsSpan(0, 3), ys.AsSpan(0, 2), []), "hasOutput");
        Refuses(() => model.RunMany([state, default], new float[2 * 5 * 3], new float[2 * 2]), "stream 0 1");
        Refuses(() => model.StepMany([state], xs.AsSpan(0, 3), ys.AsSpan(0, 2), Flags(xs)), "overlaps that of xs");
        Refuses(() => model.StepMany([state], xs.AsSpan(0, 3), ys.AsSpan(0, 2), Flags(ys)), "overlaps that of ys");
        Verify.Throws<ArgumentOutOfRangeException>(() => StridedConvs.OutputSteps(ref state, -1), "-1");
        Verify.That(state == before, "the state");

        static Span<bool> Flags(float[] memory) => System.Runtime.InteropServices.MemoryMarshal.Cast<float, bool>(memory.AsSpan())[..1];

        void Refuses(Action call, string text) => Verify.Throws<ArgumentException>(call, text);
    }

    private static void Allocates()
    {
        StridedPools model = StridedPools.Create(1);
        float[] xs = Signals.Noise(24 * StridedPools.InputSize, 1);
        float[] ys = new float[2 * StridedPools.OutputSize];
        bool[] has = new bool[2];
        Allocation.IsNone(() =>
        {
            StridedPools.State state = default;
            model.Run(ref state, xs, ys);
            Span<StridedPools.State> states = [state, state];
            model.StepMany(states, xs.AsSpan(0, 2 * StridedPools.InputSize), ys, has);
            model.RunMany(states, xs, ys);
        });
    }
}
