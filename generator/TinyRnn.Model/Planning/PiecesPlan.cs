namespace TinyRnn.Model.Planning;

/// <summary>
/// How a model with a stride computes a sequence: piece by piece, and within a piece rate after rate, so that each rate can compute several outputs at once.
/// </summary>
/// <param name="Steps">Steps of a whole piece.</param>
/// <param name="Aligned">The strided layers whose outputs a whole piece begins behind, from the first one on.</param>
/// <param name="Rates">In order.</param>
/// <param name="MostOutputs">Outputs that a piece can give of each.</param>
internal sealed record PiecesPlan(int Steps, int Aligned, EquatableArray<RatePlan> Rates, EquatableArray<int> MostOutputs)
{
    /// <summary>32 KiB: what lies between the rates stays in the first-level cache.</summary>
    public const int MostBetween = 1 << 13;

    /// <summary><see langword="null"/>: no layer would gain from it.</summary>
    public static PiecesPlan? Of(ModelPlan model)
    {
        IReadOnlyList<RatePlan> rates = model.Rates;
        if (!rates.Any(rate => model.BlocksSteps(rate.Layers)))
            return null;
        // The longest pieces in which some rate still computes several outputs at once: rates with longer periods have theirs one by one.
        for (int aligned = model.Strided.Count(); aligned >= 0; aligned--)
        {
            int steps = PanelKernelPlan.Several * model.Strided.Take(aligned).Aggregate(1, (period, layer) => period * layer.StepsPerOutput);
            PiecesPlan pieces = new(steps, aligned, new(rates), new(Count(rates, steps)));
            if (pieces.Between(model) <= MostBetween && (long)steps * model.InputSize <= ModelPlan.MostScratch)
                return rates.Any(rate => pieces.IsBlocked(model, rate)) ? pieces : null;
        }

        return null;
    }

    /// <summary>Several outputs of the rate are computed at once.</summary>
    public bool IsBlocked(ModelPlan model, RatePlan rate) =>
        rate.Period * PanelKernelPlan.Several <= Steps && model.BlocksSteps(rate.Layers);

    /// <summary>Floats between the rates.</summary>
    private long Between(ModelPlan model) =>
        Enumerable.Range(0, Rates.Count - 1).Sum(index => (long)MostOutputs[index] * model.SizeOf(Rates[index].Layers.End));

    private static IEnumerable<int> Count(IEnumerable<RatePlan> rates, int steps)
    {
        foreach (RatePlan rate in rates)
        {
            // A piece that begins in front of an output has as many outputs as one that begins behind it.
            steps = (steps + rate.Steps - 1) / rate.Steps;
            yield return steps;
        }
    }
}
