using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Lstm;

/// <summary>One step of an LSTM: the gates' product and the cell, panel by panel.</summary>
internal sealed class LstmKernel(RecurrentPlan layer, PanelKernelPlan plan) : RecurrentKernel(layer, plan)
{
    protected override string Arguments => "ref float weights, ref float x, ref float h, ref float c";

    protected override string Forwarded => "ref weights, ref x, ref h, ref c";

    protected override void EmitCell(SourceWriter writer, PanelVector v, string target)
    {
        writer.Line("// c_t = f * c_{t-1} + i * g;  h_t = o * tanh(c_t)");
        writer.Line($"{v.Type}<float> {v.Name("cell")} = Rnn::VectorMath.Sigmoid({v.Name("f")}) * {v.Load("c")} + Rnn::VectorMath.Sigmoid({v.Name("i")}) * Rnn::VectorMath.Tanh({v.Name("g")});");
        writer.Line($"{v.Name("cell")}.StoreUnsafe(ref c, {v.Unit});");
        writer.Line($"(Rnn::VectorMath.Sigmoid({v.Name("o")}) * Rnn::VectorMath.Tanh({v.Name("cell")})).StoreUnsafe(ref {target}, {v.Unit});");
    }
}
