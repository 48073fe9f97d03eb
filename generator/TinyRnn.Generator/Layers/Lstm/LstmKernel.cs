using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Lstm;

/// <summary>One step of an LSTM: the gates' product and the cell, panel by panel.</summary>
internal sealed class LstmKernel(RecurrentPlan layer, PanelKernelPlan plan) : RecurrentKernel(layer, plan)
{
    protected override void EmitCell(SourceWriter writer, PanelVector v, string target)
    {
        writer.Line("// c_t = f * c_{t-1} + i * g;  h_t = o * tanh(c_t)");
        writer.Line($"{v.Type}<float> {v.Name("cell")} = {v.Load("c")};");
        writer.Line($"Rnn::Cells.Lstm({v.Name("i")}, {v.Name("f")}, {v.Name("g")}, {v.Name("o")}, ref {v.Name("cell")}).StoreUnsafe(ref {target}, {v.Unit});");
        writer.Line($"{v.Name("cell")}.StoreUnsafe(ref c, {v.Unit});");
    }
}
