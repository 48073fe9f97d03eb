using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// A subnormal input is an exact zero in every way that a model can be called: the same bits in outputs and state. Which is what spares Intel's processors
/// hundreds of cycles; how many, the soak measures.
/// </summary>
internal static class QuietInputChecks
{
    /// <summary>Two groups of four, and three that are left over.</summary>
    private const int Steps = 11;

    private const int Streams = 7;

    public static IReadOnlyList<Check> All { get; } =
    [
        Streaming<QuietLstm1, QuietLstm1.State>(),
        Streaming<QuietGru3, QuietGru3.State>(),
        Streaming<QuietBefore4, QuietBefore4.State>(),
        Streaming<QuietRelu5, QuietRelu5.State>(),
        Streaming<QuietLast8, QuietLast8.State>(),
        Streaming<QuietGru16, QuietGru16.State>(),
        Streaming<QuietLast17, QuietLast17.State>(),
        Streaming<QuietRnn40, QuietRnn40.State>(),
        Streaming<QuietDense5, QuietDense5.State>(),
        Streaming<QuietDots17, QuietDots17.State>(),
        Streaming<QuietWindow3, QuietWindow3.State>(),
        Streaming<QuietConv6, QuietConv6.State>(),
        Streaming<QuietDepthwise5, QuietDepthwise5.State>(),
        Streaming<QuietFrames6, QuietFrames6.State>(),
        Streaming<QuietHistory4, QuietHistory4.State>(),
        Streaming<QuietHistory3, QuietHistory3.State>(),
        Streaming<QuietLatent3, QuietLatent3.State>(),
        Streaming<QuietSkip6, QuietSkip6.State>(),
        Streaming<QuietWide1100, QuietWide1100.State>(),
        Streaming<QuietWide4100, QuietWide4100.State>(),
        Sequence<QuietBothWays9, QuietBothWays9.State>(),
        Sequence<QuietSummary5, QuietSummary5.State>(),
        new("Subnormal inputs are zeros where several are looked through at once", Pieces),
        new("Subnormal inputs are zeros in Advance, RunMany and Generate", OtherWays),
        new("A subnormal input is no part of an output that it is added to", Residual),
    ];

    private static TModel Create<TModel, TState>()
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged =>
        WeightChange.Create<TModel, TState, float>(
            3, (name, value) => name.StartsWith("in.weight", StringComparison.Ordinal) && !name.Contains("_hh", StringComparison.Ordinal)
            ? value * QuietSignal.Gain : value);

