namespace TinyRnn.Import.Lowering;

/// <summary>The sum or the product of a value's two halves, which a graph cuts apart first, is one layer.</summary>
internal static class DirectionMerging
{
    /// <summary>Finds them, and says what it did.</summary>
    public static IEnumerable<string> Merge(SourceGraph graph)
    {
        List<string> remarks = [];
        for (int place = 0; place < graph.Nodes.Count; place++)
        {
            if (graph.Nodes[place] is not CombineNode { Inputs.Count: 2, How: Combination.Add or Combination.Multiply } node
                || Halved(graph, node) is not { } source)
            {
                continue;
            }

            MergeKind how = node.How == Combination.Add ? MergeKind.Sum : MergeKind.Product;
            graph.Replace(place, new MergeDirectionsNode(node.Name, [source], how, node.Size));
            remarks.Add($"{node.Name} is the {how.ToString().ToLowerInvariant()} of both halves of {graph.Nodes[source].Name}.");
        }

        graph.Prune();
        return remarks;
    }

    /// <summary>The value whose halves a node joins; <see langword="null"/>: it joins others.</summary>
    private static int? Halved(SourceGraph graph, CombineNode node)
    {
        if (Slice(0) is not { } one || Slice(1) is not { } other || one.Inputs[0] != other.Inputs[0] || one.Count != other.Count)
            return null;
        int source = one.Inputs[0];
        return source != SourceNode.ModelInput && one.First + other.First == one.Count && one.First * other.First == 0
            && graph.Nodes[source].Size == 2 * one.Count ? source : null;

        SliceNode? Slice(int index) => node.Inputs[index] == SourceNode.ModelInput ? null : graph.Nodes[node.Inputs[index]] as SliceNode;
    }
}
