using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The nodes that outputs need, each after those that it reads.</summary>
internal static class GraphOrder
{
    /// <exception cref="SourceFormatException">The graph has a cycle.</exception>
    public static List<NodeProto> Of(GraphProto graph, IEnumerable<string> outputs)
    {
        var producers = new Dictionary<string, NodeProto>();
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output.Where(output => output.Length > 0))
                producers[output] = node;
        }

        var order = new List<NodeProto>();
        var state = new Dictionary<NodeProto, bool>(ReferenceEqualityComparer.Instance);
        var stack = new Stack<(NodeProto Node, bool IsDone)>();
        foreach (string output in outputs)
        {
            if (producers.TryGetValue(output, out NodeProto? start))
                stack.Push((start, false));
            while (stack.TryPop(out (NodeProto Node, bool IsDone) top))
            {
                if (top.IsDone)
                {
                    state[top.Node] = true;
                    order.Add(top.Node);
                    continue;
                }

                if (state.TryGetValue(top.Node, out bool finished))
                {
                    if (!finished)
                        throw new SourceFormatException(
                            $"The graph runs in a circle through '{top.Node.Name}' ({top.Node.OpType}). The file is damaged; export it again.");
                    continue;
                }

                state[top.Node] = false;
                stack.Push((top.Node, true));
                foreach (string input in Reads(top.Node).Reverse())
                {
                    if (producers.TryGetValue(input, out NodeProto? before) && !(state.TryGetValue(before, out bool done) && done))
                        stack.Push((before, false));
                }
            }
        }

        return order;
    }

    /// <summary>Names that a node reads, also those that its branches take from outside.</summary>
    public static IEnumerable<string> Reads(NodeProto node)
    {
        foreach (string input in node.Input.Where(input => input.Length > 0))
            yield return input;
        foreach (AttributeProto attribute in node.Attribute.Where(attribute => attribute.G is not null))
        {
            foreach (NodeProto inner in attribute.G.Node)
            {
                foreach (string input in Reads(inner))
                    yield return input;
            }

            foreach (ValueInfoProto output in attribute.G.Output)
                yield return output.Name;
        }
    }
}
