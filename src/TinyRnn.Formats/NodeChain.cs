namespace TinyRnn.Formats;

/// <summary>Layers one after another, as most files have them, with what was noticed on the way.</summary>
/// <param name="inputSize">Numbers that the model reads a step.</param>
internal sealed class NodeChain(int inputSize)
{
    private readonly List<SourceNode> _nodes = [];
    private readonly Dictionary<string, int> _names = [];

    public IReadOnlyList<SourceNode> Nodes => _nodes;

    public List<string> Remarks { get; } = [];

    public List<SourceProblem> Problems { get; } = [];

    /// <summary>Steps a second, if the file names them.</summary>
    public double? SampleRate { get; set; }

    /// <summary>Place of the last node; <see cref="SourceNode.ModelInput"/> before the first.</summary>
    public int Last => _nodes.Count - 1;

    /// <summary>What the next layer reads.</summary>
    public IReadOnlyList<int> Input => [Last];

    /// <summary>Features of what the next layer reads.</summary>
    public int Size => SizeOf(Last);

    public int SizeOf(int place) => place == SourceNode.ModelInput ? inputSize : _nodes[place].Size;

    /// <summary>Appends a node and gives its place.</summary>
    public int Add(SourceNode node)
    {
        _nodes.Add(node);
        return Last;
    }

    /// <summary>A name that no node has yet: dense, dense_1, dense_2.</summary>
    public string Name(string kind)
    {
        int count = _names.GetValueOrDefault(kind);
        _names[kind] = count + 1;
        return count == 0 ? kind : $"{kind}_{count}";
    }
}
