using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Model.Layers.FrameConv1D;

/// <summary>A convolution along the positions of one step.</summary>
/// <param name="Channels">Channels of an output position.</param>
/// <param name="Kernel">Positions that one sees.</param>
/// <param name="Stride">Positions from one output's first to the next.</param>
/// <param name="Pads">What is put around the positions.</param>
/// <param name="InputChannels">Channels of an input position; <see langword="null"/>: as the layer in front has them.</param>
/// <param name="Function">What follows.</param>
/// <param name="HasBias">There is a bias.</param>
/// <param name="GivenName">Prefix in weight files.</param>
internal sealed record FrameConv1DSpec(
    int Channels, int Kernel, int Stride, FramePads Pads, int? InputChannels, Function Function, bool HasBias, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "FrameConv1D";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "conv";

    /// <summary>The mode was written down.</summary>
    public bool IsPadModeGiven { get; init; }

    public override Activation OutputActivation => Function.Kind;

    public override LayerPlan Plan(LayerContext context)
    {
        FrameShape shape = FrameShape.For(context, InputChannels, Channels, Kernel, Stride, Pads);
        Extent weight = context.Parameters.Take((long)Channels * shape.InputChannels * Kernel);
        context.Tensors.Add(new(context.TensorName("weight"), new([Channels, shape.InputChannels, Kernel]), weight.Offset));
        int initials = weight.Length;
        if (HasBias)
        {
            Extent bias = context.Parameters.Take(Channels);
            context.Tensors.Add(new(context.TensorName("bias"), new([Channels]), bias.Offset));
            initials = unchecked(initials + bias.Length);
        }

        float bound = (float)(1 / Math.Sqrt((double)shape.InputChannels * Kernel));
        context.Initials.Add(new(new Extent(weight.Offset, initials), InitialDistribution.Uniform, bound));
        FrameConv1DProduct product = FrameConv1DProduct.For(context, shape, HasBias);
        return new FrameConv1DPlan(context, this, shape, product, context.Packed.Take(product.Kernel.PackedBytes));
    }
}
