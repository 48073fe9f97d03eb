using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>One step of a GRU whose reset gate scales the recurrent product.</summary>
internal sealed class GruKernel(RecurrentPlan layer, PanelKernelPlan plan) : RecurrentKernel(layer, plan)
{
    protected override void EmitCell(SourceWriter writer, PanelVector v, string target)
    {
        writer.Line("// n_t = tanh(n + r * m);  h_t = n_t + z * (h_{t-1} - n_t)");
        writer.Line($"Rnn::Cells.Gru({v.Name("r")}, {v.Name("z")}, {v.Name("n")}, {v.Name("m")}, {v.Load("h")}).StoreUnsafe(ref {target}, {v.Unit});");
    }
}
