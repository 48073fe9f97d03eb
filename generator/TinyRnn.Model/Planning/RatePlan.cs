namespace TinyRnn.Model.Planning;

/// <summary>Layers that give values equally often: those in front of the first stride, or one with a stride and those up to the next.</summary>
/// <param name="Layers">The layers.</param>
/// <param name="Steps">Steps of its input from one output to the next.</param>
/// <param name="Period">Steps of the model's input from one output to the next.</param>
internal sealed record RatePlan(SegmentPlan Layers, int Steps, int Period)
{
    /// <summary>The rates of a model, in order; empty: it has one, or they cannot be computed one after another.</summary>
    public static IReadOnlyList<RatePlan> Of(ModelPlan model)
    {
        // A layer with a stride that reads further back than the layer before it: rare, and the values between the rates would be others.
        if (model.Stride == 1 || model.Strided.Any(layer => layer.InputValue != layer.Index))
            return [];
        return [.. Cut(model)];
    }

    private static IEnumerable<RatePlan> Cut(ModelPlan model)
    {
        int first = 0;
        foreach (int next in model.Strided.Select(layer => layer.Index).Append(model.Layers.Count))
        {
            if (next > first)
                yield return new(new(first, next, false, new([])), model.Layers[first].StepsPerOutput, model.StepsPer(next));
            first = next;
        }
    }
}
