namespace TinyRnn.Generator.Planning;

/// <summary>
/// Chooses tiles by a model of what the inner loop waits for. In cycles, for one matrix row and one lane group of a panel:
/// <code>
/// loads      (weight vectors + input broadcasts) / 2
/// arithmetic multiply-adds / 2
/// latency    4 / chains: a sum waits for its last multiply-add
/// </code>
/// The row costs the largest of the three. Splitting sums into chains costs one addition, 3 cycles deep, for every doubling. Two loads and two multiply-adds
/// a cycle, 4 cycles each, is what current cores of all four targets do, or (512 bits on some) half of it, which changes no comparison.
/// </summary>
internal static class TileCost
{
    private const double LoadsPerCycle = 2;
    private const double MultiplyAddsPerCycle = 2;
    private const int MultiplyAddLatency = 4;
    private const int AdditionLatency = 3;

    /// <summary>Of tiles that cost the same, the one with fewer loads leaves more to the cell of the panel before, and to a cache that is slower than counted.</summary>
    private const double TieBreak = 1.0 / 64;

    /// <summary>More chains than this only lengthen the code.</summary>
    private const int MostChains = 4;

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
        int lanes = Math.Min(target.Lanes, width);
        TilePlan? best = null;
        double least = double.MaxValue;
        for (int vectors = 1; vectors * lanes <= width; vectors *= 2)
        {
            for (int served = 1; served <= inputs; served *= 2)
            {
                for (int chains = 1; chains <= (rows is null ? 1 : MostChains); chains *= 2)
                {
                    if (chainsOf is not null && chains != chainsOf.Chains)
                        continue;
                    TilePlan tile = new(lanes, vectors, width / (lanes * vectors), chains, served);
                    if (Registers(target, gates, tile) > target.Registers)
                        continue;
                    double cost = Cycles(gates, rows ?? TypicalRows, tile) * tile.Tiles * (inputs / served);
                    if (cost < least)
                        (best, least) = (tile, cost);
                }
            }
        }

        return best ?? new TilePlan(lanes, 1, width / lanes, chainsOf?.Chains ?? 1);
    }

    /// <summary>Registers that the inner loop keeps: sums, the broadcast inputs, and a weight where it is used twice or cannot stay in memory.</summary>
    public static int Registers(VectorTarget target, int gates, TilePlan tile)
    {
        int sums = gates * tile.Vectors * tile.Chains * tile.Inputs;
        int weights = target.HasMemoryOperands ? (tile.Inputs > 1 ? 1 : 0) : 4;
        return sums + tile.Inputs + weights;
    }

    /// <summary>Estimated cycles of one walk over the rows.</summary>
    public static double Cycles(int gates, int rows, TilePlan tile)
    {
        double multiplyAdds = gates * tile.Vectors * tile.Inputs / MultiplyAddsPerCycle;
        double loads = ((gates * tile.Vectors) + tile.Inputs) / LoadsPerCycle;
        double latency = (double)MultiplyAddLatency / tile.Chains;
        int depth = tile.Chains == 1 ? 0 : tile.Chains == 2 ? 1 : 2;
        double additions = Math.Max(depth * AdditionLatency, gates * tile.Vectors * tile.Inputs * (tile.Chains - 1) / MultiplyAddsPerCycle);
        return (rows * (Math.Max(latency, Math.Max(loads, multiplyAdds)) + (TieBreak * loads))) + additions;
    }
}
