using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Rnn;

/// <summary>One step of a vanilla RNN.</summary>
internal sealed class RnnKernel(RecurrentPlan layer, PanelKernelPlan plan) : RecurrentKernel(layer, plan)
{
    protected override void EmitCell(SourceWriter writer, PanelVector v, string target)
    {
        string function = Layer.KernelName.StartsWith("RnnTanh", StringComparison.Ordinal) ? "Tanh" : "Relu";
        writer.Line($"Rnn::VectorMath.{function}({v.Name("a")}).StoreUnsafe(ref {target}, {v.Unit});");
    }
}
