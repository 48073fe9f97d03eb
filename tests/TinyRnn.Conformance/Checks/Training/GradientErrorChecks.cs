using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>
/// How far gradients are from float64's at sizes and lengths where sums are long: of every cell, with respect to inputs, initial states and weights. The bound
/// is what it is for outputs: eight times the distance of a scalar float32 evaluation. Where U^T da was summed up on top of what h_{t-1} gets directly, a GRU's
/// gradient of h_0 was beyond it.
/// </summary>
internal static class GradientErrorChecks
{
    /// <summary>A largest error is a random quantity.</summary>
    private const int Seeds = 3;

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Of<GradedLstm5, GradedLstm5.State>("lstm", 5, model => new GradedLstm5.Trainer(model)),
        .. Of<GradedLstm32, GradedLstm32.State>("lstm", 32, model => new GradedLstm32.Trainer(model)),
        .. Of<GradedLstm100, GradedLstm100.State>("lstm", 100, model => new GradedLstm100.Trainer(model)),
        .. Of<GradedLstm128, GradedLstm128.State>("lstm", 128, model => new GradedLstm128.Trainer(model)),
        .. Of<GradedGru5, GradedGru5.State>("gru", 5, model => new GradedGru5.Trainer(model)),
        .. Of<GradedGru32, GradedGru32.State>("gru", 32, model => new GradedGru32.Trainer(model)),
        .. Of<GradedGru100, GradedGru100.State>("gru", 100, model => new GradedGru100.Trainer(model)),
        .. Of<GradedGru128, GradedGru128.State>("gru", 128, model => new GradedGru128.Trainer(model)),
        .. Of<GradedBefore5, GradedBefore5.State>("gru_before", 5, model => new GradedBefore5.Trainer(model)),
        .. Of<GradedBefore32, GradedBefore32.State>("gru_before", 32, model => new GradedBefore32.Trainer(model)),
        .. Of<GradedBefore100, GradedBefore100.State>("gru_before", 100, model => new GradedBefore100.Trainer(model)),
        .. Of<GradedBefore128, GradedBefore128.State>("gru_before", 128, model => new GradedBefore128.Trainer(model)),
        .. Of<GradedRnn5, GradedRnn5.State>("rnn_tanh", 5, model => new GradedRnn5.Trainer(model)),
        .. Of<GradedRnn32, GradedRnn32.State>("rnn_tanh", 32, model => new GradedRnn32.Trainer(model)),
        .. Of<GradedRnn100, GradedRnn100.State>("rnn_tanh", 100, model => new GradedRnn100.Trainer(model)),
        .. Of<GradedRnn128, GradedRnn128.State>("rnn_tanh", 128, model => new GradedRnn128.Trainer(model)),
    ];

    private static IEnumerable<Check> Of<TModel, TState>(string cell, int units, Func<TModel, SequenceTrainer<float, float, TState>> create)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        foreach ((int steps, int batch) in ((int, int)[])[(17, 1), (17, 2), (64, 1)])
            yield return new(
                $"Gradients are as near to float64 as sums in float32 can be: {cell}, {units} units, {batch} x {steps} steps",
                () => Run(cell, units, steps, batch, create));
    }

    private static void Run<TModel, TState>(string cell, int units, int steps, int batch, Func<TModel, SequenceTrainer<float, float, TState>> create)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        for (ulong seed = 1; seed <= Seeds; seed++)
        {
            SequenceTrainer<float, float, TState> trainer = create(TModel.Create(seed));
            trainer.HasInputGradients = true;
            float[] block = new float[TModel.ParameterCount];
            trainer.CopyParameters(block);
            float[] xs = Signals.Noise(batch * steps * TModel.InputSize, seed + 100);
            float[] outputGradients = Signals.Noise(batch * steps * units, seed + 200);
            TState[] states = [.. Enumerable.Range(0, batch).Select(sequence => Slopes.Start<TModel, float, TState>(sequence))];

            ScalarGradients<double> exact = new(cell, TModel.InputSize, units, block);
            ScalarGradients<float> rounded = new(cell, TModel.InputSize, units, block);
            for (int b = 0; b < batch; b++)
            {
                float[][] x = [.. xs.Chunk(TModel.InputSize).Skip(b * steps).Take(steps)];
                float[][] dy = [.. outputGradients.Chunk(units).Skip(b * steps).Take(steps)];
                float[] h = TModel.Hidden(ref states[b], 0).ToArray();
                float[] c = cell == "lstm" ? TModel.Cell(ref states[b], 0).ToArray() : new float[units];
                exact.Add(x, dy, h, c);
                rounded.Add(x, dy, h, c);
            }

            trainer.Forward(xs, new float[outputGradients.Length], new() { Batch = batch, States = states });
            trainer.Backward(outputGradients);
            float[] inputGradients = new float[xs.Length];
            float[] weightGradients = new float[block.Length];
            trainer.CopyInputGradients(inputGradients);
            trainer.CopyGradients(weightGradients);
            Close(exact.InitialHidden, rounded.InitialHidden, [.. Sequences(batch).SelectMany(b => trainer.InitialHiddenGradient(0, b).ToArray())],
                $"seed {seed}, dL/dh0");
            if (cell == "lstm")
                Close(exact.InitialCell, rounded.InitialCell, [.. Sequences(batch).SelectMany(b => trainer.InitialCellGradient(0, b).ToArray())],
                    $"seed {seed}, dL/dc0");
            Close(exact.Inputs, rounded.Inputs, inputGradients, $"seed {seed}, dL/dx");

            // W, U and b apart: each has a scale of its own.
            int gates = cell switch { "lstm" => 4, "rnn_tanh" => 1, _ => 3 };
            int hidden = gates * units * TModel.InputSize;
            int biases = hidden + (gates * units * units);
            foreach ((Range range, string what) in ((Range, string)[])[(..hidden, "dL/dW"), (hidden..biases, "dL/dU"), (biases.., "dL/db")])
                Close(exact.Weights[range], rounded.Weights[range], weightGradients[range], $"seed {seed}, {what}");
        }
    }

    private static IEnumerable<int> Sequences(int batch) => Enumerable.Range(0, batch);

    private static void Close(IReadOnlyList<double> exact, IReadOnlyList<float> rounded, float[] found, string what) =>
        Verify.Close([.. exact], found, Expectation.Bound(exact, rounded), what);
}
