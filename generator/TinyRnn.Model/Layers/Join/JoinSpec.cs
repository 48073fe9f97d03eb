namespace TinyRnn.Model.Layers.Join;

/// <summary>Makes one value of several earlier ones.</summary>
/// <param name="Joined">How.</param>
/// <param name="Values">Their names.</param>
internal sealed record JoinSpec(JoinKind Joined, EquatableArray<ForeignText> Values) : LayerSpec
{
    public override string Kind => Joined.ToString();

    public override EquatableArray<ForeignText> SourceNames => Values;

    public override bool IsOutputs => Joined == JoinKind.Outputs;

    public override LayerPlan Plan(LayerContext context) => new JoinPlan(context, this);
}
