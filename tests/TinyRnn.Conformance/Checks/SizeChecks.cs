using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Every composition of panels in every kind of cell, against the scalar reference with the same random weights: each rest of 1 to 15 units alone, each cover
/// of a rest behind one panel of 16 and behind several.
/// </summary>
internal static class SizeChecks
{
    private const int Steps = 9;

    public static IReadOnlyList<Check> All { get; } =
    [
        Of<Size1, Size1.State>(1),
        Of<Size2, Size2.State>(2),
        Of<Size3, Size3.State>(3),
        Of<Size4, Size4.State>(4),
        Of<Size5, Size5.State>(5),
        Of<Size6, Size6.State>(6),
        Of<Size7, Size7.State>(7),
        Of<Size8, Size8.State>(8),
        Of<Size9, Size9.State>(9),
        Of<Size10, Size10.State>(10),
        Of<Size11, Size11.State>(11),
        Of<Size12, Size12.State>(12),
        Of<Size13, Size13.State>(13),
        Of<Size14, Size14.State>(14),
        Of<Size15, Size15.State>(15),
        Of<Size16, Size16.State>(16),
        Of<Size17, Size17.State>(17),
        Of<Size20, Size20.State>(20),
        Of<Size22, Size22.State>(22),
        Of<Size24, Size24.State>(24),
        Of<Size27, Size27.State>(27),
        Of<Size28, Size28.State>(28),
        Of<Size31, Size31.State>(31),
        Of<Size33, Size33.State>(33),
        Of<Size40, Size40.State>(40),
        Of<Size48, Size48.State>(48),
        Of<Size57, Size57.State>(57),
        Of<Size64, Size64.State>(64),
        Of<Size65, Size65.State>(65),
        Of<Size70, Size70.State>(70),
    ];

    private static Check Of<TModel, TState>(int units)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"Every cell of {units} and {71 - units} units", () =>
        {
            TModel model = TModel.Create((ulong)units);
            using SafetensorsReader weights = SavedWeights.Of(model.Save);
            Layer[] layers =
            [
                new Recurrent("lstm.", "lstm", units),
                new Recurrent("gru.", "gru", units),
                new Recurrent("before.", "gru_before", 71 - units),
                new Recurrent("rnn.", "rnn_tanh", units),
                new Recurrent("relu.", "rnn_relu", 71 - units),
                new Dense("fc.", "tanh"),
            ];
            Expectation expected = new(layers, weights.Floats);
            float[] xs = Signals.Noise(Steps * TModel.InputSize, (ulong)units + 1000);
            TState state = default;
            expected.StartFromNoise<TModel, TState>(ref state);

            double[] ys = [.. expected.Run(GoldenCase.Rows(xs, TModel.InputSize)).SelectMany(y => y)];
            float[] found = new float[ys.Length];
            model.Run(ref state, xs, found);
            Verify.Close(ys, found, expected.Tolerance(), "y");
            for (int index = 0; index < TModel.HiddenCount; index++)
                Verify.Close(expected.Exact.Hidden[index], TModel.Hidden(ref state, index), expected.HiddenTolerance(index), $"final h {index}");
            Verify.Close(expected.Exact.Cell[0], TModel.Cell(ref state, 0), expected.CellTolerance(0), "final c");
        });
}
