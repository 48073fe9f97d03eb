using TinyRnn.Generator.Emission.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Rnn;

/// <summary>Prints the point-wise halves of vanilla RNN cells, with tanh or relu.</summary>
internal static class RnnCells
{
    public static readonly CellText Tanh = new(
        "RnnTanh",
        [Equation("tanh")],
        HasConstants: true,
        (writer, v) => writer.Line($"{v.Store($"{v.Cells}.RnnTanh({v.Name("a")}{v.Constants})", "next")};"));

    public static readonly CellText Relu = new(
        "RnnRelu",
        [Equation("relu")],
        HasConstants: false,
        (writer, v) => writer.Line($"{v.Store($"{v.Cells}.RnnRelu({v.Name("a")})", "next")};"));

    private static string Equation(string function) => $"h_t = {function}(W x_t + U h_{{t-1}} + b)";
}
