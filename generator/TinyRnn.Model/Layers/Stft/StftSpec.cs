using TinyRnn.Model.Layers.Frames;

namespace TinyRnn.Model.Layers.Stft;

/// <summary>A short-time Fourier transform inside one step.</summary>
/// <param name="Length">Samples of a frame.</param>
/// <param name="Stride">Samples from one frame's first to the next.</param>
/// <param name="Pads">What is put around the samples.</param>
/// <param name="GivenName">Prefix in weight files.</param>
internal sealed record StftSpec(int Length, int Stride, FramePads Pads, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "Stft";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "stft";

    /// <summary>The mode of the padding was written down.</summary>
    public bool IsPadModeGiven { get; init; }

    public override LayerPlan Plan(LayerContext context)
    {
        FrameShape shape = FrameShape.For(context, inputChannels: 1, Length + 2, Length, Stride, Pads) with { KeepsTaps = true };
        Extent window = context.Parameters.Take(Length);
        context.Tensors.Add(new(context.TensorName("window"), new([Length]), window.Offset));
        context.Initials.Add(new(window, InitialDistribution.Hann, 0));
        return new StftPlan(context, this, shape);
    }
}
