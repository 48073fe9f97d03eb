using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Means and maxima of all steps so far, and directions that become one: forward and in training.</summary>
internal static class OverTimeChecks
{
    private const string What = "Over time";

    public static IReadOnlyList<Check> All { get; } =
    [
        .. ConvChecks.Streaming<SoFar, SoFar.State>(
            [
                new OverTime("mean"), new OverTime("max") { From = 0 }, new Join("concat", 1, 2, 0), new Recurrent("gru.", "gru", 12), new Dense("fc."),
                new OverTime("mean"), new Dense("fc2."),
            ],
            What),
        .. ConvChecks.Streaming<ReproducibleSoFar, ReproducibleSoFar.State>(
            [
                new Recurrent("rnn.", "rnn_tanh", 9), new OverTime("mean"), new Residual(1, 0), new OverTime("max"), new Recurrent("lstm.", "lstm", 6),
            ],
            What),
        .. ConvChecks.Streaming<MeanAlone, MeanAlone.State>([new OverTime("mean")], What),
        BlockedChecks.Whole<MergedWays, MergedWays.State>(
            [
                new Recurrent("lstm.", "lstm", 9, Bidirectional: true), new MergedHalves("sum"), new Recurrent("gru.", "gru", 6, Bidirectional: true),
                new MergedHalves("product"), new Recurrent("rnn.", "rnn_tanh", 33, Bidirectional: true), new MergedHalves("mean"), new OverTime("mean"),
                new Dense("fc."),
            ]),
        BlockedChecks.Whole<MaxToOne, MaxToOne.State>([new Recurrent("gru.", "gru", 6, Bidirectional: true), new OverTime("max"), new Dense("fc.")]),
        new($"{What}: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleSoFar, ReproducibleSoFar.State>(ReproducibleSoFar.Create(1), "f2fc64bf3e326280")),
        new($"{What}: a state whose number of steps is none begins anew", NoNumber),
        new($"{What}: a NaN is the largest, and the gradient goes to it", NotANumber),
        new($"{What}: a mean of more steps than can be counted goes on", Forever),
        new($"{What}: no call allocates", Allocates),
        Slopes.Check("means and maxima so far", (SoFarLearner net) => new SoFarLearner.Trainer(net), SoFarLearner.Tensors, Loss.MeanSquaredError,
            [
                new Recurrent("gru.", "gru", 4), new OverTime("mean"), new Join("concat", 1, 2), new OverTime("max"), new Dense("fc."),
            ],
            Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "maxima over both directions, last output", (MaxClassLearner net) => new MaxClassLearner.Trainer(net), MaxClassLearner.Tensors, Loss.CrossEntropy,
            [new Recurrent("lstm.", "lstm", 4, Bidirectional: true), new OverTime("max"), new Dense("fc.")], Slopes.Noise(3), Slopes.Labels(4)),
        Slopes.Check("merged directions", (MergeLearner net) => new MergeLearner.Trainer(net), MergeLearner.Tensors, Loss.MeanSquaredError,
            [
                new Recurrent("lstm.", "lstm", 4, Bidirectional: true), new MergedHalves("mean"), new Recurrent("gru.", "gru", 4, Bidirectional: true),
                new MergedHalves("product"), new Join("concat", 3, 4), new Dense("fc."),
            ],
            Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "merged final states", (MergeToOneLearner net) => new MergeToOneLearner.Trainer(net), MergeToOneLearner.Tensors, Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm", 4, Bidirectional: true), new FinalStates(), new MergedHalves("sum"), new Dense("fc.")],
            Slopes.Noise(3), Slopes.Noise(2)),
        ConvTrainingChecks.Parts((SoFarLearner net) => new SoFarLearner.Trainer(net), 3, 2, kept: 0),
    ];

    private static void NoNumber()
    {
        MeanAlone model = MeanAlone.Create(1);
        float[] y = new float[3];
        foreach (float number in new[] { -1, 0.5f, float.NaN, float.NegativeInfinity })
        {
            MeanAlone.State state = default;
            model.Step(ref state, [1, 2, 3], y);
            Floats(ref state)[4] = number;
            model.Step(ref state, [7, 8, 9], y);
            Verify.SameBits([7, 8, 9], y, $"after {number} steps");
        }
    }

    private static void NotANumber()
    {
        MaxAlone model = MaxAlone.Create(1);
        MaxAlone.Trainer trainer = new(model) { HasInputGradients = true };
        float[] xs = [1, 5, float.NaN, 7, 3, 2];
        float[] ys = new float[xs.Length];
        MaxAlone.State state = default;
        model.Run(ref state, xs, ys);
        Verify.SameBits([1, 5, float.NaN, 7, float.NaN, 7], ys, "y");
        trainer.Forward(xs, ys);
        Verify.SameBits([1, 5, float.NaN, 7, float.NaN, 7], ys, "y in training");
        trainer.Backward([0, 0, 0, 0, 1, 1]);
        float[] gradients = new float[xs.Length];
        trainer.CopyInputGradients(gradients);
        Verify.SameBits([0, 0, 1, 1, 0, 0], gradients, "gradients of inputs");
    }

    private static void Forever()
    {
        MeanAlone model = MeanAlone.Create(1);
        float[] y = new float[3];
        MeanAlone.State state = default;
        model.Step(ref state, [1, 2, 3], y);
        Floats(ref state)[4] = 1 << 24;
        model.Step(ref state, [1 << 24, 2, 3], y);
        Verify.SameBits([2, 2, 3], y, "a mean of 2^24 steps");
        MeanAlone.State before = state;
        model.Step(ref state, y, y);
        Verify.That(before == state, "the state after one more");
    }

    /// <summary>Three means, room for a fourth, and the number of steps.</summary>
    private static Span<float> Floats(ref MeanAlone.State state) => MemoryMarshal.Cast<MeanAlone.State, float>(MemoryMarshal.CreateSpan(ref state, 1));

    private static void Allocates()
    {
        SoFar model = SoFar.Create(1);
        MergedWays both = MergedWays.Create(1);
        float[] xs = Signals.Noise(9 * SoFar.InputSize, 1);
        float[] ys = new float[9 * SoFar.OutputSize];
        float[] scratch = new float[MergedWays.ScratchLength(9)];
        SoFar.State[] states = new SoFar.State[5];
        Allocation.IsNone(() =>
        {
            model.Run(ref states[0], xs, ys);
            model.StepMany(states, xs.AsSpan(0, 5 * SoFar.InputSize), ys.AsSpan(0, 5 * SoFar.OutputSize));
            MergedWays.State state = default;
            both.Run(ref state, xs.AsSpan(0, 9 * MergedWays.InputSize), ys.AsSpan(0, 9 * MergedWays.OutputSize), scratch);
        });
    }
}
