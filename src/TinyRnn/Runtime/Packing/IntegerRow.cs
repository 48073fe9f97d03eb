using System.ComponentModel;

namespace TinyRnn.Runtime.Packing;

/// <summary>A row of weights as integers, as panels will hold it. For tools that write files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IntegerRow
{
    /// <summary>Rounds it.</summary>
    /// <param name="format">How the model stores it.</param>
    /// <param name="weights">The row.</param>
    /// <param name="integers">Room for as many integers, which fit into the format.</param>
    /// <returns>What the integer 1 stands for.</returns>
    public static float Round(WeightFormat format, ReadOnlySpan<float> weights, Span<short> integers)
    {
        float scale = RowScale.Of(format, new WeightRow(weights, 0, new PanelBlock(0, weights.Length, weights.Length, 1), 1));
        for (int i = 0; i < weights.Length; i++)
            integers[i] = (short)RowScale.Round(format, weights[i], scale);
        return scale;
    }
}
