namespace TinyRnn.Model.Layers.Dense;

/// <summary>A fully connected layer.</summary>
internal sealed record DenseSpec(int Units, Function Function, ForeignText? GivenName) : LayerSpec
{
    /// <summary>A bias is added to the product.</summary>
    public bool HasBias { get; init; } = true;

    public override string Kind => "Dense";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "fc";

    public override bool TakesGrowingInput => true;

    public override Activation OutputActivation => Function.Kind;

    public override bool IsLinear => !Function.Exists;

    public override bool ContainsLinearInput => true;

    public override LayerPlan Plan(LayerContext context)
    {
        long inputs = context.InputSize;
        Extent weight = context.Parameters.Take(inputs * Units);
        Extent bias = context.Parameters.Take(HasBias ? Units : 0);
        context.Tensors.Add(new(context.TensorName("weight"), new([Units, context.InputSize]), weight.Offset));
        if (HasBias)
            context.Tensors.Add(new(context.TensorName("bias"), new([Units]), bias.Offset));
        context.Initials.Add(new(new Extent(weight.Offset, weight.Length + bias.Length), InitialDistribution.Uniform, (float)(1 / Math.Sqrt(inputs))));
        return new DensePlan(context, this, context.Packed.Take(DensePlan.PackedBytes(context, Units)));
    }
}
