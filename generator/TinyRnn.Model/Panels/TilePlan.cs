namespace TinyRnn.Model.Panels;

/// <summary>
/// How a panel is computed with the registers of one target: a tile is the part of the panel whose accumulators stay in
/// registers during one walk over the rows. <see cref="TileCost"/> chooses it.
/// </summary>
/// <param name="Lanes">Floats of one vector.</param>
/// <param name="Vectors">Vectors a gate in one tile.</param>
/// <param name="Tiles">Walks over the panel.</param>
/// <param name="Chains">Independent sums that each gate is split into.</param>
/// <param name="Inputs">Input vectors that one walk serves, where a kernel has several.</param>
internal sealed record TilePlan(int Lanes, int Vectors, int Tiles, int Chains, int Inputs = 1)
{
    public int TileWidth => Lanes * Vectors;
}
