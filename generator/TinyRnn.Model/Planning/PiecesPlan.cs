namespace TinyRnn.Model.Planning;

/// <summary>Layers that give values equally often: those in front of the first stride, or one with a stride and those up to the next.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Steps">Steps of its input from one output to the next.</param>
/// <param name="Period">Steps of the model's input from one output to the next.</param>
/// <param name="MostOutputs">Outputs that a piece can give.</param>
internal sealed record RatePlan(SegmentPlan Layers, int Steps, int Period, int MostOutputs);

/// <summary>
/// How a model with a stride computes a sequence: piece by piece, and within a piece rate after rate, so that each rate can compute several outputs at once.
/// </summary>
/// <param name="Steps">Steps of a whole piece.</param>
/// <param name="Aligned">The strided layers whose outputs a whole piece begins behind, from the first one on.</param>
/// <param name="Rates">In order.</param>
internal sealed record PiecesPlan(int Steps, int Aligned, EquatableArray<RatePlan> Rates)
{
    /// <summary>32 KiB: what lies between the rates stays in the first-level cache.</summary>
    private const int MostBetween = 1 << 13;

    /// <summary><see langword="null"/>: no layer would gain from it.</summary>
    public static PiecesPlan? Of(ModelPlan model)
    {
        // A layer with a stride that reads further back than the layers before it: rare, and the values between the rates would be others.
        if (model.Stride == 1 || model.Strided.Any(layer => layer.InputValue != layer.Index))
            return null;
        List<SegmentPlan> rates = [.. Cut(model)];
        if (!rates.Any(model.BlocksSteps))
            return null;
        // The longest pieces in which some rate still computes several outputs at once: rates with longer periods have theirs one by one.
        for (int aligned = model.Strided.Count(); aligned >= 0; aligned--)
        {
            int period = model.Strided.Take(aligned).Aggregate(1, (steps, layer) => steps * layer.StepsPerOutput);
            PiecesPlan pieces = new(PanelKernelPlan.Several * period, aligned, new(Count(model, rates, PanelKernelPlan.Several * period)));
            if (pieces.Between(model) <= MostBetween && (long)pieces.Steps * model.InputSize <= ModelPlan.MostScratch)
                return pieces.Rates.Any(rate => pieces.IsBlocked(model, rate)) ? pieces : null;
        }

        return null;
    }

    /// <summary>Several outputs of the rate are computed at once.</summary>
    public bool IsBlocked(ModelPlan model, RatePlan rate) =>
        rate.Period * PanelKernelPlan.Several <= Steps && model.BlocksSteps(rate.Layers);

    /// <summary>Floats between the rates.</summary>
    private long Between(ModelPlan model) => Rates.Take(Rates.Count - 1).Sum(rate => (long)rate.MostOutputs * model.SizeOf(rate.Layers.End));

    private static IEnumerable<SegmentPlan> Cut(ModelPlan model)
    {
        int first = 0;
        foreach (int next in model.Strided.Select(layer => layer.Index).Append(model.Layers.Count))
        {
            if (next > first)
                yield return new(first, next, false, new([]));
            first = next;
        }
    }

    private static IEnumerable<RatePlan> Count(ModelPlan model, IEnumerable<SegmentPlan> rates, int steps)
    {
        foreach (SegmentPlan layers in rates)
        {
            int stride = model.Layers[layers.First].StepsPerOutput;
            // A piece that begins in front of an output has as many outputs as one that begins behind it.
            steps = (steps + stride - 1) / stride;
            yield return new(layers, stride, model.StepsPer(layers.End), steps);
        }
    }
}
