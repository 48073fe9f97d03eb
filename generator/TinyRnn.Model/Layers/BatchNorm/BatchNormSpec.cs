namespace TinyRnn.Model.Layers.BatchNorm;

/// <summary>Batch normalisation of each channel (Ioffe and Szegedy 2015).</summary>
/// <param name="Epsilon">What is added to the variance.</param>
/// <param name="Momentum">The share of a batch in the running statistics.</param>
/// <param name="GivenName">Prefix in weight files.</param>
internal sealed record BatchNormSpec(float Epsilon, float Momentum, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "BatchNorm";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "bn";

    public override LayerPlan Plan(LayerContext context)
    {
        context.TakeChannels();
        context.TakeChannels("running_mean", 0);
        context.TakeChannels("running_var", 1);
        return new BatchNormPlan(context, this, context.Packed.Take(2L * context.InputSize * sizeof(float)));
    }
}
