namespace TinyRnn.Generator.Planning;

/// <summary>
/// How a panel is computed with the registers of one target: a tile is the part of the panel whose accumulators stay in
/// registers during one walk over the rows.
/// </summary>
/// <param name="Lanes">Floats of one vector.</param>
/// <param name="Vectors">Vectors a gate in one tile.</param>
/// <param name="Tiles">Walks over the panel.</param>
/// <param name="Chains">Independent sums that each gate is split into.</param>
internal sealed record TilePlan(int Lanes, int Vectors, int Tiles, int Chains)
{
    /// <summary>
    /// A fused multiply-add takes about 4 cycles and two start in a cycle, so 8 sums in flight keep the units busy. More only help to read an input
    /// once for more lanes, and must leave registers for the weights and the input: 12 of 16, 16 of 32.
    /// </summary>
    private const int EnoughSums = 8;

    /// <summary>More chains than this cost more to add up than they save.</summary>
    private const int MostChains = 4;

    public int TileWidth => Lanes * Vectors;

    public static TilePlan For(VectorTarget target, int gates, int width)
    {
        int lanes = Math.Min(target.Lanes, width);
        int budget = target.Registers == 32 ? 16 : 12;
        int vectors = width / lanes;
        while (vectors > 1 && gates * vectors > budget)
            vectors /= 2;
        int chains = 1;
        while (chains < MostChains && gates * vectors * chains * 2 <= EnoughSums)
            chains *= 2;
        return new TilePlan(lanes, vectors, width / (lanes * vectors), chains);
    }
}
