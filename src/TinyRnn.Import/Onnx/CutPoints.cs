using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>Values of a graph that a caller names as outputs; they may lie in a branch.</summary>
internal static class CutPoints
{
    /// <summary>The value of a name: of a value, or of a node.</summary>
    /// <exception cref="SourceFormatException">There is none.</exception>
    public static string Value(GraphProto graph, string name)
    {
        NodeProto[] nodes = [.. Nodes(graph)];
        return nodes.SelectMany(node => node.Output).Concat(graph.Input.Select(value => value.Name))
            .FirstOrDefault(output => output == name)
            ?? nodes.FirstOrDefault(node => node.Name == name)?.Output.FirstOrDefault(output => output.Length > 0)
            ?? throw new SourceFormatException(
                $"The graph has no node and no value called '{name}'. Its outputs are "
                + $"{string.Join(", ", graph.Output.Select(output => $"'{output.Name}'"))}; `inspect` shows its nodes.");
    }

    /// <summary>What must be followed of the graph itself to come to a value.</summary>
    public static string Outside(GraphProto graph, string value) =>
        graph.Node.FirstOrDefault(node =>
            !node.Output.Contains(value) && Inside(node).Any(inner => inner.Output.Contains(value)))?.Output[0] ?? value;

    private static IEnumerable<NodeProto> Nodes(GraphProto graph) => graph.Node.SelectMany(node => Inside(node).Prepend(node));

    private static IEnumerable<NodeProto> Inside(NodeProto node) =>
        node.Attribute.Where(attribute => attribute.G is not null).SelectMany(attribute => Nodes(attribute.G));
}
