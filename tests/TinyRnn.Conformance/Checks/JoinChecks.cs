using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Values that are read by name and joined: against the scalar reference, in every way that a model computes, and in training.</summary>
internal static class JoinChecks
{
    private const int Steps = 11;

    private static readonly Layer[] s_heads =
    [
        new Dense("dense.", "tanh"), new Recurrent("voice_gru.", "gru_before", 7), new Join("concat", 1, 2, 0), new Recurrent("noise_gru.", "gru_before", 9),
        new Join("concat", 2, 4, 0), new Recurrent("gain_gru.", "gru_before", 12), new Dense("gains.", "sigmoid"),
        new Dense("voice.", "sigmoid") { From = 2 }, new Join("concat", 7, 8),
    ];

    private static readonly Layer[] s_mask =
    [
        new Dense("coded."), new Recurrent("lstm.", "lstm", 9) { From = 0 }, new Dense("mask.", "sigmoid"), new Join("multiply", 1, 3),
        new Dense("decoded.", "tanh"), new Recurrent("rnn.", "rnn_tanh", 6), new Join("add", 5, 6, 0),
    ];

    private static readonly Layer[] s_stack =
    [
        new Recurrent("lstm.", "lstm", 8), new Recurrent("lstm.", "lstm", 8, 1), new Window(3), new Dense("fc.", "relu"), new Join("concat", 2, 4, 3),
        new Conv("conv.", 2, Function: "tanh"), new Dense("fc2.", "Silu") { From = 5 }, new Join("add", 2, 7), new Recurrent("gru.", "gru", 5),
        new Join("concat", 9, 6), new Dense("fc3.", "softmax"),
    ];

    private static readonly Layer[] s_toOne =
    [
        new Dense("first.", "tanh"), new Recurrent("lstm.", "lstm", 8), new Dense("early.", "tanh"), new Recurrent("gru.", "gru", 8) { From = 2 },
        new Join("add", 1, 4), new Dense("late."), new Join("concat", 6, 3),
    ];

    private static readonly Layer[] s_bridged = [new Dense("fc.", "tanh"), new Recurrent("lstm.", "lstm", 8), new Dense("fc2.", "tanh"), new Residual(2, 0)];

    private static readonly Layer[] s_bothWays =
    [
        new Recurrent("lstm.", "lstm", 6, Bidirectional: true), new Join("concat", 1, 0), new Recurrent("gru.", "gru", 7, Bidirectional: true),
        new Dense("far.", "tanh") { From = 0 }, new Join("concat", 4, 3), new Dense("fc."),
    ];

    private static readonly Layer[] s_reproducible =
    [
        new Dense("dense.", "tanh"), new Recurrent("gru.", "gru", 7), new Join("concat", 1, 2, 0), new Recurrent("lstm.", "lstm", 9),
        new Dense("mask.", "sigmoid"), new Join("multiply", 4, 5), new Dense("fc.", "softmax"),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Streaming<JoinedHeads, JoinedHeads.State>(s_heads),
        .. Streaming<JoinedMask, JoinedMask.State>(s_mask),
        .. Streaming<JoinedStack, JoinedStack.State>(s_stack),
        .. Streaming<JoinedReproducible, JoinedReproducible.State>(s_reproducible),
        .. Streaming<JoinedInPlace, JoinedInPlace.State>([new Applied("tanh"), new Join("add", 1, 0)]),
        .. Streaming<JoinedTwice, JoinedTwice.State>([new Applied("tanh"), new Join("add", 1, 1, 0)]),
        BlockedChecks.Whole<JoinedToOne, JoinedToOne.State>(s_toOne),
        BlockedChecks.Whole<BridgedToOne, BridgedToOne.State>(s_bridged),
        BlockedChecks.Whole<JoinedBothWays, JoinedBothWays.State>(s_bothWays),
        Slopes.Check("heads beside one another", (JoinedHeads net) => new JoinedHeads.Trainer(net), JoinedHeads.Tensors, Loss.MeanSquaredError, s_heads,
            Slopes.Noise(10), Slopes.Noise(6)),
        Slopes.Check("a mask, a sum of three", (JoinedMask net) => new JoinedMask.Trainer(net), JoinedMask.Tensors, Loss.MeanSquaredError, s_mask,
            Slopes.Noise(6), Slopes.Noise(6)),
        Slopes.Check("values that are read again", (JoinedStack net) => new JoinedStack.Trainer(net), JoinedStack.Tensors, Loss.CrossEntropy,
            [.. s_stack[..^1], new Dense("fc3.")],
            Slopes.Noise(4), Slopes.Labels(3)),
        Slopes.Check("many to one, heads beside the last state", (JoinedToOne net) => new JoinedToOne.Trainer(net), JoinedToOne.Tensors,
            Loss.MeanSquaredError, s_toOne, Slopes.Noise(5), Slopes.Noise(5)),
        Slopes.Check("many to one, from the body to the head", (BridgedToOne net) => new BridgedToOne.Trainer(net), BridgedToOne.Tensors,
            Loss.MeanSquaredError, s_bridged, Slopes.Noise(5), Slopes.Noise(8)),
        Slopes.Check("both directions beside what they read", (JoinedBothWays net) => new JoinedBothWays.Trainer(net), JoinedBothWays.Tensors,
            Loss.MeanSquaredError, s_bothWays, Slopes.Noise(5), Slopes.Noise(3)),
        new("Joins: outputs may lie where the inputs lie if no value is read after that", InPlace),
        new("Joins: a reproducible model has its bits",
            () => BitChecks.Reproduced<JoinedReproducible, JoinedReproducible.State>(JoinedReproducible.Create(1), "e39fce8c63a32548", "b08dc4bdff40b057")),
        new("Joins: a head beside the way to the last state is not computed without need", Advances),
    ];

    private static IEnumerable<Check> Streaming<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged =>
    [
        new($"Joins: {typeof(TModel).Name} computes its equations", () =>
            AsWrittenChecks.Equations<TModel, TState>(TModel.Create(3), layers, Signals.Noise(Steps * TModel.InputSize, 8))),
        new($"Joins: {typeof(TModel).Name} is the same in steps, sequences and streams", () => AsWrittenChecks.Alike<TModel, TState>(TModel.Create(4))),
    ];

    private static void InPlace()
    {
        BitChecks.InPlace<JoinedInPlace, JoinedInPlace.State>(JoinedInPlace.Create(1));

        JoinedTwice twice = JoinedTwice.Create(1);
        JoinedTwice.State state = default;
        float[] xs = Signals.Noise(6 * JoinedTwice.InputSize, 1);
        Verify.Throws<ArgumentException>(() => twice.Run(ref state, xs, xs), "memory");
    }

    private static void Advances()
    {
        JoinedToOne model = JoinedToOne.Create(3);
        float[] xs = Signals.Noise(9 * 5, 5);
        JoinedToOne.State whole = default;
        JoinedToOne.State stepped = default;
        float[] found = new float[JoinedToOne.OutputSize];
        float[] expected = new float[JoinedToOne.OutputSize];
        model.Run(ref whole, xs, found);
        for (int t = 0; t < 8; t++)
            model.Advance(ref stepped, xs.AsSpan(t * 5, 5));
        model.Step(ref stepped, xs.AsSpan(8 * 5, 5), expected);
        Verify.SameBits(expected, found, "y");
        Verify.That(whole == stepped, "the state");
    }
}
