namespace TinyRnn.Model.Layers.Conv1D;

/// <summary>A causal convolution along the steps.</summary>
internal sealed record Conv1DSpec(int Channels, int Kernel, Function Function, int Dilation, int Groups, ForeignText? GivenName) : LayerSpec
{
    /// <summary>A bias is added to the product.</summary>
    public bool HasBias { get; init; } = true;

    /// <summary>Steps from one output to the next.</summary>
    public int Stride { get; init; } = 1;

    public override string Kind => "Conv1D";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "conv";

    public override Activation OutputActivation => Function.Kind;

    public override LayerPlan Plan(LayerContext context)
    {
        Conv1DShape shape = new(context.InputSize, Channels, Kernel, Dilation, Groups);
        Extent weight = context.Parameters.Take((long)Channels * shape.GroupInputs * Kernel);
        Extent bias = context.Parameters.Take(HasBias ? Channels : 0);
        context.Tensors.Add(new(context.TensorName("weight"), new([Channels, shape.GroupInputs, Kernel]), weight.Offset));
        if (HasBias)
            context.Tensors.Add(new(context.TensorName("bias"), new([Channels]), bias.Offset));
        float bound = (float)(1 / Math.Sqrt((double)shape.GroupInputs * Kernel));
        context.Initials.Add(new(new Extent(weight.Offset, weight.Length + bias.Length), InitialDistribution.Uniform, bound));
        Conv1DProduct product = Conv1DProduct.For(context, shape);
        Conv1DPast? past = Conv1DPast.Take(context, shape, product, Stride);
        StridePlan? stride = StridePlan.Take(context, Stride);
        return new Conv1DPlan(context, this, product, past, stride, context.Packed.Take(product.Count * product.Kernel.PackedBytes));
    }
}
