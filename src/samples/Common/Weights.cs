using TinyRnn.Weights;

namespace TinyRnn.Samples;

/// <summary>How weights to start from are read.</summary>
internal static class Weights
{
    /// <summary>The file may hold more than the model: a record of its training, say.</summary>
    public static WeightLoadOptions Lenient { get; } = new() { IgnoreUnexpected = true };
}
