using TinyRnn.Model.Layers.FrameConv1D;
using TinyRnn.Model.Layers.FrameMean;
using TinyRnn.Model.Layers.Magnitude;

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
        int? left = attribute.NamedSize("PadLeft", 0);
        int? right = attribute.NamedSize("PadRight", 0);
        FramePadding? mode = attribute.Enum("PadMode", FramePadding.Zeros);
        int? inputChannels = attribute.Given("InputChannels") ? attribute.NamedSize("InputChannels", 1) : 0;
        if (channels is null || kernel is null || function is null || stride is null || left is null || right is null || mode is null || inputChannels is null)
            return null;
        return new FrameConv1DSpec(
            channels.Value,
            kernel.Value,
            stride.Value,
            new(left.Value, right.Value, mode.Value),
            inputChannels == 0 ? null : inputChannels,
            function.Value,
            attribute.Named("Bias", true),
            attribute.Text("Name")) { IsPadModeGiven = attribute.Given("PadMode") };
    }

    public static LayerSpec? ReadMagnitude(AttributeReader attribute) => new MagnitudeSpec();

    public static LayerSpec? ReadMean(AttributeReader attribute) => new FrameMeanSpec();
}
