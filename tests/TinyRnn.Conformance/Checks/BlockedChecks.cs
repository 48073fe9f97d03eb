using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Several steps at a time, in models that read sequences in both directions; and where they must not be taken at a time.</summary>
internal static class BlockedChecks
{
    /// <summary>Two fours and every number of steps that can be left over.</summary>
    private const int MostSteps = 11;

    /// <summary>A quarter of what a thread has by default on many systems.</summary>
    private const int SmallStack = 512 * 1024;

    public static IReadOnlyList<Check> All { get; } =
    [
        Whole<BothWays, BothWays.State>(
            [
                new Recurrent("lstm.", "lstm", 13, Bidirectional: true),
                new Recurrent("before.", "gru_before", 10, Bidirectional: true),
                new Recurrent("rnn.", "rnn_tanh", 12),
                new Residual(1, 5),
                new Dense("fc.", "tanh"),
            ]),
        Whole<BothWaysToOne, BothWaysToOne.State>(
            [
                new Recurrent("gru.", "gru", 9, Bidirectional: true),
                new Recurrent("rnn.", "rnn_tanh", 12),
                new Dense("fc."),
            ]),
        new("Broad layers stay within a small stack", Stack),
    ];

    /// <summary>Whole sequences of every length, from states that are not zero, against the equations.</summary>
    public static Check Whole<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: sequences of 1 to {MostSteps} steps from states that are not zero", () =>
        {
            TModel model = TModel.Create(3);
            using SafetensorsReader weights = SavedWeights.Of(model.Save);
            for (int steps = 1; steps <= MostSteps; steps++)
            {
                Expectation expected = new(layers, weights.Floats);
                TState state = default;
                expected.StartFromNoise<TModel, TState>(ref state);
                float[] xs = Signals.Noise(steps * TModel.InputSize, (ulong)steps);
                double[][] ys = expected.Run(GoldenCase.Rows(xs, TModel.InputSize));
                double[] right = TModel.Mode == SequenceMode.ManyToOne ? ys[^1] : [.. ys.SelectMany(y => y)];
                float[] found = new float[right.Length];
                model.Run(ref state, xs, found);
                Verify.Close(right, found, expected.Tolerance(), $"y of {steps} steps");
                for (int index = 0; index < TModel.HiddenCount; index++)
                    Verify.Close(
                        expected.Exact.Hidden[index], TModel.Hidden(ref state, index), expected.HiddenTolerance(index), $"final h {index} of {steps} steps");
            }
        });

    private static void Stack()
    {
        Broad model = Broad.Create(1);
        float[] xs = Signals.Noise(5 * Broad.InputSize, 1);
        float[] together = new float[5];
        float[] apart = new float[5];
        Thread thread = new(
            () =>
            {
                Broad.State state = default;
                model.Run(ref state, xs, together);
                model.StepMany(new Broad.State[5], xs, apart);
            },
            SmallStack);
        thread.Start();
        thread.Join();
        Verify.That(together.AsSpan().SequenceEqual(apart), "five steps of a layer without memory are five streams");
        Verify.That(Array.TrueForAll(together, float.IsFinite) && together.Distinct().Count() == 5, "outputs of different inputs are different numbers");
    }
}
