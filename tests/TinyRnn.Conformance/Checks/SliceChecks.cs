using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>
/// Parts of a value, and categories among the numbers of an input: against the scalar reference, in every way that a model computes, and in training.
/// </summary>
internal static class SliceChecks
{
    private static readonly Layer[] s_sliced =
    [
        new Part(2, 5), new Recurrent("lstm.", "lstm", 8), new Part(1, 3), new Dense("far.", "tanh") { From = 1 }, new Part(4, 5) { From = 0 },
        new Part(0, 4) { From = 0 }, new Join("multiply", 6, 4), new Join("concat", 3, 7, 5), new Recurrent("gru.", "gru", 6), new Part(2, 3),
    ];

    private static readonly Layer[] s_categories =
    [
        new Embedding("shop.", 8) { Column = 3 }, new Part(0, 3) { From = 0 }, new Join("concat", 2, 1), new Recurrent("lstm.", "lstm", 8),
        new Embedding("day.", 2) { Column = 4, From = 0 }, new Join("concat", 4, 5), new Dense("fc."),
    ];

    private static readonly Layer[] s_alone = [new Embedding("embedding.", 4), new Recurrent("gru.", "gru", 12), new Dense("fc.")];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. AsWrittenChecks.Streaming<Sliced, Sliced.State>("Slices", s_sliced),
        .. AsWrittenChecks.Streaming<SlicedSteps, SlicedSteps.State>(
            "Slices",
            [
                new Part(1, 8), new Window(3), new Part(8, 16), new Dense("fc.", "tanh"), new Part(3, 17), new Recurrent("rnn.", "rnn_tanh", 12),
                new Part(4, 8), new Dense("fc2."),
            ]),
        new("Categories: a model computes its equations", () =>
            AsWrittenChecks.Equations<Categories, Categories.State>(Categories.Create(3), s_categories, Inputs(17))),
        new("Categories: a model is the same in steps, sequences and streams", () =>
            AsWrittenChecks.Alike<Categories, Categories.State>(Categories.Create(4), Inputs(AsWrittenChecks.Steps))),
        Slopes.Check("slices", (Sliced net) => new Sliced.Trainer(net), Sliced.Tensors, Loss.MeanSquaredError, s_sliced, Slopes.Noise(9), Slopes.Noise(3)),
        Slopes.Check(
            "slices of both directions, final states", (SlicedToOne net) => new SlicedToOne.Trainer(net), SlicedToOne.Tensors, Loss.MeanSquaredError,
            [new Part(1, 4), new Recurrent("lstm.", "lstm", 5, Bidirectional: true), new FinalStates(), new Part(2, 6), new Dense("fc.")],
            Slopes.Noise(6), Slopes.Noise(3)),
        Slopes.Check(
            "categories beside numbers", (Categories net) => new Categories.Trainer(net), Categories.Tensors, Loss.MeanSquaredError, s_categories,
            Inputs(Slopes.Batch * Slopes.Steps), Slopes.Noise(2)),
        Slopes.Check(
            "a category alone", (CategoryAlone net) => new CategoryAlone.Trainer(net), CategoryAlone.Tensors, Loss.MeanSquaredError, s_alone,
            [.. Slopes.Labels(6).Select(label => (float)label)], Slopes.Noise(1)),
        new("Categories: what is none is refused before anything changes", Refused),
        new("Categories: what is none is refused in training", RefusedInTraining),
        new("Categories: no call allocates", Allocates),
        new("Slices: a reproducible model has its bits",
            () => BitChecks.Reproduced<SlicedSteps, SlicedSteps.State>(SlicedSteps.Create(1), "a3f7a5ed5c253ea8", "b8e5a8e18e27d3ec")),
    ];

    /// <summary>Three numbers, one of six shops, one of three days.</summary>
    private static float[] Inputs(int steps)
    {
        float[] xs = Signals.Noise(steps * 5, 21);
        for (int t = 0; t < steps; t++)
        {
            xs[(t * 5) + 3] = t * 7 % 6;
            xs[(t * 5) + 4] = t * 5 % 3;
        }

        return xs;
    }

    private static void Refused()
    {
        Categories model = Categories.Create(1);
        float[] y = new float[2];
        Categories.State state = default;
        model.Step(ref state, [1, 2, 3, 4, 1], y);
        Categories.State before = state;
        foreach ((float shop, float day, string message) in Wrong())
        {
            float[] x = [1, 2, 3, shop, day];
            float[] xs = [1, 2, 3, 0, 0, .. x];
            float[] ys = new float[4];
            Categories.State[] states = [before, before];
            Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, x, y), message);
            Verify.Throws<ArgumentOutOfRangeException>(() => model.Advance(ref state, x), message);
            Verify.Throws<ArgumentOutOfRangeException>(() => model.Run(ref state, xs, ys), " in step 1");
            Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany(states, xs, ys), message);
            Verify.Throws<ArgumentOutOfRangeException>(() => model.RunMany(states, xs, ys), message);
            Verify.That(before == state && before == states[0] && before == states[1], "a state changed");
            Verify.That(ys.All(value => value == 0), "outputs were written");
        }
    }

    private static void RefusedInTraining()
    {
        Categories.Trainer trainer = new(Categories.Create(1));
        foreach ((float shop, float day, string _) in Wrong())
        {
            float[] xs = [1, 2, 3, 0, 0, 1, 2, 3, shop, day];
            Verify.Throws<ArgumentOutOfRangeException>(() => trainer.TrainBatch(xs, new float[4]), "sequence 0, step 1");
            int column = shop == 0 ? 4 : 3;
            Verify.Throws<ArgumentOutOfRangeException>(() => trainer.TrainBatch(xs, new float[4]), $"Value {column} of");
            float loss = trainer.TrainBatch(xs, new float[4], new() { Lengths = [1] });
            Verify.That(float.IsFinite(loss), "what stands behind the end of a sequence may be anything");
        }
    }

    private static IEnumerable<(float Shop, float Day, string Message)> Wrong() =>
    [
        (6, 0, "is 6"), (-1, 0, "a whole number from 0 to 5"), (2.5f, 0, "is 2.5"), (float.NaN, 0, "is NaN"),
        (float.PositiveInfinity, 0, "Value 3 of the input"), (1e20f, 0, "from 0 to 5"), (0, 3, "Value 4 of the input is 3"), (0, -0.5f, "from 0 to 2"),
    ];

    private static void Allocates()
    {
        Categories model = Categories.Create(1);
        float[] xs = Inputs(9);
        float[] ys = new float[9 * Categories.OutputSize];
        Categories.State[] states = new Categories.State[9];
        Allocation.IsNone(() =>
        {
            model.Run(ref states[0], xs, ys);
            model.StepMany(states, xs, ys);
        });
    }
}
