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

    /// <summary>
    /// The weights that i, f and o have for the cell state are one more row of the panel; a unit sees its own cell only, so that this is all that is different.
    /// </summary>
    public static readonly CellText Peephole = new(
        "LstmPeephole",
        [
            "i_t = sigmoid(W_i x_t + U_i h_{t-1} + p_i * c_{t-1} + b_i)    how much of the candidate is written",
            "f_t = sigmoid(W_f x_t + U_f h_{t-1} + p_f * c_{t-1} + b_f)    how much of the old cell state stays",
            "g_t = tanh(W_g x_t + U_g h_{t-1} + b_g)                       the candidate",
            "c_t = f_t * c_{t-1} + i_t * g_t",
            "o_t = sigmoid(W_o x_t + U_o h_{t-1} + p_o * c_t + b_o)        what of the cell state is shown",
            "h_t = o_t * tanh(c_t)",
        ],
        HasConstants: true,
        (writer, v) =>
        {
            writer.Line($"{v.Type}<float> {v.Name("past")} = {v.Load("c")};");
            writer.Line($"{v.Name("i")} = {v.MultiplyAdd(v.Pointwise(0), v.Name("past"), v.Name("i"))};");
            writer.Line($"{v.Name("f")} = {v.MultiplyAdd(v.Pointwise(1), v.Name("past"), v.Name("f"))};");
            writer.Line($"{v.Type}<float> {v.Name("cell")} = {v.Cells}.LstmCell({v.Name("i")}, {v.Name("f")}, {v.Name("g")}, {v.Name("past")}{v.Constants});");
            writer.Line($"{v.Name("o")} = {v.MultiplyAdd(v.Pointwise(2), v.Name("cell"), v.Name("o"))};");
        },
        (writer, v) =>
        {
            writer.Line($"{v.Store($"{v.Cells}.LstmHidden({v.Name("o")}, ref {v.Name("cell")}{v.Constants})", "next")};");
            writer.Line($"{v.Store(v.Name("cell"), "c")};");
        });
}
