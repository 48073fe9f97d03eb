using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Convolutions in training: gradients, and sequences in parts, whose states carry the past.</summary>
internal static class ConvTrainingChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Slopes.Check("convolutions", (ConvLearner net) => new ConvLearner.Trainer(net), ConvLearner.Tensors, Loss.MeanSquaredError,
            [new Conv("conv.", 3, 2, Function: "tanh"), new Conv("conv2.", 2)], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "grouped convolutions, residual", (ConvGroupLearner net) => new ConvGroupLearner.Trainer(net), ConvGroupLearner.Tensors, Loss.MeanSquaredError,
            [new Conv("conv.", 3, 2, 2, "tanh"), new Conv("conv2.", 2, 1, 2), new Residual(1, 0), new Conv("conv3.", 1, 1, 2, "sigmoid")],
            Slopes.Noise(4), Slopes.Noise(2)),
        Slopes.Check(
            "depthwise convolutions, LSTM, residuals", (ConvDepthwiseLearner net) => new ConvDepthwiseLearner.Trainer(net), ConvDepthwiseLearner.Tensors,
            Loss.MeanSquaredError,
            [
                new Conv("conv.", 3, 2, 3, "tanh"), new Recurrent("lstm.", "lstm", 4), new Conv("conv2.", 2, 1, 4), new Residual(1, 0),
                new Conv("conv3.", 5, Function: "relu"), new Residual(1, 0), new Dense("fc."),
            ],
            Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "a convolution as head, softmax", (ConvClassLearner net) => new ConvClassLearner.Trainer(net), ConvClassLearner.Tensors, Loss.CrossEntropy,
            [new Conv("conv.", 2, Function: "tanh"), new Conv("conv2.", 1)], Slopes.Noise(3), Slopes.Labels(4)),
        Parts((ConvLearner net) => new ConvLearner.Trainer(net), 3, 2),
        Parts((ConvGroupLearner net) => new ConvGroupLearner.Trainer(net), 4, 2),
        Parts((ConvDepthwiseLearner net) => new ConvDepthwiseLearner.Trainer(net), 3, 2),
    ];

    /// <summary>Two parts of a batch, by states: the losses of both are those of the whole, and the states are those of the model that serves.</summary>
    /// <param name="create">Makes the trainer.</param>
    /// <param name="inputs">Input size.</param>
    /// <param name="outputs">Output size.</param>
    /// <param name="kept">The first numbers of the state, which are numbers of the input; negative: as many as an input has.</param>
    public static Check Parts<TModel, TState>(
        Func<TModel, TinyRnn.Training.SequenceTrainer<float, float, TState>> create, int inputs, int outputs, int kept = -1)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState> => new($"{typeof(TModel).Name}: sequences in parts, from state to state", () =>
        {
            const int batch = 2;
            const int first = 3;
            const int steps = 7;
            int exact = kept < 0 ? inputs : kept;
            TModel model = TModel.Create(2);
            TinyRnn.Training.SequenceTrainer<float, float, TState> trainer = create(model);
            float[] xs = Signals.Noise(batch * steps * inputs, 3);
            float[] targets = new float[batch * steps * outputs];
            float whole = trainer.Evaluate(xs, targets, new() { Batch = batch });
            TState[] states = new TState[batch];
            float begin = trainer.Evaluate(Part(xs, 0, first, inputs), new float[batch * first * outputs], new() { Batch = batch, States = states });
            TState[] served = new TState[batch];
            for (int b = 0; b < batch; b++)
                model.Run(ref served[b], xs.AsSpan(b * steps * inputs, first * inputs), new float[first * outputs]);
            byte[] expected = new byte[TState.ByteCount];
            byte[] found = new byte[TState.ByteCount];
            for (int b = 0; b < batch; b++)
            {
                served[b].WriteTo(expected);
                states[b].WriteTo(found);

                // Inputs of the first layer are the same numbers; those of later ones were summed in another order.
                Verify.Same<byte>(expected.AsSpan(0, 12 + (4 * exact)), found.AsSpan(0, 12 + (4 * exact)), $"the newest input of sequence {b}");
            }

            float end = trainer.Evaluate(
                Part(xs, first, steps, inputs), new float[batch * (steps - first) * outputs], new() { Batch = batch, States = states });
            double right = ((begin * first) + (end * (double)(steps - first))) / steps;
            Verify.Close([right], [whole], Slopes.Roundings * right / (1 << 24), "loss of both parts");
            Verify.That(Math.Abs(begin - end) > 1e-3 * whole, "the check needs parts that differ");

            float[] Part(float[] all, int from, int to, int size) =>
                [.. Enumerable.Range(0, batch).SelectMany(b => all[(((b * steps) + from) * size)..(((b * steps) + to) * size)])];
        });
}
