using TinyRnn.Generator.Emission.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Lstm;

/// <summary>Prints the point-wise half of an LSTM cell.</summary>
internal static class LstmCell
{
    public static readonly CellText Text = new(
        "Lstm",
        [
            "i_t = sigmoid(W_i x_t + U_i h_{t-1} + b_i)    how much of the candidate is written",
            "f_t = sigmoid(W_f x_t + U_f h_{t-1} + b_f)    how much of the old cell state stays",
            "g_t = tanh(W_g x_t + U_g h_{t-1} + b_g)       the candidate",
            "o_t = sigmoid(W_o x_t + U_o h_{t-1} + b_o)    what of the cell state is shown",
            "c_t = f_t * c_{t-1} + i_t * g_t",
            "h_t = o_t * tanh(c_t)",
        ],
        HasConstants: true,
        (writer, v) => writer.Line(
            $"{v.Type}<float> {v.Name("cell")} = {v.Cells}.LstmCell({v.Name("i")}, {v.Name("f")}, {v.Name("g")}, {v.Load("c")}{v.Constants});"),
        (writer, v) =>
        {
            writer.Line($"{v.Store($"{v.Cells}.LstmHidden({v.Name("o")}, ref {v.Name("cell")}{v.Constants})", "next")};");
            writer.Line($"{v.Store(v.Name("cell"), "c")};");
        });
}
