using TinyRnn.Generator.Emission.Layers.Gru;
using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>
/// Prints the point-wise halves of cells whose functions are others than sigmoid and tanh: as their equations say, one function after another, because there
/// are no quotients that could be shared.
/// </summary>
internal static class FreeCells
{
    public static CellText Of(CellShape shape) => shape.Kind switch
    {
        CellKind.Lstm => Lstm(shape),
        CellKind.GruResetAfter => ResetAfter(shape),
        CellKind.GruResetBefore => ResetBefore(shape),
        _ => throw new InvalidOperationException($"{shape.Title} has functions of its own."),
    };

    /// <summary>Expression of a gate.</summary>
    public static string Gate(CellShape shape, PanelVector v, string sum) => Call(shape.Gate, v, sum);

    private static string Candidate(CellShape shape, PanelVector v, string sum) => Call(shape.Candidate, v, sum);

    private static string Call(Activation function, PanelVector v, string sum)
    {
        bool isHard = function is Activation.HardSigmoid or Activation.HardSigmoidFifth or Activation.HardTanh;
        return $"{(isHard && !v.IsReproducible ? "Rnn::Cells.FreeCells" : v.Functions)}.{function}({sum})";
    }

    /// <summary>Tells the kernels of cells with different functions apart.</summary>
    private static string Suffix(CellShape shape) => $"{shape.Gate}{shape.Candidate}";

    private static string Words(Activation function) => function.ToString().ToLowerInvariant();

    private static CellText Lstm(CellShape shape) => new(
        "Lstm" + Suffix(shape),
        [
            $"i_t = {Words(shape.Gate)}(W_i x_t + U_i h_{{t-1}} + b_i)    how much of the candidate is written",
            $"f_t = {Words(shape.Gate)}(W_f x_t + U_f h_{{t-1}} + b_f)    how much of the old cell state stays",
            $"g_t = {Words(shape.Candidate)}(W_g x_t + U_g h_{{t-1}} + b_g)    the candidate",
            $"o_t = {Words(shape.Gate)}(W_o x_t + U_o h_{{t-1}} + b_o)    what of the cell state is shown",
            "c_t = f_t * c_{t-1} + i_t * g_t",
            $"h_t = o_t * {Words(shape.Candidate)}(c_t)",
        ],
        HasConstants: false,
        (writer, v) =>
        {
            string written = $"{Gate(shape, v, v.Name("i"))} * {Candidate(shape, v, v.Name("g"))}";
            writer.Line(
                $"{v.Type}<float> {v.Name("cell")} = {Audible(v.MultiplyAdd(Gate(shape, v, v.Name("f")), v.Load("c"), written))};");
        },
        (writer, v) =>
        {
            writer.Line($"{v.Store($"{Gate(shape, v, v.Name("o"))} * {Candidate(shape, v, v.Name("cell"))}", "next")};");
            writer.Line($"{v.Store(v.Name("cell"), "c")};");
        });

    private static CellText ResetAfter(CellShape shape) => new(
        "Gru" + Suffix(shape),
        [.. Gates(shape), $"n_t = {Words(shape.Candidate)}(W_n x_t + b_n + r_t * (U_n h_{{t-1}} + b_m))  the candidate", GruCells.Mix],
        HasConstants: false,
        (writer, v) => writer.Line($"{v.Name("n")} = {v.MultiplyAdd(Gate(shape, v, v.Name("r")), v.Name("m"), v.Name("n"))};"),
        (writer, v) => PrintMix(shape, writer, v, v.Name("z")));

    private static CellText ResetBefore(CellShape shape) => new(
        "GruResetBefore" + Suffix(shape),
        [.. Gates(shape), $"n_t = {Words(shape.Candidate)}(W_n x_t + U_n (r_t * h_{{t-1}}) + b_n)  the candidate", GruCells.Mix],
        HasConstants: false,
        (writer, v) => PrintMix(shape, writer, v, v.Load("update")))
    {
        KernelOf = (layer, part) => new GruResetBeforeKernel(layer, part),
    };

    private static IEnumerable<string> Gates(CellShape shape) =>
    [
        $"r_t = {Words(shape.Gate)}(W_r x_t + U_r h_{{t-1}} + b_r)    how much of the past the candidate sees",
        $"z_t = {Words(shape.Gate)}(W_z x_t + U_z h_{{t-1}} + b_z)    how much of the past stays",
    ];

    /// <summary>h_t = n_t + z_t * (h_{t-1} - n_t).</summary>
    private static void PrintMix(CellShape shape, SourceWriter writer, PanelVector v, string update)
    {
        writer.Line($"{v.Name("n")} = {Candidate(shape, v, v.Name("n"))};");
        string mixed = v.MultiplyAdd(Gate(shape, v, update), $"({v.Load("h")} - {v.Name("n")})", v.Name("n"));
        writer.Line($"{v.Store(Audible(mixed), "next")};");
    }

    /// <summary>Expression that is 0 where a state is too small to be heard.</summary>
    private static string Audible(string state) => $"Rnn::Cells.FreeCells.Audible({state})";
}
