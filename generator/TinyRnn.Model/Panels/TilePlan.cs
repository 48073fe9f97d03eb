namespace TinyRnn.Model.Panels;

/// <summary>
/// How a strip of panels, or a part of it, is computed with the registers of one target: a tile is what has its accumulators in registers during one walk over
/// the rows.
/// <see cref="TileCost"/> chooses it.
/// </summary>
/// <param name="Lanes">Floats of one vector.</param>
/// <param name="Vectors">Vectors a gate in one tile.</param>
/// <param name="Tiles">Walks, one after another.</param>
/// <param name="Chains">Independent sums that each gate is split into.</param>
/// <param name="Inputs">Input vectors that one walk serves, where a kernel has several.</param>
internal sealed record TilePlan(int Lanes, int Vectors, int Tiles, int Chains, int Inputs = 1)
{
    /// <summary>The strip's lane that the first walk begins at.</summary>
    public int FirstLane { get; init; }

    /// <summary>
    /// Floats of further vectors, narrower ones, that end a strip whose width is no multiple of <see cref="Lanes"/>: a walk serves them as well.
    /// </summary>
    public EquatableArray<int> Narrower { get; init; }

    /// <summary>Floats of every vector, widest first.</summary>
    public IEnumerable<int> Widths => Enumerable.Repeat(Lanes, Vectors).Concat(Narrower);

    /// <summary>Vectors a gate.</summary>
    public int VectorCount => Vectors + Narrower.Count;

    /// <summary>Lanes that a walk covers.</summary>
    public int TileWidth => (Lanes * Vectors) + Narrower.Sum();
}
