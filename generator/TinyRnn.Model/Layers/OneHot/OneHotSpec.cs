namespace TinyRnn.Model.Layers.OneHot;

/// <summary>Token id to unit vector, for the recurrent layer that follows.</summary>
internal sealed record OneHotSpec(int Vocabulary) : LayerSpec
{
    public override string Kind => "OneHot";

    public override bool ReadsTokens => true;

    public override bool GivesIndex => true;

    public override LayerPlan Plan(LayerContext context) => new OneHotPlan(context, this);
}
