namespace TinyRnn.Import.Onnx;

/// <summary>
/// A layer normalisation in pieces: (x - mean) / sqrt(mean((x - mean)^2) + epsilon), then a scale and a shift of each value.
/// </summary>
internal static class LayerNormPattern
{
    public static void Apply(LiftedGraph graph, int place)
    {
        if (graph[place] is ScaleShiftNode scale && graph[scale.Inputs[0]] is LayerNormNode { Scale: null, Shift: null } norm)
            graph.Absorb(place, scale.Inputs[0], norm with { Scale = scale.Scale, Shift = scale.Shift.Values.ContainsAnyExcept(0f) ? scale.Shift : null });

        if (graph[place] is OtherNode { Operator: "Div", Inputs.Count: 2 } quotient && Normalised(graph, quotient) is var (input, epsilon))
            graph.Replace(place, new LayerNormNode(graph.Module(place), [input], quotient.Size, epsilon, null, null));
    }

    private static (int Input, float Epsilon)? Normalised(LiftedGraph graph, OtherNode quotient)
    {
        if (graph.Of(quotient.Inputs[1], LiftedGraph.RepeatOperator) is not { } root || graph.Of(root, "Sqrt") is not { } variance)
            return null;
        if (graph[variance] is not ScaleShiftNode epsilon || !PatternNodes.AreAll(epsilon.Scale, 1) || epsilon.Size != 1)
            return null;

        // Some exporters write the difference twice, once for the square.
        return Centred(graph, quotient.Inputs[0]) is { } input && graph.Of(epsilon.Inputs[0], "ReduceMean") is { } square
            && graph.Squared(square) is { } difference && (difference == quotient.Inputs[0] || Centred(graph, difference) == input)
            ? (input, epsilon.Shift.Values[0]) : null;
    }

    /// <summary>The x of x - mean(x).</summary>
    private static int? Centred(LiftedGraph graph, int place)
    {
        if (graph.Pair(place, Combination.Add) is not { } pair)
            return null;
        return IsMinusMean(graph, pair.Second, pair.First) ? pair.First : IsMinusMean(graph, pair.First, pair.Second) ? pair.Second : null;
    }

    private static bool IsMinusMean(LiftedGraph graph, int place, int of) =>
        graph.Scaled(place, -1, 0) is { } repeated && graph.Of(repeated, LiftedGraph.RepeatOperator) is { } mean && graph.Of(mean, "ReduceMean") == of;
}
