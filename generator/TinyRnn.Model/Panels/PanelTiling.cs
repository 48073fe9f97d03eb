namespace TinyRnn.Model.Panels;

/// <summary>The tiles of a strip, which differ where its vectors cannot be shared out evenly: those of 40 lanes, eight at a time, are three and two.</summary>
/// <param name="Strip">The panels.</param>
/// <param name="Tiles">From the strip's first lane to its last. All have as many chains and serve as many inputs.</param>
internal sealed record PanelTiling(PanelStrip Strip, EquatableArray<TilePlan> Tiles)
{
    public int Chains => Tiles[0].Chains;

    public int Inputs => Tiles[0].Inputs;

    /// <summary>How often rows are walked.</summary>
    public int Walks => Tiles.Sum(tile => tile.Tiles) * Strip.Count;
}
