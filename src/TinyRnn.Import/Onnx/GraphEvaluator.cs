using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>
/// Follows a graph node by node: what is constant is computed, what only moves values moves references, and what computes with the input
/// becomes a node of <see cref="LiftedGraph"/>. What is not understood
/// becomes a problem, and what comes out of it is unknown; the rest is followed all the same, so that everything is found at once.
/// </summary>
internal sealed class GraphEvaluator(int opset, Initialisers initialisers)
{
    /// <summary>Bytes of all tensors together: a recurrent network of a size that is run step by step stays far below.</summary>
    private const long LargestTotal = 1L << 28;

    /// <summary>Longer ones are no layer's, and no sequence is followed for them.</summary>
    private const int LargestStride = 1 << 17;

    private readonly Dictionary<string, GraphValue> _values = [];
    private readonly HashSet<string> _graphInputs = [];
    private long _total;
    private int _unnamed;

    public int Opset { get; } = opset;

    public LiftedGraph Graph { get; } = new();

    public List<SourceProblem> Problems { get; } = [];

    public List<string> Remarks { get; } = [];

    /// <summary>Problems that another meaning of the input's axes might not have.</summary>
    public int AxisDoubts { get; private set; }

    /// <summary>Which values of states recurrent layers start from.</summary>
    public List<StateLink> Links { get; } = [];

    /// <summary>Outputs of steps that fill no stride.</summary>
    public StepRests Rests { get; } = new();

    /// <summary>Steps of which the sequence must be a multiple, so that every stride is a whole one.</summary>
    public int Whole { get; private set; } = 1;

    /// <summary>A node will give an output every few steps of another.</summary>
    /// <param name="node">The node that is read.</param>
    /// <param name="stride">Steps of it from one output to the next.</param>
    public void NeedWhole(int node, int stride)
    {
        long steps = (long)Graph.StepsPerOutput(node) * stride;
        if (steps <= LargestStride)
            Whole = (int)Math.Max(Whole, Whole % steps == 0 ? Whole : steps);
    }

    /// <summary>Fixes what a graph input is.</summary>
    public void Set(string input, GraphValue value)
    {
        _graphInputs.Add(input);
        _values[input] = value;
    }

    /// <summary>The value of a name, if it is known.</summary>
    public GraphValue? Value(string name) => _values.TryGetValue(name, out GraphValue? value) ? value : initialisers.Get(name);

    /// <summary>Where a value comes from, in words.</summary>
    public string Origin(string name) =>
        _graphInputs.Contains(name) ? $"the graph input '{name}'" : $"computed from the model's input ('{name}')";

    /// <summary>Follows the nodes that outputs need.</summary>
    /// <param name="graph">The graph, or a branch.</param>
    /// <param name="outputs">What is needed of it.</param>
    public void Run(GraphProto graph, IEnumerable<string> outputs)
    {
        initialisers.Add(graph);
        foreach (NodeProto node in GraphOrder.Of(graph, outputs))
            Run(node);
    }

    /// <summary>
    /// Names operators that are not known and that no output needs: the file has them for some reason, and what it is cannot be told.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="skipped">Values that were cut off.</param>
    public void Rest(GraphProto graph, IReadOnlySet<string> skipped)
    {
        foreach (NodeProto node in graph.Node.Where(node =>
            !node.Output.Any(_values.ContainsKey) && !node.Output.Any(skipped.Contains) && !OperatorTable.Knows(node)))
            Run(node);
    }

    private void Run(NodeProto node)
    {
        string name = node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault(output => output.Length > 0)
            ?? $"{node.OpType}_{_unnamed++}";
        var call = new OperatorCall(this, node, new GraphValue?[node.Input.Count], name);
        try
        {
            for (int i = 0; i < node.Input.Count; i++)
                call.Inputs[i] = node.Input[i].Length == 0 ? null : Value(node.Input[i]) ?? throw Missing(node.Input[i]);
            Action<OperatorCall> run = OperatorTable.Find(node);
            if (call.Inputs.OfType<UnknownValue>().FirstOrDefault() is { } unknown && !OperatorTable.TakesUnknown(node.OpType))
                Array.Fill(call.Results, unknown);
            else
                run(call);
        }
        catch (NotUnderstoodException error)
        {
            Problems.Add(new SourceProblem($"{name} ({node.OpType})", error.Message, error.Remedy));
            AxisDoubts += error.IsAxes ? 1 : 0;
            Array.Fill(call.Results, new UnknownValue(Other(call)));
        }

        for (int i = 0; i < node.Output.Count; i++)
        {
            if (node.Output[i].Length == 0 || call.Results[i] is not { } result)
                continue;
            _values[node.Output[i]] = result;
            _total += result.Bytes;
            if (_total > LargestTotal)
            {
                throw new SourceFormatException(
                    $"The graph's tensors take more than {LargestTotal >> 20} MB, at '{name}' ({node.OpType}). Export the network for a shorter sequence, or "
                    + $"with an open length.");
            }
        }
    }

    /// <summary>The node that stands for what is not understood, with its inputs and tensors.</summary>
    private int Other(OperatorCall call)
    {
        int[] inputs = [.. call.Inputs.SelectMany(Nodes).Distinct()];
        SourceTensor[] tensors = [.. call.Inputs.OfType<RealValue>().Select(value => Tensors.Of(value.Array))];
        return Graph.Add(new OtherNode(call.Name, inputs, call.Node.OpType, 0, "not understood", tensors), 1);
    }

    private static IEnumerable<int> Nodes(GraphValue? value) => value switch
    {
        RefValue refs => refs.Data.Select(at => at.Node).Where(node => node != Ref.Constant).Distinct(),
        UnknownValue unknown => [unknown.Node],
        _ => [],
    };

    private static NotUnderstoodException Missing(string name) =>
        new($"reads '{name}', which nothing gives", "The file contradicts itself; export it again.");
}
