namespace TinyRnn.Model.Layers.Context;

/// <summary>The end of the step before, in front of this one.</summary>
internal sealed record ContextSpec(int Values) : LayerSpec
{
    public override string Kind => "Context";

    public override LayerPlan Plan(LayerContext context) => new ContextPlan(context, Values, context.AddVector("Past", Values, Values));
}
