using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>LSTM layers with a projection: against the scalar reference, in every way that a model computes, and in training.</summary>
internal static class ProjectionChecks
{
    private static readonly Layer[] s_bothWays =
    [
        new Recurrent("lstm.", "lstm", 13, Bidirectional: true) { Projection = 6 },
        new Recurrent("lstm.", "lstm", 9, 1, Bidirectional: true) { Projection = 3, CellClip = 0.2f }, new Dense("fc."),
    ];

    private static readonly Layer[] s_reproducible =
    [
        new Recurrent("lstm.", "lstm_peephole", 29) { Projection = 11 }, new Recurrent("lstm.", "lstm", 12, 1) { Projection = 2 }, new Dense("fc."),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. AsWrittenChecks.Streaming<ProjectedStack, ProjectedStack.State>(
            "Projection",
            [
                new Recurrent("lstm.", "lstm", 21) { Projection = 5 }, new Recurrent("lstm.", "lstm", 40, 1) { Projection = 33 },
                new Recurrent("gru.", "gru", 7), new Dense("fc."),
            ]),
        .. AsWrittenChecks.Streaming<ProjectedLarge, ProjectedLarge.State>(
            "Projection", [new Recurrent("lstm.", "lstm", 70) { Projection = 18 }, new Dense("fc.")]),
        .. AsWrittenChecks.Streaming<ProjectedLittle, ProjectedLittle.State>(
            "Projection",
            [new Recurrent("lstm.", "lstm", 4) { Projection = 1 }, new Recurrent("lstm.", "lstm_peephole", 30, 1) { Projection = 2 }]),
        .. AsWrittenChecks.Streaming<ProjectedReproducible, ProjectedReproducible.State>("Projection", s_reproducible),
        BlockedChecks.Whole<ProjectedBothWays, ProjectedBothWays.State>(s_bothWays),
        new("Projection: tokens are what one-hot vectors are", () => AsWrittenChecks.Tokens<ProjectedText, ProjectedText.State>(
            ProjectedText.Create(2), [new OneHot(12), new Recurrent("lstm.", "lstm", 10) { Projection = 3 }, new Dense("fc.")])),
        new("Projection: long sequences in both directions take no more of the stack than short ones", Long),
        new("Projection: sizes of tensors and of the state", Sizes),
        new("Projection: a reproducible model has its bits",
            () => BitChecks.Reproduced<ProjectedReproducible, ProjectedReproducible.State>(
                ProjectedReproducible.Create(1), "2bbdb2d2a7074bb0", "0497f549f7fdfb4e")),
        Slopes.Check("projected LSTMs", (ProjectedLearner net) => new ProjectedLearner.Trainer(net), ProjectedLearner.Tensors, Loss.MeanSquaredError,
            Learner(hasInitialState: false), Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "projected LSTMs, from states that are learnt", (ProjectedLearner net) => new ProjectedLearner.Trainer(net), ProjectedLearner.Tensors,
            Loss.MeanSquaredError, Learner(hasInitialState: true), Slopes.Noise(3), Slopes.Noise(2), isFresh: true),
        Slopes.Check(
            "projected LSTMs in both directions", (ProjectedBothWays net) => new ProjectedBothWays.Trainer(net), ProjectedBothWays.Tensors,
            Loss.MeanSquaredError, s_bothWays, Slopes.Noise(9), Slopes.Noise(3)),
    ];

    private static Layer[] Learner(bool hasInitialState) =>
    [
        new Recurrent("lstm.", "lstm", 6, HasInitialState: hasInitialState) { Projection = 3 },
        new Recurrent("lstm.", "lstm_peephole", 5, 1) { Projection = 2 }, new Dense("fc."),
    ];

    /// <summary>What lies between cell and projection, of 20,000 steps, would be 3 MB.</summary>
    private static void Long()
    {
        ProjectedLong model = ProjectedLong.Create(1);
        float[] xs = Signals.Noise(20_000 * ProjectedLong.InputSize, 1);
        float[] ys = new float[20_000 * ProjectedLong.OutputSize];
        Thread thread = new(
            () =>
            {
                ProjectedLong.State state = default;
                model.Run(ref state, xs, ys);
            },
            256 * 1024);
        thread.Start();
        thread.Join();
        Verify.That(ys[^1] != 0, "the last step was computed");
    }

    private static void Sizes()
    {
        ProjectedLarge.State state = default;
        Verify.That(state.Lstm1Hidden.Length == 18 && state.Lstm1Cell.Length == 70, "h has what is projected, c has the units");
        string tensors = string.Join("; ", ProjectedLarge.Tensors.ToArray().Select(tensor => $"{tensor.Name} [{string.Join(", ", tensor.Shape)}]"));
        Verify.Equal(
            "lstm.weight_ih_l0 [280, 11]; lstm.weight_hh_l0 [280, 18]; lstm.bias_ih_l0 [280]; lstm.bias_hh_l0 [280]; lstm.weight_hr_l0 [18, 70]; "
            + "fc.weight [1, 18]; fc.bias [1]",
            tensors, "tensors, in PyTorch's order");
    }
}
