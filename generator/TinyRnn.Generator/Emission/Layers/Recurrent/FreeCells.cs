using System.Globalization;
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
        CellKind.Lstm or CellKind.LstmPeephole or CellKind.LstmCoupled => Lstm(shape),
        CellKind.GruResetAfter => ResetAfter(shape),
        CellKind.GruResetBefore => ResetBefore(shape),
        _ => throw new InvalidOperationException($"{shape.Title} has functions of its own."),
    };

    /// <summary>Expression of a gate.</summary>
    public static string Gate(CellShape shape, PanelVector v, string sum) => Call(shape.Functions.Gate, v, Clip(sum, shape.Functions.GateClip));

    private static string Candidate(CellShape shape, PanelVector v, string sum) =>
        Call(shape.Functions.Candidate, v, Clip(sum, shape.Functions.GateClip));

    private static string Clip(string value, float? bound) => bound is { } most ? $"Rnn::Cells.FreeCells.Clip({value}, {Literal.Float(most)})" : value;

    private static string Call(Activation function, PanelVector v, string sum)
    {
        bool isHard = function is Activation.HardSigmoid or Activation.HardSigmoidFifth or Activation.HardTanh;
        return $"{(isHard && !v.IsReproducible ? "Rnn::Cells.FreeCells" : v.Functions)}.{function}({sum})";
    }

    /// <summary>Tells the kernels of different cells apart.</summary>
    private static string Suffix(CellShape shape) =>
        (shape.IsCoupled ? "Coupled" : "") + (shape.Peepholes.Count > 0 ? "Peephole" : "") + shape.Functions.Gate + shape.Functions.Candidate
        + Suffix("Clip", shape.Functions.GateClip) + Suffix("CellClip", shape.Functions.CellClip);

    /// <summary>A bound, by its bits: a name has no place for a point or a sign.</summary>
    private static string Suffix(string what, float? bound) =>
        bound is { } most ? what + Math.Abs(BitConverter.ToInt32(BitConverter.GetBytes(most), 0)).ToString("X8", CultureInfo.InvariantCulture) : "";

    /// <summary>A sum that is held between minus a bound and the bound, in an equation.</summary>
    private static string Bounded(string sum, float? bound) =>
        bound is { } most ? $"clip({sum}, {most.ToString("R", CultureInfo.InvariantCulture)})" : sum;

    private static string Words(Activation function) => function.ToString().ToLowerInvariant();

    private static CellText Lstm(CellShape shape) => new(
        "Lstm" + Suffix(shape),
        [.. LstmEquations(shape)],
        HasConstants: false,
        (writer, v) =>
        {
            bool sees = shape.Peepholes.Count > 0;
            if (sees)
                writer.Line($"{v.Type}<float> {v.Name("past")} = {v.Load("c")};");
            string past = sees ? v.Name("past") : v.Load("c");
            for (int gate = 0; gate < shape.Peepholes.Count - 1; gate++)
                AddPeephole(shape, writer, v, gate, past);
            writer.Line($"{v.Name("i")} = {Gate(shape, v, v.Name("i"))};");
            string kept = shape.IsCoupled ? $"({v.Type}<float>.One - {v.Name("i")})" : Gate(shape, v, v.Name("f"));
            string written = $"{v.Name("i")} * {Candidate(shape, v, v.Name("g"))}";
            writer.Line($"{v.Type}<float> {v.Name("cell")} = {Audible(Clip(v.MultiplyAdd(kept, past, written), shape.Functions.CellClip))};");
            if (sees)
                AddPeephole(shape, writer, v, shape.Peepholes.Count - 1, v.Name("cell"));
        },
        (writer, v) =>
        {
            writer.Line($"{v.Store($"{Gate(shape, v, v.Name("o"))} * {Call(shape.Functions.Candidate, v, v.Name("cell"))}", "next")};");
            writer.Line($"{v.Store(v.Name("cell"), "c")};");
        });

    /// <summary>A gate's sum gets what it sees of the cell state.</summary>
    private static void AddPeephole(CellShape shape, SourceWriter writer, PanelVector v, int index, string cell)
    {
        string gate = v.Name(shape.Peepholes[index]);
        writer.Line($"{gate} = {v.MultiplyAdd(v.Pointwise(index), cell, gate)};");
    }

    private static IEnumerable<string> LstmEquations(CellShape shape)
    {
        string gate = Words(shape.Functions.Gate);
        yield return $"i_t = {gate}({Sum("i", "{t-1}")})    how much of the candidate is written";
        yield return shape.IsCoupled ? "f_t = 1 - i_t    how much of the old cell state stays"
            : $"f_t = {gate}({Sum("f", "{t-1}")})    how much of the old cell state stays";
        yield return $"g_t = {Words(shape.Functions.Candidate)}({Bounded("W_g x_t + U_g h_{t-1} + b_g", shape.Functions.GateClip)})    the candidate";
        yield return $"c_t = {Bounded("f_t * c_{t-1} + i_t * g_t", shape.Functions.CellClip)}";
        yield return $"o_t = {gate}({Sum("o", "t")})    what of the cell state is shown";
        yield return $"h_t = o_t * {Words(shape.Functions.Candidate)}(c_t)";

        string Sum(string gate, string step) => Bounded(
            $"W_{gate} x_t + U_{gate} h_{{t-1}}{(shape.Peepholes.Contains(gate) ? $" + p_{gate} * c_{step}" : "")} + b_{gate}", shape.Functions.GateClip);
    }

    private static CellText ResetAfter(CellShape shape) => new(
        "Gru" + Suffix(shape),
        [.. Gates(shape), Candidate(shape, "W_n x_t + b_n + r_t * (U_n h_{t-1} + b_m)"), GruCells.Mix],
        HasConstants: false,
        (writer, v) => writer.Line($"{v.Name("n")} = {v.MultiplyAdd(Gate(shape, v, v.Name("r")), v.Name("m"), v.Name("n"))};"),
        (writer, v) => PrintMix(shape, writer, v, v.Name("z")));

    private static CellText ResetBefore(CellShape shape) => new(
        "GruResetBefore" + Suffix(shape),
        [.. Gates(shape), Candidate(shape, "W_n x_t + U_n (r_t * h_{t-1}) + b_n"), GruCells.Mix],
        HasConstants: false,
        (writer, v) => PrintMix(shape, writer, v, v.Load("update")))
    {
        KernelOf = (layer, part) => new GruResetBeforeKernel(layer, part),
    };

    private static string Candidate(CellShape shape, string sum) =>
        $"n_t = {Words(shape.Functions.Candidate)}({Bounded(sum, shape.Functions.GateClip)})  the candidate";

    private static IEnumerable<string> Gates(CellShape shape) =>
    [
        $"r_t = {Words(shape.Functions.Gate)}({Bounded("W_r x_t + U_r h_{t-1} + b_r", shape.Functions.GateClip)})    how much of the past the candidate sees",
        $"z_t = {Words(shape.Functions.Gate)}({Bounded("W_z x_t + U_z h_{t-1} + b_z", shape.Functions.GateClip)})    how much of the past stays",
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
