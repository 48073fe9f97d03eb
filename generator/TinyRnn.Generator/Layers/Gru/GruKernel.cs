using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>One step of a GRU whose reset gate scales the recurrent product.</summary>
internal sealed class GruKernel(RecurrentPlan layer, PanelKernelPlan plan) : RecurrentKernel(layer, plan)
{
    protected override string Arguments => "ref float weights, ref float x, ref float h";

    protected override string Forwarded => "ref weights, ref x, ref h";

    protected override void EmitCell(SourceWriter writer, PanelVector v, string target)
    {
        writer.Line("// n_t = tanh(n + r * m);  h_t = n_t + z * (h_{t-1} - n_t)");
        writer.Line($"{v.Name("n")} = Rnn::VectorMath.Tanh({v.Name("n")} + Rnn::VectorMath.Sigmoid({v.Name("r")}) * {v.Name("m")});");
        writer.Line($"({v.Name("n")} + Rnn::VectorMath.Sigmoid({v.Name("z")}) * ({v.Load("h")} - {v.Name("n")})).StoreUnsafe(ref {target}, {v.Unit});");
    }
}
