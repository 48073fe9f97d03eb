using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>A kernel that reads h_{t-1} in every panel, so that h_t must wait beside it until the last panel has read.</summary>
internal abstract class RecurrentKernel(RecurrentPlan layer, PanelKernelPlan plan) : PanelKernel(plan)
{
    public override string Name => layer.KernelName;

    protected override string Title => $"{layer.Shape.Title}, {layer.InputSize} inputs, {layer.Units} units: one time step";

    protected override IEnumerable<string> Equations => layer.Equations;

    protected RecurrentPlan Layer => layer;

    /// <summary>Whether h_t goes to another place than h_{t-1}.</summary>
    protected bool HasNext => layer.Directions[0].Hidden.Turn is not null;

    /// <summary>Where h_t goes.</summary>
    protected string Next => HasNext ? "next" : "h";

    protected sealed override string Arguments =>
        $"ref float weights, ref float x, ref float h{(HasNext ? ", ref float next" : "")}{(layer.Shape.HasCell ? ", ref float c" : "")}";

    protected sealed override string Forwarded => $"ref weights, ref x, ref h{(HasNext ? ", ref next" : "")}{(layer.Shape.HasCell ? ", ref c" : "")}";

    protected override void EmitBody(SourceWriter writer, KernelVariant variant)
    {
        EmitPanels(writer, variant, v => EmitCell(writer, v, Next));
    }

    /// <summary>From the gate sums of some units to their new state.</summary>
    protected abstract void EmitCell(SourceWriter writer, PanelVector v, string target);
}
