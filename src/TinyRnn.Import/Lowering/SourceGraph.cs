namespace TinyRnn.Import.Lowering;

/// <summary>A model's nodes, open to changes: places move when a node goes.</summary>
internal sealed class SourceGraph
{
    private readonly List<SourceNode> _nodes;

    public SourceGraph(SourceModel model)
    {
        _nodes = [.. model.Nodes];
        Output = model.Outputs[0];
        Prune();
    }

    /// <summary>In an order in which they can be computed.</summary>
    public IReadOnlyList<SourceNode> Nodes => _nodes;

    /// <summary>Place of the output.</summary>
    public int Output { get; private set; }

    /// <summary>How many nodes read a value; the model's output is one more.</summary>
    public int Readers(int place) => _nodes.Sum(node => node.Inputs.Count(input => input == place)) + (Output == place ? 1 : 0);

    /// <summary>Place of the only node that reads a value; -1 if there are several, or if it is the model's output.</summary>
    public int OnlyReader(int place) => Readers(place) == 1 && Output != place ? _nodes.FindIndex(node => node.Inputs.Contains(place)) : -1;

    /// <summary>Puts another node in a node's place.</summary>
    public void Replace(int place, SourceNode node) => _nodes[place] = node;

    /// <summary>Takes a node of one input out: who read it reads that input.</summary>
    public void Remove(int place)
    {
        int source = _nodes[place].Inputs[0];
        _nodes.RemoveAt(place);
        int Moved(int input) => input == place ? source : input > place ? input - 1 : input;
        for (int i = 0; i < _nodes.Count; i++)
            _nodes[i] = _nodes[i] with { Inputs = [.. _nodes[i].Inputs.Select(Moved)] };
        Output = Moved(Output);
    }

    /// <summary>Only what the output needs stays.</summary>
    public void Prune()
    {
        bool[] needed = new bool[_nodes.Count];
        Mark(Output, needed);
        for (int place = _nodes.Count - 1; place >= 0; place--)
        {
            if (needed[place])
                continue;
            _nodes.RemoveAt(place);
            int Moved(int input) => input > place ? input - 1 : input;
            for (int i = place; i < _nodes.Count; i++)
                _nodes[i] = _nodes[i] with { Inputs = [.. _nodes[i].Inputs.Select(Moved)] };
            Output = Moved(Output);
        }
    }

    private void Mark(int place, bool[] needed)
    {
        Stack<int> open = new([place]);
        while (open.TryPop(out int next))
        {
            if (next < 0 || needed[next])
                continue;
            needed[next] = true;
            foreach (int input in _nodes[next].Inputs)
                open.Push(input);
        }
    }
}
