using TinyRnn.Model.Layers.Conv1D;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads <c>[Conv1D]</c>.</summary>
internal static class Conv1DReader
{
    /// <summary>A depthwise convolution has code for each tap.</summary>
    private const int LargestKernel = 256;

    public static LayerSpec? Read(AttributeReader attribute)
    {
        int? channels = attribute.Size(0, "channels");
        int? kernel = attribute.Size(1, "kernel", LargestKernel);
        Function? function = FunctionReader.Read(attribute, attribute.Enum("Activation", Activation.Identity));
        int? dilation = attribute.NamedSize("Dilation", 1, defaultValue: 1);
        int? groups = attribute.NamedSize("Groups", 1, defaultValue: 1);
        int? stride = attribute.NamedSize("Stride", 1, defaultValue: 1);
        return channels is null || kernel is null || function is null || dilation is null || groups is null || stride is null
            ? null
            : new Conv1DSpec(channels.Value, kernel.Value, function.Value, dilation.Value, groups.Value, attribute.Text("Name"))
            {
                HasBias = attribute.Named("Bias", true),
                Stride = stride.Value,
            };
    }
}
