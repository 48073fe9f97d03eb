namespace TinyRnn.Model.Panels;

/// <summary>How one tile walks the rows of one block: some rows a turn of a loop, the rest after it, or all of them straight.</summary>
/// <param name="Chains">Independent sums of a gate.</param>
/// <param name="Unroll">Rows of a turn.</param>
/// <param name="Looped">Rows that the loop covers; 0: there is no loop.</param>
/// <remarks>
/// This is where code size is weighed. A multiply-add with its load takes some 8 bytes of x64 code, or 8 of ARM64's. Straight code spares the counting and has
/// constant offsets, but it must come from memory once per call, and what a step of the smallest layers does not touch twice is bound by that: the bound of 64
/// multiply-adds, half a kilobyte, is a few turns of the decoder and leaves a whole model in the first-level cache. A loop's counting, two instructions that
/// run beside the others, weighs little against 8 multiply-adds; more would only lengthen the code.
/// </remarks>
internal sealed record LoopPlan(int Chains, int Unroll, int Looped)
{
    /// <summary>Blocks of at most so many multiply-adds are printed without a loop: the smallest layers, whose step is mostly latency.</summary>
    public const int StraightMultiplyAdds = 64;

    /// <summary>Multiply-adds of a loop's body.</summary>
    public const int LoopMultiplyAdds = 8;

    /// <summary>Blocks of fewer rows are summed in one chain: another would cost more to add than it saves.</summary>
    public const int RowsForChains = 4;

    /// <summary>Rows whose inputs one vector holds, where a multiply-add takes a lane of it.</summary>
    private const int RowsOfALoad = 4;

    /// <summary>One row a turn: the number of rows is only known at run time.</summary>
    public static readonly LoopPlan Open = new(1, 1, 0);

    /// <param name="target">The processor.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="block">The rows.</param>
    /// <param name="inputs">Input vectors that the kernel is given: code for several is never straight, because it is several times as long.</param>
    public static LoopPlan For(VectorTarget target, TilePlan tile, RowBlock block, int inputs)
    {
        if (block.Count is not { } rows)
            return Open;
        int count = block.Format.Walked(rows);
        bool isInteger = block.Format.IsInteger;
        int chains = isInteger || block.RowsRead < RowsForChains ? 1 : tile.Chains;
        int aRow = block.Gates.Count * tile.VectorCount * tile.Inputs;
        int unroll = Math.Max(chains, isInteger ? target.IntegersTogether : target.HasMultiplyByLane ? RowsOfALoad : 1);
        while (unroll * aRow < LoopMultiplyAdds)
            unroll *= 2;
        bool isStraight = inputs == 1 && count * aRow <= StraightMultiplyAdds;
        return new LoopPlan(chains, unroll, isStraight || count < 2 * unroll ? 0 : count / unroll * unroll);
    }
}