    private static Check Streaming<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: subnormal inputs are zeros in Step, Run and StepMany", () =>
        {
            TModel model = Create<TModel, TState>();
            int size = TModel.InputSize;
            foreach (bool hasLoudEnd in (bool[])[false, true])
            {
                Same<TModel, TState>(model, "Step", size, hasLoudEnd, Step);
                Same<TModel, TState>(model, "Run", size, hasLoudEnd, Run);
            }

            Same<TModel, TState>(model, "StepMany", size, hasLoudEnd: false, StepMany);

            static float[] Step(TModel model, TState[] states, float[] xs)
            {
                float[] ys = new float[Steps * TModel.OutputSize];
                for (int t = 0; t < Steps; t++)
                    model.Step(ref states[0], xs.AsSpan(t * TModel.InputSize, TModel.InputSize), ys.AsSpan(t * TModel.OutputSize, TModel.OutputSize));
                return ys;
            }

            static float[] StepMany(TModel model, TState[] states, float[] xs)
            {
                float[] ys = new float[Streams * TModel.OutputSize];
                model.StepMany(states, xs.AsSpan(0, Streams * TModel.InputSize), ys);
                float[] next = new float[ys.Length];
                model.StepMany(states, xs.AsSpan((Steps - Streams) * TModel.InputSize), next);
                return [.. ys, .. next];
            }
        });

    private static Check Sequence<TModel, TState>()
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: subnormal inputs are zeros in both directions", () =>
        {
            TModel model = Create<TModel, TState>();
            Same<TModel, TState>(model, "Run", TModel.InputSize, hasLoudEnd: false, Run);
            Same<TModel, TState>(model, "Run, NaN", TModel.InputSize, hasLoudEnd: true, Run);
        });

    private static float[] Run<TModel, TState>(TModel model, TState[] states, float[] xs)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        bool isEach = TModel.Mode == SequenceMode.ManyToMany;
        float[] ys = new float[(isEach ? Steps : 1) * TModel.OutputSize];
        model.Run(ref states[0], xs, ys);
        return ys;
    }

    private static void Same<TModel, TState>(TModel model, string what, int size, bool hasLoudEnd, Func<TModel, TState[], float[], float[]> call)
        where TState : unmanaged
    {
        for (ulong seed = 1; seed <= 3; seed++)
        {
            float[] xs = QuietSignal.Create(Steps * size, size, seed);
            if (hasLoudEnd)
                QuietSignal.EndLoudly(xs, size);
            float[] given = [.. xs];
            TState[] expectedStates = new TState[Streams];
            float[] expected = call(model, expectedStates, QuietSignal.Zeroed(xs));
            TState[] states = new TState[Streams];
            float[] found = call(model, states, xs);
            Verify.SameBits(expected, found, $"{what}, outputs of signal {seed}");
            Verify.Same<byte>(MemoryMarshal.AsBytes(expectedStates.AsSpan()), MemoryMarshal.AsBytes(states.AsSpan()), $"{what}, state of signal {seed}");
            Verify.SameBits(given, xs, $"{what}, inputs of signal {seed}");
            Verify.That(hasLoudEnd || found.AsSpan().ContainsAnyExcept(0f), "nothing was heard");
        }
    }

    /// <summary>
    /// Three groups of inputs that are looked through at once and some that are left over: each place in a group is the only subnormal one in turn.
    /// </summary>
    private static void Pieces()
    {
        const int steps = (3 * 16) + 5;
        QuietLine1 line = Create<QuietLine1, QuietLine1.State>();
        QuietWindow3 window = Create<QuietWindow3, QuietWindow3.State>();
        for (int place = 0; place < steps; place++)
        {
            Alone(1, 1, (xs, ys) =>
            {
                QuietLine1.State state = default;
                line.Run(ref state, xs, ys);
            });
            Alone(1, Streams, (xs, ys) => line.RunMany(new QuietLine1.State[Streams], xs, ys));
            Alone(1, Streams, (xs, ys) => line.StepMany(new QuietLine1.State[steps * Streams], xs, ys));
            Alone(3, 1, (xs, ys) =>
            {
                QuietWindow3.State state = default;
                window.Run(ref state, xs, ys.AsSpan(0, steps * 5));
            });
            Alone(3, Streams, (xs, ys) => window.RunMany(new QuietWindow3.State[Streams], xs, ys.AsSpan(0, steps * Streams * 5)));

            // In every stream: the step is subnormal, and nothing else.
            void Alone(int size, int streams, Action<float[], float[]> call)
            {
                float[] xs = new float[steps * streams * size];
                for (int i = 0; i < xs.Length; i++)
                    xs[i] = i / size % steps == place ? 1e-39f : (1 + (i % 7)) * 1e-37f;
                float[] found = Outputs(xs);
                Verify.SameBits(Outputs(QuietSignal.Zeroed(xs)), found, $"{size} inputs, {streams} streams, step {place}");

                float[] Outputs(float[] values)
                {
                    float[] ys = new float[steps * streams * (size == 1 ? 3 : 5)];
                    call(values, ys);
                    return ys;
                }
            }
        }
    }

    private static void OtherWays()
    {
        QuietLast8 last = Create<QuietLast8, QuietLast8.State>();
        Same<QuietLast8, QuietLast8.State>(last, "Advance", 8, hasLoudEnd: false, (model, states, xs) =>
        {
            for (int t = 0; t < Steps; t++)
                model.Advance(ref states[0], xs.AsSpan(t * 8, 8));
            return [1];
        });
        Same<QuietLast8, QuietLast8.State>(last, "RunMany of the last step", 8 * Streams, hasLoudEnd: false, (model, states, xs) =>
        {
            float[] ys = new float[Streams * 4];
            model.RunMany(states, xs, ys);
            return ys;
        });
        Same<QuietLstm1, QuietLstm1.State>(Create<QuietLstm1, QuietLstm1.State>(), "RunMany", Streams, hasLoudEnd: false, (model, states, xs) =>
        {
            float[] ys = new float[Streams * Steps];
            model.RunMany(states, xs, ys);
            return ys;
        });
        Same<QuietLatent3, QuietLatent3.State>(Create<QuietLatent3, QuietLatent3.State>(), "Generate", 3, hasLoudEnd: false, (model, states, xs) =>
        {
            float[] ys = new float[15];
            model.Generate(ref states[0], xs.AsSpan(0, 3), ys);
            return ys;
        });
        FedBack();
    }

    /// <summary>An output that is subnormal is given as it is, and read as a zero.</summary>
    private static void FedBack()
    {
        const float tiny = 1e-40f;
        QuietLatent3 quiet = Latent(tiny);
        QuietLatent3 silent = Latent(0);
        float[] found = new float[12];
        float[] expected = new float[12];
        QuietLatent3.State quietState = default;
        QuietLatent3.State silentState = default;
        quiet.Generate(ref quietState, [1, 2, 3], found);
        silent.Generate(ref silentState, [1, 2, 3], expected);
        Verify.That(!found.AsSpan().ContainsAnyExcept(tiny), "the output is not what the head computes");
        Verify.SameBits(silentState.Gru1Hidden, quietState.Gru1Hidden, "state");

        static QuietLatent3 Latent(float bias) => WeightChange.Create<QuietLatent3, QuietLatent3.State, float>(3, (name, value) =>
            name.StartsWith("in.weight_ih", StringComparison.Ordinal) ? value * QuietSignal.Gain
            : name.StartsWith("in.", StringComparison.Ordinal) ? value
            : name.EndsWith("bias", StringComparison.Ordinal) ? bias : 0);
    }

    private static void Residual()
    {
        QuietSkip6 model = WeightChange.Create<QuietSkip6, QuietSkip6.State, float>(3, (_, _) => 0);
        float[] xs = QuietSignal.Create(Steps * 6, 6, 9);
        float[] ys = new float[xs.Length];
        QuietSkip6.State state = default;
        model.Run(ref state, xs, ys);
        for (int i = 0; i < xs.Length; i++)
            Verify.Equal(float.IsSubnormal(xs[i]) ? 0 : xs[i], ys[i], $"output {i}");
        model.Run(ref state, xs, xs);
        Verify.SameBits(ys, xs, "outputs in the inputs' memory");
    }
}
