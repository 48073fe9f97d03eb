using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// LSTM cells with peepholes: against the scalar reference, against ONNX's operator, in every way that a model computes, and their gradients.
/// </summary>
internal static class PeepholeChecks
{
    /// <summary>Two fours and three that are left over.</summary>
    private const int Steps = 11;

    public static IReadOnlyList<Check> All { get; } =
    [
        Reference<PeepholeCell, PeepholeCell.State>([Cell("lstm.", 5)]),
        Reference<PeepholeStack, PeepholeStack.State>([Cell("lstm.", 33), Cell("lstm.", 20, stack: 1), new Dense("fc.", "tanh")]),
        Reference<PeepholeLarge, PeepholeLarge.State>([Cell("lstm.", 64), new Dense("fc.")]),
        Reference<PeepholeReproducible, PeepholeReproducible.State>([Cell("lstm.", 29), new Dense("fc.")]),
        Reference<PeepholeBothWays, PeepholeBothWays.State>([new Recurrent("lstm.", "lstm_peephole", 13, Bidirectional: true), new Dense("fc.")]),
        Together<PeepholeStack, PeepholeStack.State>(),
        Together<PeepholeLarge, PeepholeLarge.State>(),
        new("Peepholes: ONNX's operator", Onnx),
        new("Peepholes: tokens are what one-hot vectors are", () => AsWrittenChecks.Tokens<PeepholeText, PeepholeText.State>(
            PeepholeText.Create(2), [new OneHot(12), Cell("lstm.", 10), new Dense("fc.")])),
        new("Peepholes: the same bits on every processor",
            () => BitChecks.Reproduced<PeepholeReproducible, PeepholeReproducible.State>(PeepholeReproducible.Create(1), "874e2afbff37b375")),
        Slopes.Check("LSTM with peepholes", (PeepholeLearner net) => new PeepholeLearner.Trainer(net), PeepholeLearner.Tensors, Loss.MeanSquaredError,
            [Cell("lstm.", 5), new Dense("fc.")], Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "LSTM with peepholes, both directions", (PeepholeBothWays net) => new PeepholeBothWays.Trainer(net), PeepholeBothWays.Tensors,
            Loss.MeanSquaredError,
            [new Recurrent("lstm.", "lstm_peephole", 13, Bidirectional: true), new Dense("fc.")], Slopes.Noise(9), Slopes.Noise(3)),
    ];

    private static Recurrent Cell(string name, int units, int stack = 0) => new(name, "lstm_peephole", units, stack);

    private static Check Reference<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"Peepholes: {typeof(TModel).Name} is its equations, from states that are not zero", () =>
        {
            TModel model = TModel.Create(4);
            using SafetensorsReader weights = SavedWeights.Of(model.Save);
            Expectation expected = new(layers, weights.Floats);
            float[] xs = Signals.Noise(Steps * TModel.InputSize, 8);
            TState state = default;
            expected.StartFromNoise<TModel, TState>(ref state);

            double[] ys = [.. expected.Run(GoldenCase.Rows(xs, TModel.InputSize)).SelectMany(y => y)];
            float[] found = new float[ys.Length];
            model.Run(ref state, xs, found);
            Verify.Close(ys, found, expected.Tolerance(), "y");
            for (int index = 0; index < TModel.HiddenCount; index++)
            {
                Verify.Close(expected.Exact.Hidden[index], TModel.Hidden(ref state, index), expected.HiddenTolerance(index), $"final h {index}");
                Verify.Close(expected.Exact.Cell[index], TModel.Cell(ref state, index), expected.CellTolerance(index), $"final c {index}");
            }
        });

    private static Check Together<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new(
            $"Peepholes: {typeof(TModel).Name} steps, runs and streams alike", () => AsWrittenChecks.Alike<TModel, TState>(TModel.Create(6)));

    private static void Onnx()
    {
        using SafetensorsReader data = TestData.Open("onnx/lstm_peepholes.safetensors");
        const int units = 5;
        float[] bias = data.Floats("input.B");
        SafetensorsWriter writer = new();
        writer.Add("lstm.weight_ih_l0", [4 * units, 3], Gates(data.Floats("input.W"), 3));
        writer.Add("lstm.weight_hh_l0", [4 * units, units], Gates(data.Floats("input.R"), units));
        writer.Add("lstm.bias_ih_l0", [4 * units], Gates(bias[..(4 * units)], 1));
        writer.Add("lstm.bias_hh_l0", [4 * units], Gates(bias[(4 * units)..], 1));
        float[] p = data.Floats("input.P");
        writer.Add("lstm.weight_peephole_l0", [3, units], (float[])[.. p[..units], .. p[(2 * units)..], .. p[units..(2 * units)]]);
        using MemoryStream file = new();
        writer.Write(file);
        file.Position = 0;
        PeepholeCell model = PeepholeCell.Load(file);

        float[] xs = data.Floats("input.X");
        double[] expected = data.Doubles("f64.output.Y");
        float[] ys = new float[expected.Length];
        PeepholeCell.State state = default;
        model.Run(ref state, xs, ys);

        // A scalar float32 evaluation is off by 2.4e-7 (ONNX Runtime's largest difference).
        Verify.Close(expected, ys, 8 * 2.4e-7, "y");
        Verify.Close(data.Doubles("f64.output.Y_h"), state.Lstm1Hidden, 8 * 2.4e-7, "final h");
        Verify.Close(data.Doubles("f64.output.Y_c"), state.Lstm1Cell, 8 * 2.4e-7, "final c");

        // From ONNX's i, o, f, c to i, f, g, o.
        static float[] Gates(float[] rows, int columns)
        {
            int gate = units * columns;
            return [.. rows[..gate], .. rows[(2 * gate)..], .. rows[gate..(2 * gate)]];
        }
    }
}
