using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Layers along the positions of a step in training: gradients, and sequences in parts, whose states carry the context.</summary>
internal static class FrameTrainingChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Slopes.Check("positions", (FrameLearner net) => new FrameLearner.Trainer(net), FrameLearner.Tensors, Loss.MeanSquaredError,
            [
                new Context(4), new FrameConv("conv.", 1, 4, 2, 1, 1, Function: "tanh"), new Magnitude(3),
                new FrameConv("conv2.", 3, 3, 2, 1, 2, IsReflected: true, Function: "Silu"), new FrameMean(4), new Recurrent("lstm.", "lstm", 4),
                new Dense("fc."),
            ],
            Slopes.Noise(6), Slopes.Noise(2)),
        Slopes.Check("positions, residuals", (FrameSumLearner net) => new FrameSumLearner.Trainer(net), FrameSumLearner.Tensors, Loss.MeanSquaredError,
            [
                new FrameConv("conv.", 1, 3, 1, 1, 1, Function: "tanh"), new Residual(1, 0), new Context(3), new Residual(1, 3),
                new FrameConv("conv2.", 1, 5, 2, 0, 1, IsReflected: true), new Magnitude(2), new Residual(1, 2), new FrameMean(2),
                new Residual(1, 2), new Dense("fc."),
            ],
            Slopes.Noise(6), Slopes.Noise(2)),
        Slopes.Check("positions as head, softmax", (FrameClassLearner net) => new FrameClassLearner.Trainer(net), FrameClassLearner.Tensors, Loss.CrossEntropy,
            [
                new Recurrent("lstm.", "lstm", 8), new FrameConv("conv.", 1, 2, 2, Function: "sigmoid") { HasBias = false },
                new FrameConv("conv2.", 3, 5, 1, 0, 1),
            ],
            Slopes.Noise(6), Slopes.Labels(4)),
        Slopes.Check("Fourier transforms", (StftLearner net) => new StftLearner.Trainer(net), StftLearner.Tensors, Loss.MeanSquaredError,
            [
                new Context(10), new Stft("stft.", 32, 6, 3, 2), new Magnitude(17), new FrameConv("conv.", 17, 1, Function: "Silu"),
                new Recurrent("lstm.", "lstm", 4), new Dense("fc."),
            ],
            Slopes.Noise(24), Slopes.Noise(2), untrained: "stft.window"),
        Slopes.Check("Fourier transforms behind what is trained", (StftSumLearner net) => new StftSumLearner.Trainer(net), StftSumLearner.Tensors,
            Loss.MeanSquaredError,
            [
                new Dense("fc.", "tanh"), new Stft("stft.", 40, 8, 0, 16, IsReflected: true), new Dense("fc2.", "tanh"), new Residual(2, 0), new Dense("fc3."),
            ],
            Slopes.Noise(40), Slopes.Noise(2), untrained: "stft.window"),
        ConvTrainingChecks.Parts((StftLearner net) => new StftLearner.Trainer(net), 24, 2, kept: 10),
        ConvTrainingChecks.Parts((FrameLearner net) => new FrameLearner.Trainer(net), 6, 2, kept: 4),
        ConvTrainingChecks.Parts((FrameSumLearner net) => new FrameSumLearner.Trainer(net), 6, 2, kept: 0),
        new("Magnitudes in training: the slope at 0 is 0", SlopeAtZero),
    ];

    /// <summary>Of zeros nothing flows back, and what stands beside them is not touched by it.</summary>
    private static void SlopeAtZero()
    {
        FrameLearner net = FrameLearner.Create(1);
        float[] parameters = net.Parameters.ToArray();
        parameters.AsSpan(0, 6 * 4).Clear();
        parameters.AsSpan(6 * 4, 6).Clear();
        FrameLearner.Trainer trainer = new(FrameLearner.FromParameters(parameters)) { HasInputGradients = true };
        float[] xs = Signals.Noise(5 * 6, 1);
        trainer.Accumulate(xs, Signals.Noise(5 * 2, 2), new() { Batch = 1 });
        float[] gradients = new float[parameters.Length];
        trainer.CopyGradients(gradients);
        Verify.That(gradients.AsSpan(0, 6 * 5).IndexOfAnyExcept(0f) < 0, "gradients in front of magnitudes of 0 are 0");
        Verify.That(gradients.AsSpan(6 * 5).IndexOfAnyExcept(0f) >= 0, "gradients behind them are not");
        float[] inputs = new float[xs.Length];
        trainer.CopyInputGradients(inputs);
        Verify.That(inputs.AsSpan().IndexOfAnyExcept(0f) < 0, "gradients of the inputs are 0");
    }
}
