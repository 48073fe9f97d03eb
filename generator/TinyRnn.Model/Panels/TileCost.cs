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

    /// <summary>
    /// Cycles from one walk to the next that nothing fills: sums begin anew, and the cells of a panel wait for each other more than those of several.
    /// </summary>
    private const int WalkOverhead = 12;

    /// <summary>Rows of the matrix, where their number is only known at run time.</summary>
    private const int TypicalRows = 32;

    /// <summary>The cheapest tiles of a product's panels. Single panels at the end of a layer are walked together where that is cheaper.</summary>
    /// <param name="target">The processor.</param>
    /// <param name="product">What is computed, of floats.</param>
    /// <param name="groups">All panels.</param>
    /// <param name="inputs">Input vectors that the kernel is given.</param>
    public static IReadOnlyList<PanelTiling> Choose(VectorTarget target, ProductPlan product, IReadOnlyList<PanelGroup> groups, int inputs)
    {
        RowSums sums = product.RowSums;
        int? rows = product.LongestBlock;
        IReadOnlyList<PanelTiling> apart = [.. groups.Select(group => Choose(target, sums, new PanelStrip(group), rows, inputs))];
        IReadOnlyList<PanelTiling> best = apart;

        // Bits that are the same everywhere are those of panels that stand alone. Several inputs have sums enough, and more addresses would not fit.
        bool mayJoin = !product.IsReproducible && inputs == 1;
        int first = groups.Count(group => group.Count > 1);
        for (int from = first; from < groups.Count - 1 && mayJoin; from++)
        {
            PanelStrip strip = new(new EquatableArray<PanelGroup>(groups.Skip(from)));
            if (!Candidates(target, sums, strip, rows, inputs, null).Any())
                continue;
            IReadOnlyList<PanelTiling> joined = [.. apart.Take(from), Choose(target, sums, strip, rows, inputs)];
            if (Worst(joined, best) < 1)
                best = joined;
        }

        return best;

        double Worst(IReadOnlyList<PanelTiling> some, IReadOnlyList<PanelTiling> others) =>
            Enumerable.Range(0, target.Cores(target.Lanes).Count).Max(core => Cycles(some, core) / Cycles(others, core));

        double Cycles(IReadOnlyList<PanelTiling> tilings, int core) =>
            tilings.Sum(tiling => WalkOverhead + PanelCycles(target, core, sums, rows ?? TypicalRows, inputs, tiling));
    }

    /// <summary>The cheapest tiles of a strip.</summary>
    /// <param name="target">The processor.</param>
    /// <param name="sums">Sums a unit.</param>
    /// <param name="strip">The panels.</param>
    /// <param name="rows">Matrix rows that the longest block of the product has; <see langword="null"/>: only known at run time, which excludes chains.</param>
    /// <param name="inputs">Input vectors that the kernel is given.</param>
    /// <param name="chains">How many chains to have, so that the sums come out in the same bits.</param>
    public static PanelTiling Choose(VectorTarget target, RowSums sums, PanelStrip strip, int? rows, int inputs = 1, int? chains = null)
    {
        List<PanelTiling> candidates = [.. Candidates(target, sums, strip, rows, inputs, chains)];
        if (candidates.Count == 0)
            return Tilings(Math.Min(target.Lanes, strip.Groups[0].Width), 1, strip, chains ?? 1, inputs: 1).First();

        double[] least = [.. Enumerable.Range(0, target.Cores(target.Lanes).Count)
            .Select(core => candidates.Min(tiling => PanelCycles(target, core, sums, rows ?? TypicalRows, inputs, tiling)))];
        return candidates
            .OrderBy(tiling => least.Select((best, core) => PanelCycles(target, core, sums, rows ?? TypicalRows, inputs, tiling) / best).Max())
            .First();
    }

    /// <summary>
    /// All tiles that fit into the registers, widest vectors first: of equal ones the first is taken, and wide vectors are fewer instructions.
    /// </summary>
    public static IEnumerable<PanelTiling> Candidates(VectorTarget target, RowSums sums, PanelStrip strip, int? rows, int inputs, int? chainsOf)
    {
        int width = strip.Groups[0].Width;
        int mostChains = rows is null or < LoopPlan.RowsForChains ? 1 : MostChains;
        for (int lanes = Math.Min(target.Lanes, width); lanes >= FewestLanes; lanes /= 2)
        {
            for (int vectors = 1; vectors * lanes <= width; vectors *= 2)
            {
                for (int served = 1; served <= inputs; served *= 2)
                {
                    for (int chains = 1; chains <= mostChains; chains *= 2)
                    {
                        if (chainsOf is not null && chains != chainsOf)
                            continue;
                        foreach (PanelTiling tiling in Tilings(lanes, vectors, strip, chains, served))
                        {
                            if (tiling.Tiles.All(tile => Registers(target, sums.All, tile) <= target.Registers))
                                yield return tiling;
                        }
                    }
                }
            }
        }
    }

    /// <summary>
    /// Walks of so many vectors through the first panel; the others side by side are a walk of their own, or go with the last one of the first.
    /// </summary>
    private static IEnumerable<PanelTiling> Tilings(int lanes, int vectors, PanelStrip strip, int chains, int inputs)
    {
        TilePlan tile = new(lanes, vectors, strip.Groups[0].Width / (lanes * vectors), chains, inputs);
        List<int> others = [.. strip.Groups.Skip(1).SelectMany(
            group => Enumerable.Repeat(Math.Min(lanes, group.Width), group.Width / Math.Min(lanes, group.Width)))];
        if (others.Count == 0)
        {
            yield return Tiling([tile]);
            yield break;
        }

        int done = strip.Groups[0].Width;
        int alike = others.Count(each => each == others[0]);
        TilePlan last = new(others[0], alike, 1, chains, inputs) { FirstLane = done, Narrower = new(others.Skip(alike)) };
        yield return Tiling([tile, last]);
        alike = others.Count(each => each == lanes);
        TilePlan joined = tile with
        {
            Vectors = vectors + alike, Tiles = 1, FirstLane = done - (vectors * lanes), Narrower = new(others.Skip(alike)),
        };
        yield return Tiling(tile.Tiles == 1 ? [joined] : [tile with { Tiles = tile.Tiles - 1 }, joined]);

        PanelTiling Tiling(IEnumerable<TilePlan> tiles) => new(strip, new(tiles));
    }

    /// <summary>Registers that the inner loop keeps: sums, the broadcast inputs, and a weight where it is used twice or cannot stay in memory.</summary>
    public static int Registers(VectorTarget target, int gates, TilePlan tile)
    {
        int sums = gates * tile.VectorCount * tile.Chains * tile.Inputs;
        int weights = target.HasMemoryOperands ? (tile.Inputs > 1 ? 1 : 0) : 4;
        return sums + tile.Inputs + weights;
    }

    /// <summary>Estimated cycles of all walks over one panel, for all of the kernel's inputs.</summary>
    /// <param name="target">The processor.</param>
    /// <param name="core">Which of its kinds of cores.</param>
    /// <param name="sums">Sums a unit.</param>
    /// <param name="rows">Matrix rows.</param>
    /// <param name="inputs">Input vectors that the kernel is given.</param>
    /// <param name="tiling">The tiles.</param>
    public static double PanelCycles(VectorTarget target, int core, RowSums sums, int rows, int inputs, PanelTiling tiling) =>
        tiling.Tiles.Sum(tile => WalkCycles(lanes => target.Cores(lanes)[core], sums.OfRow, rows, tile) * tile.Tiles) * (inputs / tiling.Inputs);

    /// <summary>Estimated cycles of one walk over the rows.</summary>
    /// <param name="rates">What the core does with vectors of so many floats.</param>
    /// <param name="gates">Sums a unit that a row adds to.</param>
    /// <param name="rows">Matrix rows.</param>
    /// <param name="tile">The tile.</param>
    public static double WalkCycles(Func<int, CoreRates> rates, int gates, int rows, TilePlan tile)
    {
        CoreRates widest = rates(tile.Lanes);
        double multiplyAdds = tile.Widths.Sum(lanes => gates * tile.Inputs / rates(lanes).MultiplyAdds);
        double loads = tile.Widths.Sum(lanes => gates / rates(lanes).Loads) + (tile.Inputs / BroadcastsPerCycle);
        double latency = widest.Latency / tile.Chains;
        int depth = tile.Chains == 1 ? 0 : tile.Chains == 2 ? 1 : 2;
        double sums = tile.Widths.Sum(lanes => gates * tile.Inputs * (tile.Chains - 1) / rates(lanes).Additions);
        double additions = Math.Max(depth * AdditionLatency, sums);
        return (rows * (Math.Max(latency, Math.Max(loads, multiplyAdds)) + (TieBreak * loads))) + additions;
    }
}
