using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>Which values of the graph are the model's outputs, before it is followed.</summary>
internal sealed class WantedOutputs
{
    private readonly GraphProto _graph;
    private readonly Dictionary<string, string> _titles = [];

    public WantedOutputs(GraphProto graph, ReadOptions options)
    {
        _graph = graph;
        IsCut = options.Outputs.Count > 0;
        if (IsCut)
        {
            Names = [.. options.Outputs.Select(cut => CutPoints.Value(graph, cut))];
            return;
        }

        var tails = new SamplingTails(graph);
        Names = tails.Outputs;
        Remarks = tails.Remarks;
        Skipped = tails.Drawn;
        foreach (string name in Names.Where(name => !graph.Output.Any(output => output.Name == name)))
            _titles[name] = tails.Title(name);
    }

    /// <summary>Whether the caller names the outputs.</summary>
    public bool IsCut { get; }

    /// <summary>The values.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>What was cut off, and what is given instead.</summary>
    public IReadOnlyList<string> Remarks { get; } = [];

    /// <summary>Values that are not looked at: what comes out of an operator that draws or chooses.</summary>
    public IReadOnlySet<string> Skipped { get; } = new HashSet<string>();

    /// <summary>What a class calls an output: its node, where it is none of the file's own.</summary>
    public string Title(string name) => _titles.GetValueOrDefault(name, name);

    /// <summary>The inputs that the outputs need; those of no state that only another output needs.</summary>
    /// <param name="inputs">All inputs of the graph.</param>
    public GraphInput[] Needed(GraphInput[] inputs)
    {
        string[] followed = IsCut ? [.. Names] : [.. Names, .. _graph.Output.Select(output => output.Name).Where(name => !Skipped.Contains(name))];
        HashSet<string> read = [.. followed.Select(name => CutPoints.Outside(_graph, name))];
        foreach (NodeProto node in GraphOrder.Of(_graph, [.. read]))
            read.UnionWith(GraphOrder.Reads(node));
        return [.. inputs.Where(input => read.Contains(input.Name))];
    }
}
