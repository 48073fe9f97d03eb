using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Models with strides that compute several steps or streams at once: wherever a sequence begins and ends, it has the bits of its steps.</summary>
internal static class StrideBlockChecks
{
    /// <summary>The model's <c>RunMany</c>, which is no part of its interface.</summary>
    private delegate void RunMany<TModel, TState, TInput>(TModel model, Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys);

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Blocked<BlockedStrides, BlockedStrides.State>(
            (model, states, xs, ys) => model.RunMany(states, xs, ys),
            [
                new Recurrent("gru.", "gru", 8), new Conv("conv.", 5, Function: "tanh") { Stride = 2 }, new Pool("max", 3), new Recurrent("lstm.", "lstm", 9),
                new Dense("fc."),
            ],
            6),
        .. Blocked<BlockedConvs, BlockedConvs.State>(
            (model, states, xs, ys) => model.RunMany(states, xs, ys),
            [
                new Conv("conv.", 4, Function: "Silu") { Stride = 2 }, new Conv("conv2.", 3, 2) { Stride = 2 },
                new Recurrent("gru.", "gru_before", 9), new Residual(1, 7), new Dense("fc."),
            ],
            4),
        .. Blocked<BlockedGroups, BlockedGroups.State>(
            (model, states, xs, ys) => model.RunMany(states, xs, ys),
            [
                new Recurrent("lstm.", "lstm", 12), new Conv("conv.", 4, 1, 3) { Stride = 3 }, new Conv("conv2.", 3, 1, 96, "sigmoid") { Stride = 2 },
                new Pool("average", 2), new Recurrent("rnn.", "rnn_tanh", 8),
            ],
            12),
        .. Blocked<BlockedReproducible, BlockedReproducible.State>(
            (model, states, xs, ys) => model.RunMany(states, xs, ys),
            [
                new Recurrent("lstm.", "lstm", 9), new Pool("average", 2), new Conv("conv.", 3, Function: "tanh") { Stride = 2 },
                new Recurrent("gru.", "gru", 8), new Dense("fc."),
            ],
            4),
        .. StrideChecks.Streaming<BlockedStreams, BlockedStreams.State>([new Recurrent("gru.", "gru", 24), new Pool("max", 2), new Dense("fc.")], 2),
        new("Strides: BlockedTurns computes streams as one after another", StrideChecks.Together<BlockedTurns, BlockedTurns.State>),
        new("Strides: BlockedFront computes streams as one after another", StrideChecks.Together<BlockedFront, BlockedFront.State>),
        .. Alike<BlockedTurns, BlockedTurns.State>((model, states, xs, ys) => model.RunMany(states, xs, ys)),
        .. Alike<BlockedFront, BlockedFront.State>((model, states, xs, ys) => model.RunMany(states, xs, ys)),
        new("Strides: BlockedToOne is its equations", ToOneEquations),
        ToOne<BlockedToOne, BlockedToOne.State, float>((model, states, xs, ys) => model.RunMany(states, xs, ys)),
        ToOne<BlockedLetters, BlockedLetters.State, int>((model, states, xs, ys) => model.RunMany(states, xs, ys)),
        new("Strides: BlockedText splits its sequences anywhere", Splits<BlockedText, BlockedText.State, int>),
        new("Strides: the same bits of several steps at once on every processor", Reproduced),
        new("Strides: several steps at once allocate nothing", Allocates),
        new("Strides: several streams at once are refused before any changes", Refused),
    ];

    private static IEnumerable<Check> Blocked<TModel, TState>(
        RunMany<TModel, TState, float> runMany, IReadOnlyList<Layer> layers, int stride)
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState> =>
        [.. StrideChecks.Streaming<TModel, TState>(layers, stride), .. Alike<TModel, TState>(runMany)];

    private static IEnumerable<Check> Alike<TModel, TState>(RunMany<TModel, TState, float> runMany)
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState> =>
    [
        new($"Strides: {typeof(TModel).Name} splits its sequences anywhere", Splits<TModel, TState, float>),
        new($"Strides: {typeof(TModel).Name} runs sequences of several streams", () => Together(runMany)),
        new($"Strides: {typeof(TModel).Name} goes on from any state", AnyState<TModel, TState>),
        new($"Strides: {typeof(TModel).Name} takes subnormal inputs for zeros", Quiet<TModel, TState>),
    ];

    /// <summary>Whole pieces of a sequence and a rest, from a stream that has seen some steps, in two parts that meet anywhere.</summary>
    private static void Splits<TModel, TState, TInput>()
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged
    {
        TModel model = TModel.Create(5);
        int steps = (TModel.Stride * (TModel.Stride > 100 ? 1 : 9)) + 3;
        int seen = Math.Min(5, TModel.Stride - 1);
        TInput[] xs = Inputs<TModel, TState, TInput>(steps, 3);
        TState begun = default;
        float[] y = new float[TModel.OutputSize];
        for (int t = 0; t < seen; t++)
            model.Step(ref begun, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
        TState stepped = begun;
        List<float> expected = [];
        for (int t = 0; t < steps; t++)
        {
            if (model.Step(ref stepped, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y))
                expected.AddRange(y);
        }

        for (int first = 0; first <= steps; first += TModel.Stride > 100 ? 7 : 1)
        {
            TState state = begun;
            float[] ys = new float[expected.Count];
            int outputs = TModel.OutputSteps(ref state, first) * TModel.OutputSize;
            model.Run(ref state, xs.AsSpan(0, first * TModel.InputSize), ys.AsSpan(0, outputs));
            model.Run(ref state, xs.AsSpan(first * TModel.InputSize), ys.AsSpan(outputs));
            Verify.SameBits(expected.ToArray(), ys, $"y of {first} steps and {steps - first}");
            Verify.That(state.Equals(stepped) && state.GetHashCode() == stepped.GetHashCode(), $"the state after {first} steps and {steps - first}");
        }
    }

    /// <summary>Sequences of streams that have seen different numbers of steps, but give equally many outputs.</summary>
    private static void Together<TModel, TState>(RunMany<TModel, TState, float> runMany)
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(6);
        int steps = 5 * TModel.Stride;
        float[] y = new float[TModel.OutputSize];
        for (int streams = 1; streams <= 9; streams++)
        {
            TState[] together = new TState[streams];
            for (int b = 0; b < streams; b++)
            {
                for (int t = 0; t < b % TModel.Stride; t++)
                    model.Step(ref together[b], Signals.Noise(TModel.InputSize, (ulong)((b * 10) + t)), y);
            }

            TState[] apart = [.. together];
            float[] xs = Signals.Noise(streams * steps * TModel.InputSize, 4);
            int length = 5 * TModel.OutputSize;
            float[] ys = new float[streams * length];
            runMany(model, together, xs, ys);
            float[] own = new float[length];
            for (int b = 0; b < streams; b++)
            {
                model.Run(ref apart[b], xs.AsSpan(b * steps * TModel.InputSize, steps * TModel.InputSize), own);
                Verify.SameBits(own, ys.AsSpan(b * length, length), $"stream {b} of {streams}");
                Verify.That(apart[b].Equals(together[b]), $"the state of stream {b} of {streams}");
            }
        }
    }

    private static void Quiet<TModel, TState>()
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(6);
        int steps = 6 * TModel.Stride;
        float[] xs = Signals.Noise(steps * TModel.InputSize, 4);
        float[] zeros = [.. xs];
        for (int index = 5; index < xs.Length; index += 3 * TModel.InputSize)
        {
            xs[index] = index % 2 == 0 ? 1e-40f : -1e-40f;
            zeros[index] = index % 2 == 0 ? 0 : -0f;
        }

        TState state = default;
        TState other = default;
        float[] found = new float[6 * TModel.OutputSize];
        float[] expected = new float[6 * TModel.OutputSize];
        model.Run(ref state, xs, found);
        model.Run(ref other, zeros, expected);
        Verify.SameBits(expected, found, "y");
        Verify.That(state.Equals(other), "the state");
    }

    private static void ToOneEquations() => AsWrittenChecks.LastOutput<BlockedToOne, BlockedToOne.State>(
        BlockedToOne.Create(3),
        [
            new Recurrent("gru.", "gru", 9), new Conv("conv.", 3, Function: "relu") { Stride = 2 }, new Pool("max", 2), new Recurrent("lstm.", "lstm", 6),
            new Dense("fc.", "tanh"), new Dense("fc2.", "softmax"),
        ],
        Signals.Noise(39 * BlockedToOne.InputSize, 5));

    private static Check ToOne<TModel, TState, TInput>(RunMany<TModel, TState, TInput> runMany)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged =>
        new($"Strides: {typeof(TModel).Name}'s last output, wherever a sequence begins and ends", () => LastOutputs(runMany));

    private static void LastOutputs<TModel, TState, TInput>(RunMany<TModel, TState, TInput> runMany)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged
    {
        TModel model = TModel.Create(5);
        float[] found = new float[TModel.OutputSize];
        float[] expected = new float[TModel.OutputSize];
        for (int seen = 0; seen < TModel.Stride; seen++)
        {
            for (int steps = TModel.Stride; steps <= (9 * TModel.Stride) + 1; steps++)
            {
                TInput[] xs = Inputs<TModel, TState, TInput>(seen + steps, (ulong)steps);
                TState stepped = default;
                TState state = default;
                for (int t = 0; t < seen + steps; t++)
                {
                    if (t == seen)
                        state = stepped;
                    model.Step(ref stepped, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), expected);
                }

                TState[] many = [state, state];
                model.Run(ref state, xs.AsSpan(seen * TModel.InputSize), found);
                Verify.SameBits(expected, found, $"y of {steps} steps after {seen}");
                Verify.That(state.Equals(stepped), $"the state after {steps} steps after {seen}");
                float[] both = new float[2 * TModel.OutputSize];
                TInput[] twice = [.. xs[(seen * TModel.InputSize)..], .. xs[(seen * TModel.InputSize)..]];
                runMany(model, many, twice, both);
                Verify.SameBits([.. expected, .. expected], both, $"y of two streams of {steps} steps after {seen}");
                Verify.That(many[0].Equals(stepped) && many[1].Equals(stepped), $"two states after {steps} steps after {seen}");
            }
        }
    }

    /// <summary>Numbers of steps that are none, and places that are none: all count as 0, whichever way the model goes on.</summary>
    private static void AnyState<TModel, TState>()
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(6);
        int steps = 9 * TModel.Stride;
        float[] xs = Signals.Noise(steps * TModel.InputSize, 4);
        foreach (float value in (float[])[0.5f, -3, 1e9f])
        {
            TState state = default;
            MemoryMarshal.Cast<TState, float>(new Span<TState>(ref state)).Fill(value);
            TState stepped = state;
            float[] found = new float[TModel.OutputSteps(ref state, steps) * TModel.OutputSize];
            List<float> expected = [];
            float[] y = new float[TModel.OutputSize];
            model.Run(ref state, xs, found);
            for (int t = 0; t < steps; t++)
            {
                if (model.Step(ref stepped, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y))
                    expected.AddRange(y);
            }

            Verify.SameBits(expected.ToArray(), found, $"y after {value}");
            Verify.That(state.Equals(stepped), $"the state after {value}");
        }
    }

    private static void Refused()
    {
        BlockedText model = BlockedText.Create(1);
        BlockedText.State[] states = new BlockedText.State[6];
        bool[] has = [true, true, true, true, true, true];
        float[] ys = new float[6 * BlockedText.OutputSize];
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 3, 4, 12, 5], ys, has), "Token id 12");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 3, 4, 5], ys, has), "xs");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 3, 4, 5, 6], ys, has.AsSpan(1)), "hasOutput");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 3, 4, 5, 6], ys.AsSpan(1), has), "ys");
        Verify.Throws<ArgumentException>(() => model.Run(ref states[0], [1, 2, 3, 4, 5, 6, 7, 8, 9, -1], ys.AsSpan(0, 36)), "Token id -1");
        Verify.Throws<ArgumentException>(() => model.RunMany(states.AsSpan(0, 2), [1, 2, 3, 4, 5, 66], ys.AsSpan(0, 24)), "Token id 66");
        Verify.That(Array.TrueForAll(states, state => state == default), "the states");
        Verify.That(!has.Contains(false) && ys.AsSpan().IndexOfAnyExcept(0f) < 0, "what was to be written");
    }

    private static void Reproduced()
    {
        BlockedReproducible model = BlockedReproducible.Create(1);
        float[] ys = new float[12 * BlockedReproducible.OutputSize];
        BlockedReproducible.State state = default;
        model.Run(ref state, Signals.Noise(49 * BlockedReproducible.InputSize, 2), ys);
        Verify.Equal("bcbbd8c04ab897fd", Digest.Of<float>(ys), "bits of a sequence");
    }

    private static void Allocates()
    {
        BlockedStrides model = BlockedStrides.Create(1);
        float[] xs = Signals.Noise(60 * BlockedStrides.InputSize, 1);
        float[] ys = new float[10 * BlockedStrides.OutputSize];
        bool[] has = new bool[6];
        Allocation.IsNone(() =>
        {
            BlockedStrides.State state = default;
            model.Run(ref state, xs, ys);
            Span<BlockedStrides.State> states = [state, state, state, state, state, state];
            model.StepMany(states, xs.AsSpan(0, 6 * BlockedStrides.InputSize), ys.AsSpan(0, 6 * BlockedStrides.OutputSize), has);
            model.RunMany(states[..2], xs, ys);
        });
    }

    private static TInput[] Inputs<TModel, TState, TInput>(int steps, ulong seed)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] noise = Signals.Noise(steps * TModel.InputSize, seed);
        if (typeof(TInput) == typeof(float))
            return (TInput[])(object)noise;
        return (TInput[])(object)Array.ConvertAll(noise, value => (int)(BitConverter.SingleToUInt32Bits(value) % 12));
    }
}
