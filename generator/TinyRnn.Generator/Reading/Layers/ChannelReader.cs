using System.Globalization;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Model.Layers.PRelu;
using TinyRnn.Model.Layers.Scale;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the layers with numbers for each channel: <c>[PRelu]</c> and <c>[Scale]</c>.</summary>
internal static class ChannelReader
{
    public static LayerSpec? ReadPRelu(AttributeReader attribute) => new PReluSpec(attribute.Named("Shared", false), attribute.Text("Name"));

    public static LayerSpec? ReadScale(AttributeReader attribute)
    {
        bool isLow = attribute.TryFinite("Low", out float? low);
        bool isHigh = attribute.TryFinite("High", out float? high);
        if (!isLow || !isHigh)
            return null;
        if (low >= high)
        {
            attribute.Report(Descriptors.BoundsCrossed, attribute.NamedLocation("Low"), attribute.Name, Number(low.Value), Number(high!.Value));
            return null;
        }

        return new ScaleSpec(attribute.Named("Shift", true), low, high, attribute.Text("Name"));
    }

    private static string Number(float number) => number.ToString(CultureInfo.InvariantCulture);
}
