namespace TinyRnn.Runtime.Packing;

/// <summary>Packs a block of rows of a panel.</summary>
internal interface IBlockPacking
{
    /// <param name="parameters">All of the model's.</param>
    /// <param name="block">The rows.</param>
    /// <param name="units">Units of the layer.</param>
    /// <param name="firstUnit">The panel's first one.</param>
    /// <param name="width">Lanes of the panel.</param>
    /// <param name="packed">Where they go.</param>
    /// <returns>Places that they take.</returns>
    static abstract int Pack(ReadOnlySpan<float> parameters, PanelBlock block, int units, int firstUnit, int width, Span<float> packed);
}
