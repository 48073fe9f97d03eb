namespace TinyRnn.Model.Layers.Dense;

/// <summary>A fully connected layer.</summary>
internal sealed record DenseSpec(int Units, Function Function, ForeignText? GivenName) : LayerSpec
{
    /// <summary>A bias is added to the product.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Name of an embedding whose table is the matrix.</summary>
    public ForeignText? TableName { get; init; }

    public override ForeignText? TiedTo => TableName;

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
        Extent weight = context.Tied?.Parameters ?? context.Parameters.Take(inputs * Units);
        Extent bias = context.Parameters.Take(HasBias ? Units : 0);
        context.Tensors.Add(new(context.TensorName("weight"), new([Units, context.InputSize]), weight.Offset)
        {
            TiedTo = context.Tied is { Tensors.Count: > 0 } tied ? tied.Tensors[0].Name : null,
        });
        if (HasBias)
            context.Tensors.Add(new(context.TensorName("bias"), new([Units]), bias.Offset));

        // A table that is also a matrix begins as one: the layer that has it has drawn before.
        float bound = (float)(1 / Math.Sqrt(inputs));
        if (context.Tied is not null)
            context.Initials.Add(new(weight, InitialDistribution.Uniform, bound));
        Extent own = context.Tied is not null ? bias : new Extent(weight.Offset, weight.Length + bias.Length);
        if (own.Length > 0)
            context.Initials.Add(new(own, InitialDistribution.Uniform, bound));
        return new DensePlan(context, this, weight.Offset, context.Packed.Take(DensePlan.PackedBytes(context, Units)));
    }
}
