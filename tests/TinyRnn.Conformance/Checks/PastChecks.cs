using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>
/// The next input takes the place of an older one in a window: where four steps are computed layer by layer, later layers must still read what each step saw. A
/// whole sequence has the bits of its steps.
/// </summary>
internal static class PastChecks
{
    /// <summary>Three fours and every number of steps that can be left over.</summary>
    private const int MostSteps = 15;

    public static IReadOnlyList<Check> All { get; } =
    [
        InStep<WindowThenLstm, WindowThenLstm.State>(),
        InStep<WindowUnderResidual, WindowUnderResidual.State>(),
        InStep<WindowBetween, WindowBetween.State>(),
        InStep<HistoryThenLstm, HistoryThenLstm.State>(),
        ToOne<WindowBeforeHead, WindowBeforeHead.State>((model, states, x) => model.Advance(ref states[0], x)),
        ToOne<WindowToOne, WindowToOne.State>((model, states, x) => model.Advance(ref states[0], x)),
        new("WindowToMany: a sequence has the bits of its steps", ToMany),
        new("WindowOnce: a sequence of one step has the bits of a step", Once),
        BlockedChecks.Whole<WindowsBothWays, WindowsBothWays.State>(
            [
                new Window(2),
                new Dense("fc.", "relu"),
                new Recurrent("lstm.", "lstm", 9, Bidirectional: true),
                new Window(3),
                new Recurrent("gru.", "gru", 10),
            ]),
    ];

    private static Check InStep<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState> => new($"{typeof(TModel).Name}: a sequence has the bits of its steps", () =>
        {
            TModel model = TModel.Create(5);
            TState whole = Begun<TModel, TState>(model);
            TState state = whole;
            for (int steps = 1; steps <= MostSteps; steps++)
            {
                float[] xs = Signals.Noise(steps * TModel.InputSize, (ulong)steps);
                float[] found = new float[steps * TModel.OutputSize];
                TState before = whole;
                model.Run(ref whole, xs, found);
                state = before;
                float[] expected = new float[found.Length];
                for (int t = 0; t < steps; t++)
                    model.Step(ref state, Row(xs, t, TModel.InputSize), Row(expected, t, TModel.OutputSize));
                Verify.SameBits(expected, found, $"y of {steps} steps");
                Verify.That(state.Equals(whole), $"the state after {steps} steps");

                // A history ends: each length goes on from the same state.
                whole = before;
            }
        });

    private static Check ToOne<TModel, TState>(Advance<TModel, TState> advance)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState
            : unmanaged,
            IStreamState<TState> => new($"{typeof(TModel).Name}: a sequence has the bits of its steps, of which the last one gives the output", () =>
        {
            TModel model = TModel.Create(6);
            for (int steps = 1; steps <= MostSteps; steps++)
            {
                TState whole = Begun<TModel, TState>(model);
                TState[] state = [whole];
                float[] xs = Signals.Noise(steps * TModel.InputSize, (ulong)steps);
                float[] found = new float[TModel.OutputSize];
                model.Run(ref whole, xs, found);
                for (int t = 0; t < steps - 1; t++)
                    advance(model, state, Row(xs, t, TModel.InputSize));
                float[] expected = new float[found.Length];
                model.Step(ref state[0], Row(xs, steps - 1, TModel.InputSize), expected);
                Verify.SameBits(expected, found, $"y of {steps} steps");
                Verify.That(state[0].Equals(whole), $"the state after {steps} steps");
            }
        });

    private static void ToMany()
    {
        WindowToMany model = WindowToMany.Create(7);
        WindowToMany.State whole = Begun<WindowToMany, WindowToMany.State>(model);
        WindowToMany.State state = whole;
        float[] x = Signals.Noise(WindowToMany.InputSize, 1);
        float[] found = new float[MostSteps * WindowToMany.OutputSize];
        float[] expected = new float[found.Length];
        model.Run(ref whole, x, found);
        for (int t = 0; t < MostSteps; t++)
            model.Step(ref state, t == 0 ? x : new float[x.Length], Row(expected, t, WindowToMany.OutputSize));
        Verify.SameBits(expected, found, "y");
        Verify.That(state == whole, "the state after the last step");
    }

    private static void Once()
    {
        WindowOnce model = WindowOnce.Create(8);
        WindowOnce.State whole = Begun<WindowOnce, WindowOnce.State>(model);
        WindowOnce.State state = whole;
        float[] x = Signals.Noise(WindowOnce.InputSize, 1);
        float[] found = new float[WindowOnce.OutputSize];
        float[] expected = new float[found.Length];
        model.Run(ref whole, x, found);
        model.Step(ref state, x, expected);
        Verify.SameBits(expected, found, "y");
        Verify.That(state == whole, "the state after the step");
    }

    /// <summary>A state of some steps, of which the last one leaves windows in the middle of their rings.</summary>
    private static TState Begun<TModel, TState>(TModel model)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState state = default;
        float[] xs = Signals.Noise(4 * TModel.InputSize, 40);
        for (int t = 0; t < 4; t++)
            model.Step(ref state, Row(xs, t, TModel.InputSize), new float[TModel.OutputSize]);
        return state;
    }

    private static Span<float> Row(float[] rows, int t, int size) => rows.AsSpan(t * size, size);

    private delegate void Advance<TModel, TState>(TModel model, TState[] state, ReadOnlySpan<float> x);
}
