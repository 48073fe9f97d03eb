namespace TinyRnn.Import.Onnx;

/// <summary>
/// Magnitudes in pieces: sqrt(re^2 + im^2), where both are halves of the positions of one value. Each number is followed back through the
/// sum, the squares and all that only moves values, so the order in which an exporter computes them is nothing to recognise.
/// </summary>
internal static class MagnitudeOperator
{
    /// <summary>Reads a root as magnitudes, if its input is such a sum.</summary>
    public static bool TryRun(OperatorCall call)
    {
        NdArray<Ref> input = call.Refs(0);
        var parts = new (int Re, int Im)[input.Data.Length];
        int source = -1;
        for (int i = 0; i < parts.Length; i++)
        {
            if (Parts(call.Graph, input.Data[i]) is not var (node, first, second) || (i > 0 && node != source))
                return false;
            source = node;
            parts[i] = (Math.Min(first, second), Math.Max(first, second));
        }

        if (parts.Length == 0)
            return false;
        int bins = parts[0].Im - parts[0].Re;
        int size = call.Graph[source].Size;
        if (bins == 0 || size % (2 * bins) != 0 || parts.Any(part => part.Im - part.Re != bins || part.Re % (2 * bins) >= bins))
            return false;
        int magnitude = call.Graph.Add(new MagnitudeNode(call.Name, [source], size / (2 * bins), bins), call.Graph.Steps(source));
        call.Result(new RefValue(new(input.Shape, [.. parts.Select((part, i) => input.Data[i] with
        {
            Node = magnitude,
            Feature = (part.Re / (2 * bins) * bins) + (part.Re % (2 * bins)),
        })])));
        return true;
    }

    /// <summary>The value both of whose parts are squared and added, and where they are in it.</summary>
    private static (int Node, int First, int Second)? Parts(LiftedGraph graph, Ref value)
    {
        if (value.IsConstant || graph.Pair(value.Node, Combination.Add) is not { } sum)
            return null;
        return Squared(graph, sum.First, value.Feature) is var (first, a) && Squared(graph, sum.Second, value.Feature) is var (second, b)
            && first == second && a != b ? (first, a, b) : null;
    }

    private static (int Node, int Feature)? Squared(LiftedGraph graph, int node, int feature)
    {
        (node, feature) = Moved(graph, node, feature);
        return graph.Squared(node) is { } source ? Moved(graph, source, feature) : null;
    }

    /// <summary>Where a number comes from, past what only moves it.</summary>
    private static (int Node, int Feature) Moved(LiftedGraph graph, int node, int feature)
    {
        while (true)
        {
            switch (graph[node])
            {
                case SliceNode slice:
                    (node, feature) = (slice.Inputs[0], feature + slice.First);
                    break;
                case RearrangedNode rearranged:
                    (node, feature) = (rearranged.Inputs[0], rearranged.Features[feature]);
                    break;
                case CombineNode { How: Combination.Concatenate } joined:
                    int part = 0;
                    while (feature >= graph[joined.Inputs[part]].Size)
                        feature -= graph[joined.Inputs[part++]].Size;
                    node = joined.Inputs[part];
                    break;
                default:
                    return (node, feature);
            }
        }
    }
}
