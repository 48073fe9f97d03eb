namespace TinyRnn.Model.Panels;

/// <summary>How a few dot products with one vector walk it with vectors of one width.</summary>
/// <param name="Lanes">Floats of a vector.</param>
/// <param name="Vectors">Whole vectors of inputs.</param>
/// <param name="Chains">Independent sums an output.</param>
/// <param name="Looped">Vectors that a loop covers, a multiple of the chains; 0: all are printed straight.</param>
/// <param name="Tails">Narrower vectors after them, each at most once.</param>
/// <remarks>
/// Each output is a chain of its own, so a sum that waits 4 cycles for its last multiply-add needs 4 / outputs chains at one multiply-add a cycle; more would
/// only have to be added up, and the sum across lanes waits for that. The bound of straight code is that of <see cref="LoopPlan"/>.
/// </remarks>
internal sealed record DotPlan(int Lanes, int Vectors, int Chains, int Looped, EquatableArray<int> Tails)
{
    /// <summary>Independent sums in flight over all outputs.</summary>
    private const int EnoughSums = 4;

    private static readonly int[] s_widths = [16, 8, 4];

    /// <summary>A plan for each width that the inputs fill, widest first.</summary>
    /// <param name="inputs">Inputs of a dot product; only an upper bound where they grow with time.</param>
    /// <param name="outputs">Dot products.</param>
    public static IEnumerable<DotPlan> For(int inputs, int outputs)
    {
        foreach (int lanes in s_widths.Where(lanes => lanes <= inputs).DefaultIfEmpty(4))
        {
            int vectors = inputs / lanes;
            int chains = Math.Max(1, Math.Min(vectors, EnoughSums / outputs));
            bool isStraight = vectors * outputs <= LoopPlan.StraightMultiplyAdds;
            yield return new DotPlan(lanes, vectors, chains, isStraight ? 0 : vectors / chains * chains, new(TailsOf(inputs - (vectors * lanes), lanes)));
        }
    }

    private static IEnumerable<int> TailsOf(int rest, int lanes)
    {
        for (int narrow = lanes / 2; narrow >= 4; narrow /= 2)
        {
            if (rest < narrow)
                continue;
            rest -= narrow;
            yield return narrow;
        }
    }
}
