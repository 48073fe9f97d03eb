using TinyRnn.Generator.Emission.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Gru;

/// <summary>Prints the point-wise halves of GRU cells, with the reset gate after or before the recurrent product.</summary>
internal static class GruCells
{
    private const string Reset = "r_t = sigmoid(W_r x_t + U_r h_{t-1} + b_r)        how much of the past the candidate sees";
    private const string Update = "z_t = sigmoid(W_z x_t + U_z h_{t-1} + b_z)        how much of the past stays";
    public const string Mix = "h_t = (1 - z_t) * n_t + z_t * h_{t-1}";

    public static readonly CellText ResetAfter = new(
        "Gru",
        [Reset, Update, "n_t = tanh(W_n x_t + b_n + r_t * (U_n h_{t-1} + b_m))  the candidate", Mix],
        HasConstants: true,
        (writer, v) => writer.Line($"{v.Name("n")} = {v.Cells}.GruCandidate({v.Name("r")}, {v.Name("n")}, {v.Name("m")}{v.Constants});"),
        (writer, v) => writer.Line($"{v.Store($"{v.Cells}.GruUpdate({v.Name("z")}, {v.Name("n")}, {v.Load("h")}{v.Constants})", "next")};"));

    public static readonly CellText ResetBefore = new(
        "GruResetBefore",
        [Reset, Update, "n_t = tanh(W_n x_t + U_n (r_t * h_{t-1}) + b_n)        the candidate", Mix],
        HasConstants: true,
        GruResetBeforeKernel.PrintUpdate)
    {
        KernelOf = (layer, part) => new GruResetBeforeKernel(layer, part),
    };
}
