using TinyRnn.Model.Layers.FrameConv1D;
using TinyRnn.Model.Layers.FrameMean;
using TinyRnn.Model.Layers.Frames;
using TinyRnn.Model.Layers.Magnitude;
using TinyRnn.Model.Layers.Stft;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the layers along the positions of one step.</summary>
internal static class FrameReader
{
    public static LayerSpec? ReadConv1D(AttributeReader attribute)
    {
        int? channels = attribute.Size(0, "channels");
        int? kernel = attribute.Size(1, "kernel");
        Function? function = FunctionReader.Read(attribute, attribute.Enum("Activation", Activation.Identity));
        int? stride = attribute.NamedSize("Stride", 1, defaultValue: 1);
        FramePads? pads = ReadPads(attribute);
        int? inputChannels = attribute.Given("InputChannels") ? attribute.NamedSize("InputChannels", 1) : 0;
        if (channels is null || kernel is null || function is null || stride is null || pads is null || inputChannels is null)
            return null;
        return new FrameConv1DSpec(
            channels.Value,
            kernel.Value,
            stride.Value,
            pads.Value,
            inputChannels == 0 ? null : inputChannels,
            function.Value,
            attribute.Named("Bias", true),
            attribute.Text("Name")) { IsPadModeGiven = attribute.Given("PadMode") };
    }

    public static LayerSpec? ReadStft(AttributeReader attribute)
    {
        int? length = attribute.Size(0, "length");
        // As torch.stft has it.
        int? stride = attribute.NamedSize("Stride", 1, defaultValue: Math.Max(1, (length ?? 0) / 4));
        FramePads? pads = ReadPads(attribute);
        return length is null || stride is null || pads is null ? null
            : new StftSpec(length.Value, stride.Value, pads.Value, attribute.Text("Name")) { IsPadModeGiven = attribute.Given("PadMode") };
    }

    public static LayerSpec? ReadMagnitude(AttributeReader attribute) => new MagnitudeSpec();

    public static LayerSpec? ReadMean(AttributeReader attribute) => new FrameMeanSpec();

    private static FramePads? ReadPads(AttributeReader attribute)
    {
        int? left = attribute.NamedSize("PadLeft", 0);
        int? right = attribute.NamedSize("PadRight", 0);
        FramePadding? mode = attribute.Enum("PadMode", FramePadding.Zeros);
        return left is null || right is null || mode is null ? null : new FramePads(left.Value, right.Value, mode.Value);
    }
}
