namespace TinyRnn.Import.Onnx;

/// <summary>Values of nodes behind slices and concatenations.</summary>
internal static class Elements
{
    /// <summary>Which value of which node each value of a node is.</summary>
    public static List<(int Node, int Feature)> Of(LiftedGraph graph, int place)
    {
        switch (graph[place])
        {
            case SliceNode slice:
                return Of(graph, slice.Inputs[0]).GetRange(slice.First, slice.Count);
            case RearrangedNode rearranged:
                List<(int Node, int Feature)> all = Of(graph, rearranged.Inputs[0]);
                return [.. rearranged.Features.Select(feature => all[feature])];
            case CombineNode { How: Combination.Concatenate } joined:
                return [.. joined.Inputs.SelectMany(input => Of(graph, input))];
            default:
                int size = graph[place].Size;
                return [.. Enumerable.Range(0, size).Select(feature => (place, feature))];
        }
    }

    /// <summary>Whether all values of a node are values of states.</summary>
    public static bool AreState(LiftedGraph graph, int place) => Of(graph, place).TrueForAll(value => graph[value.Node] is StateNode);
}
