using System.Globalization;

namespace TinyRnn.Import.Writing;

/// <summary>How the weights of an imported class are stored.</summary>
/// <param name="Model">Of layers that are not named.</param>
internal sealed record ImportedFormats(WeightFormat Model)
{
    private static readonly string[] s_kinds = ["Lstm", "Gru", "Rnn", "Dense", "Conv1D", "FrameConv1D"];

    /// <summary>Of single layers, by their place.</summary>
    public IReadOnlyDictionary<int, WeightFormat> Layers { get; init; } = new Dictionary<int, WeightFormat>();

    /// <summary>The largest magnitude of what single layers read, by their place.</summary>
    public IReadOnlyDictionary<int, float> InputRanges { get; init; } = new Dictionary<int, float>();

    /// <summary>Float32.</summary>
    public static ImportedFormats Float32 { get; } = new(WeightFormat.Float32);

    /// <summary>An attribute with its layer's format.</summary>
    /// <param name="attribute">As in code, without brackets.</param>
    /// <param name="layer">The layer's place.</param>
    public string Attribute(string attribute, int layer)
    {
        if (Layers.TryGetValue(layer, out WeightFormat format))
            attribute = $"{attribute[..^1]}, {Argument(format)})";
        if (InputRanges.TryGetValue(layer, out float range))
            attribute = string.Create(CultureInfo.InvariantCulture, $"{attribute[..^1]}, InputRange = {range:R}f)");
        return attribute;
    }

    /// <summary>The attribute's argument.</summary>
    public static string Argument(WeightFormat format) => $"Weights = WeightFormat.{format}";

    /// <summary>Whether a layer's attribute has the setting.</summary>
    /// <param name="attribute">As in code, without brackets.</param>
    public static bool IsFor(string attribute) => s_kinds.Contains(attribute.Split('(')[0]);
}
