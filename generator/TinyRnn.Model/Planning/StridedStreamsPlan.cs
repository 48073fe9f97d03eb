namespace TinyRnn.Model.Planning;

/// <summary>
/// How a model with a stride computes a step of several streams: rate after rate, and behind each stride only the streams that have an output there, several at
/// once, whichever they are.
/// </summary>
/// <param name="Most">Streams at most that are gathered together.</param>
/// <param name="Rates">In order.</param>
internal sealed record StridedStreamsPlan(int Most, EquatableArray<RatePlan> Rates)
{
    /// <summary>Smaller products gain less from being shared than it costs to gather the streams.</summary>
    private const int FewestForStreams = 1024;

    /// <summary><see langword="null"/>: the streams take turns.</summary>
    public static StridedStreamsPlan? Of(ModelPlan model)
    {
        IReadOnlyList<RatePlan> rates = model.Rates;
        if (rates.Count == 0 || model.Layers.Sum(layer => layer.StreamsStackLength) > ModelPlan.MostScratch
            || !model.Layers.Any(layer => layer.StreamsShareWeights && layer.MultiplyAdds >= FewestForStreams))
            return null;
        // The more there are, the more often there are several with an output. Their numbers are bytes.
        int most = 64;
        while (most > PanelKernelPlan.Several && most * Floats(model, rates) > PiecesPlan.MostBetween)
            most /= 2;
        return most * Floats(model, rates) <= ModelPlan.MostScratch ? new(most, new(rates)) : null;
    }

    /// <summary>Of a stream: its input, and what lies between the rates.</summary>
    private static long Floats(ModelPlan model, IReadOnlyList<RatePlan> rates) =>
        model.InputSize + rates.Take(rates.Count - 1).Sum(rate => (long)model.SizeOf(rate.Layers.End));
}
