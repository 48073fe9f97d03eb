namespace TinyRnn.Import.Onnx;

/// <summary>
/// The network that the graph was found to compute, while it is being found: nodes over whole sequences, each with the number of its steps.
/// Inputs are places in this graph; the model's input and its states
/// are nodes of their own here.
/// </summary>
internal sealed class LiftedGraph
{
    private readonly List<SourceNode> _nodes = [];
    private readonly List<int> _steps = [];
    private readonly List<int> _strides = [];
    private readonly Dictionary<string, int> _names = [];
    private readonly Dictionary<(int Node, int First, int Count), int> _slices = [];
    private readonly Dictionary<(int Node, LastStepKind What), int> _lasts = [];
    private readonly Dictionary<string, int> _joined = [];

    /// <summary>One value of a step, repeated: broadcasting.</summary>
    public const string RepeatOperator = "Repeat";

    public int Count => _nodes.Count;

    public SourceNode this[int place]
    {
        get => _nodes[place];
        set => _nodes[place] = value;
    }

    /// <summary>Puts a node that stands for several into the place of the last of them.</summary>
    public void Replace(int place, SourceNode node) =>
        _nodes[place] = node.Name == _nodes[place].Name ? node : node with { Name = Unique(node.Name) };

    /// <summary>
    /// Puts a node that was found before into a later place, with what follows it taken in; the two change names, so that each stays the
    /// only one of its name.
    /// </summary>
    public void Absorb(int place, int before, SourceNode node)
    {
        string name = _nodes[place].Name;
        _nodes[place] = node with { Name = _nodes[before].Name };
        _nodes[before] = _nodes[before] with { Name = name };
    }

    /// <summary>The module that a node belongs to, by PyTorch's names: <c>/rnn/Mul_2</c> belongs to <c>/rnn</c>.</summary>
    public string Module(int place)
    {
        string name = _nodes[place].Name;
        int end = name.LastIndexOf('/');
        return end > 0 ? name[..end] : name;
    }

    public int Steps(int place) => _steps[place];

    /// <summary>Steps of the model's input from one output of a node to the next.</summary>
    public int StepsPerOutput(int place) => _strides[place];

    /// <summary>Adds a node.</summary>
    /// <returns>Its place.</returns>
    public int Add(SourceNode node, int steps)
    {
        if (_nodes.Count == 100_000)
            throw new SourceFormatException(
                "The graph unfolds into more than 100000 nodes; a recurrent network of a size that is run step by step has some tens. "
                + "Export it without unrolled loops.");
        _nodes.Add(node with { Name = Unique(node.Name) });
        _steps.Add(steps);
        int before = node.Inputs.Select(input => _strides[input]).DefaultIfEmpty(1).Max();
        _strides.Add((int)Math.Min((long)node.StepsPerOutput * before, int.MaxValue));
        return _nodes.Count - 1;
    }

    /// <summary>Some values of each step.</summary>
    public int Slice(int node, int first, int count)
    {
        if (first == 0 && count == _nodes[node].Size)
            return node;
        if (!_slices.TryGetValue((node, first, count), out int slice))
            _slices[(node, first, count)] = slice = Add(new SliceNode(PartName(node, first, count), [node], first, count), _steps[node]);
        return slice;
    }

    private string PartName(int node, int first, int count)
    {
        SourceInput[] parts = _nodes[node] is not InputNode input ? []
            : [.. input.Parts.Where(part => part.First < first + count && first < part.First + part.Count)];
        if (parts.Length == 0)
            return _nodes[node].Name + "_part";
        string name = string.Join('_', parts.Select(part => part.Name));
        return count == parts.Sum(part => part.Count) ? name : name + "_part";
    }

    /// <summary>One step of a sequence.</summary>
    public int Last(int node, LastStepKind what)
    {
        if (!_lasts.TryGetValue((node, what), out int last))
            _lasts[(node, what)] = last =
                Add(new LastStepNode(_nodes[node].Name + (what == LastStepKind.LastOutput ? "_last" : "_final"), [node], what, _nodes[node]
                .Size), 1);
        return last;
    }

    /// <summary>Nodes side by side.</summary>
    public int Concatenate(List<int> parts, int size, string reader)
    {
        string key = string.Join(',', parts);
        if (!_joined.TryGetValue(key, out int joined))
            _joined[key] = joined = Add(new CombineNode(reader + "_joined", parts, Combination.Concatenate, size), _steps[parts[0]]);
        return joined;
    }

    /// <summary>A node of one value a step, repeated.</summary>
    public int Repeat(int node, int times, string reader)
    {
        string key = $"{node} x {times}";
        if (!_joined.TryGetValue(key, out int joined))
            _joined[key] = joined =
                Add(new OtherNode(reader + "_repeat", [node], RepeatOperator, times, $"one value {times} times", []), _steps[node]);
        return joined;
    }

    /// <summary>Values of a step in an order of their own, some more than once: reflected padding, overlapping frames.</summary>
    public int Rearrange(int node, int[] features, string reader)
    {
        string key = $"{node}: {string.Join(',', features)}";
        if (!_joined.TryGetValue(key, out int joined))
            _joined[key] = joined = Add(new RearrangedNode(reader + "_rearranged", [node], features), _steps[node]);
        return joined;
    }

    /// <summary>Nodes that read each node.</summary>
    public List<int>[] Users()
    {
        var users = new List<int>[_nodes.Count];
        for (int i = 0; i < users.Length; i++)
            users[i] = [];
        for (int i = 0; i < users.Length; i++)
        {
            foreach (int input in _nodes[i].Inputs.Distinct())
                users[input].Add(i);
        }

        return users;
    }

    private string Unique(string name)
    {
        int count = _names.GetValueOrDefault(name);
        _names[name] = count + 1;
        return count == 0 ? name : Unique($"{name}_{count}");
    }
}

/// <summary>The model's input while the graph is followed.</summary>
internal sealed record InputNode(string Name, int Features) : SourceNode(Name, [])
{
    /// <summary>The graph's inputs that it joins.</summary>
    public IReadOnlyList<SourceInput> Parts { get; init; } = [];

    public override string Kind => "Input";

    public override int Size => Features;
}

/// <summary>A graph input that is fed back: what the last call left.</summary>
internal sealed record StateNode(string Name, int Features) : SourceNode(Name, [])
{
    public override string Kind => "State";

    public override int Size => Features;
}

/// <summary>The cells of an LSTM after the last step; only a state reads them.</summary>
internal sealed record FinalCellNode(string Name, IReadOnlyList<int> Inputs, int Features) : SourceNode(Name, Inputs)
{
    public override string Kind => "FinalCell";

    public override int Size => Features;
}

/// <summary>Values of a step in an order of their own.</summary>
internal sealed record RearrangedNode(string Name, IReadOnlyList<int> Inputs, int[] Features) : SourceNode(Name, Inputs)
{
    public override string Kind => "Rearrange";

    public override int Size => Features.Length;

    /// <summary>As it stands in a model: there is no layer for it.</summary>
    public OtherNode Shown(IReadOnlyList<int> inputs) =>
        new(Name, inputs, Kind, Size, Features.Distinct().Count() < Size ? "some values more than once" : "in another order", []);
}
