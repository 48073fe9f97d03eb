namespace TinyRnn.Model.Layers.LayerNorm;

/// <summary>Layer normalisation over the values of a step (Ba et al. 2016).</summary>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="IsAffine">There are scales and shifts.</param>
/// <param name="GivenName">Prefix in weight files.</param>
internal sealed record LayerNormSpec(float Epsilon, bool IsAffine, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "LayerNorm";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "norm";

    public override LayerPlan Plan(LayerContext context)
    {
        if (IsAffine)
            context.TakeChannels();
        return new LayerNormPlan(context, this);
    }
}
