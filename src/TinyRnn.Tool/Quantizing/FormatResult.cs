using TinyRnn.Import.Writing;

namespace TinyRnn.Tool.Quantizing;

/// <summary>What a format gives.</summary>
/// <param name="Format">The format; float32 has no report.</param>
/// <param name="PackedBytes">Weights as kernels read them.</param>
/// <param name="Nanoseconds">A step, here.</param>
/// <param name="Report">Its distance from float32.</param>
/// <param name="Metric">Right classes, or error against the right outputs; <see langword="null"/>: neither is known.</param>
internal sealed record FormatResult(WeightFormat Format, long PackedBytes, double Nanoseconds, QuantizationReport? Report, double? Metric)
{
    /// <summary>Layers whose inputs are integers only because their ranges were found; empty: none.</summary>
    public IReadOnlyList<InputRange> Ranges { get; init; } = [];

    /// <summary>How its class stores weights.</summary>
    public ImportedFormats Formats => new(Format) { InputRanges = Ranges.ToDictionary(range => range.Layer, range => range.Chosen) };
}

/// <summary>What one layer's weights in a format cost, all others in float32.</summary>
/// <param name="Layer">Its attribute.</param>
/// <param name="Report">The distance from float32.</param>
internal sealed record LayerCost(string Layer, QuantizationReport Report);
