using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>Which values of the graph are the model's outputs, before it is followed.</summary>
internal sealed class WantedOutputs
{
    private readonly GraphProto _graph;

    public WantedOutputs(GraphProto graph, ReadOptions options)
    {
        _graph = graph;
        IsCut = options.Outputs.Count > 0;
        Names = IsCut ? [.. options.Outputs.Select(cut => CutPoints.Value(graph, cut))] : [.. graph.Output.Select(output => output.Name)];
    }

    /// <summary>Whether the caller names the outputs.</summary>
    public bool IsCut { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The inputs that the outputs need; those of no state that only another output needs.</summary>
    /// <param name="inputs">All inputs of the graph.</param>
    public GraphInput[] Needed(GraphInput[] inputs)
    {
        HashSet<string> read = [.. Names.Select(name => CutPoints.Outside(_graph, name))];
        foreach (NodeProto node in GraphOrder.Of(_graph, [.. read]))
            read.UnionWith(GraphOrder.Reads(node));
        return [.. inputs.Where(input => read.Contains(input.Name))];
    }
}
