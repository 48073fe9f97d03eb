namespace TinyRnn.Model.Layers.PRelu;

/// <summary>ReLU with a learnt slope below 0 (He et al. 2015).</summary>
/// <param name="IsShared">One slope for all channels.</param>
/// <param name="GivenName">Prefix in weight files.</param>
internal sealed record PReluSpec(bool IsShared, ForeignText? GivenName) : LayerSpec
{
    /// <summary>PyTorch's first slope.</summary>
    private const float FirstSlope = 0.25f;

    public override string Kind => "PRelu";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "prelu";

    public override LayerPlan Plan(LayerContext context)
    {
        int count = IsShared ? 1 : context.InputSize;
        Extent weight = context.Parameters.Take(count);
        context.Tensors.Add(new(context.TensorName("weight"), new([count]), weight.Offset));
        context.Initials.Add(new(weight, InitialDistribution.Constant, FirstSlope));
        return new PReluPlan(context, this);
    }
}
