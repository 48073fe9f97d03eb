namespace TinyRnn.Model.Panels;

/// <summary>
/// Chooses tiles by a model of what the inner loop waits for. In cycles, for one matrix row and one tile:
/// <code>
/// loads      weight vectors / loads a cycle + input broadcasts / 2
/// arithmetic multiply-adds / multiply-adds a cycle
/// latency    4 / chains: a sum waits for its last multiply-add
/// </code>
/// The row costs the largest of the three. Splitting sums into chains costs their additions after the last row: one, 3 cycles deep, for every doubling.
/// Registers are a limit, not a cost: what does not fit is no candidate. What one kind of core (<see cref="CoreRates"/>) likes best can be slow on another that
/// runs the same code, so the choice is the candidate whose worst ratio to the best one, over all kinds of cores, is the least.
/// </summary>
internal static class TileCost
{
    private const double BroadcastsPerCycle = 2;
    private const int AdditionLatency = 3;

    /// <summary>
    /// Of tiles that cost the same, the one with fewer loads leaves more to the cell of the panel before, and to a cache that is slower than counted.
    /// </summary>
    private const double TieBreak = 1.0 / 64;

    /// <summary>More chains than this only lengthen the code.</summary>
    private const int MostChains = 4;

    /// <summary>The narrowest vector, a panel of the narrowest kind.</summary>
    private const int FewestLanes = 4;

    /// <summary>Rows of the matrix, where their number is only known at run time.</summary>
    private const int TypicalRows = 32;

    /// <summary>
    /// The cheapest tile for one panel.
    /// </summary>
    /// <param name="target">The processor.</param>
    /// <param name="gates">Sums a unit.</param>
    /// <param name="width">Lanes of the panel.</param>
    /// <param name="rows">Matrix rows that the longest block of the product has; <see langword="null"/>: only known at run time, which excludes chains.</param>
    /// <param name="inputs">Input vectors that the kernel is given.</param>
    /// <param name="chainsOf">A tile whose chains to keep, so that the sums come out in the same bits.</param>
    public static TilePlan Choose(VectorTarget target, int gates, int width, int? rows, int inputs = 1, TilePlan? chainsOf = null)
    {
        List<TilePlan> candidates = [.. Candidates(target, gates, width, rows, inputs, chainsOf)];
        if (candidates.Count == 0)
        {
            int lanes = Math.Min(target.Lanes, width);
            return new TilePlan(lanes, 1, width / lanes, chainsOf?.Chains ?? 1);
        }

        double[] least = [.. Enumerable.Range(0, target.Cores(target.Lanes).Count)
            .Select(core => candidates.Min(tile => PanelCycles(target, core, gates, rows ?? TypicalRows, inputs, tile)))];
        return candidates
            .OrderBy(tile => least.Select((best, core) => PanelCycles(target, core, gates, rows ?? TypicalRows, inputs, tile) / best).Max())
            .First();
    }

    /// <summary>
    /// Every tile that fits into the registers, widest vectors first: of equal ones the first is taken, and wide vectors are fewer instructions.
    /// </summary>
    public static IEnumerable<TilePlan> Candidates(VectorTarget target, int gates, int width, int? rows, int inputs, TilePlan? chainsOf)
    {
        int mostChains = rows is null or < LoopPlan.RowsForChains ? 1 : MostChains;
        for (int lanes = Math.Min(target.Lanes, width); lanes >= FewestLanes; lanes /= 2)
        {
            for (int vectors = 1; vectors * lanes <= width; vectors *= 2)
            {
                for (int served = 1; served <= inputs; served *= 2)
                {
                    for (int chains = 1; chains <= mostChains; chains *= 2)
                    {
                        TilePlan tile = new(lanes, vectors, width / (lanes * vectors), chains, served);
                        if ((chainsOf is null || chains == chainsOf.Chains) && Registers(target, gates, tile) <= target.Registers)
                            yield return tile;
                    }
                }
            }
        }
    }

    /// <summary>Registers that the inner loop keeps: sums, the broadcast inputs, and a weight where it is used twice or cannot stay in memory.</summary>
    public static int Registers(VectorTarget target, int gates, TilePlan tile)
    {
        int sums = gates * tile.Vectors * tile.Chains * tile.Inputs;
        int weights = target.HasMemoryOperands ? (tile.Inputs > 1 ? 1 : 0) : 4;
        return sums + tile.Inputs + weights;
    }

    /// <summary>Estimated cycles of all walks over one panel, for all of the kernel's inputs.</summary>
    /// <param name="target">The processor.</param>
    /// <param name="core">Which of its kinds of cores.</param>
    /// <param name="gates">Sums a unit.</param>
    /// <param name="rows">Matrix rows.</param>
    /// <param name="inputs">Input vectors that the kernel is given.</param>
    /// <param name="tile">The tile.</param>
    public static double PanelCycles(VectorTarget target, int core, int gates, int rows, int inputs, TilePlan tile) =>
        WalkCycles(target.Cores(tile.Lanes)[core], gates, rows, tile) * tile.Tiles * (inputs / tile.Inputs);

    /// <summary>Estimated cycles of one walk over the rows.</summary>
    public static double WalkCycles(CoreRates core, int gates, int rows, TilePlan tile)
    {
        double multiplyAdds = gates * tile.Vectors * tile.Inputs / core.MultiplyAdds;
        double loads = (gates * tile.Vectors / core.Loads) + (tile.Inputs / BroadcastsPerCycle);
        double latency = core.Latency / tile.Chains;
        int depth = tile.Chains == 1 ? 0 : tile.Chains == 2 ? 1 : 2;
        double additions = Math.Max(depth * AdditionLatency, gates * tile.Vectors * tile.Inputs * (tile.Chains - 1) / core.Additions);
        return (rows * (Math.Max(latency, Math.Max(loads, multiplyAdds)) + (TieBreak * loads))) + additions;
    }
}
