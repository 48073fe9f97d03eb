using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The graph followed with one meaning of its input's axes, and what came of it.</summary>
internal sealed class GraphAttempt
{
    private readonly ModelProto _model;
    private readonly InputPlan _plan;
    private readonly WantedOutputs _wanted;
    private readonly ReadOptions _options;
    private readonly List<OnnxConstant> _constants = [];
    private readonly List<(GraphInput Input, int[] Shape, int Node)> _states = [];
    private readonly HashSet<GraphInput> _paired = new(ReferenceEqualityComparer.Instance);

    public GraphAttempt(ModelProto model, int opset, InputPlan plan, WantedOutputs wanted, ReadOptions options, Initialisers initialisers)
    {
        (_model, _plan, _wanted, _options) = (model, plan, wanted, options);
        Evaluator = new(opset, initialisers);
    }

    public GraphEvaluator Evaluator { get; }

    public List<(string Input, string Output, int[] Shape, int ElementType)> States { get; } = [];

    public List<(string Name, GraphValue? Value)> Outputs { get; private set; } = [];

    public IReadOnlyList<OnnxConstant> Constants => _constants;

    public InputPlan Plan => _plan;

    public InputLayout Layout => _plan.Layout;

    public WantedOutputs Wanted => _wanted;

    /// <summary>Whether an input was found to be a state.</summary>
    public bool IsState(GraphInput input) => _paired.Contains(input);

    /// <summary>Values of the step before that stand in front of each step, and are kept inside.</summary>
    public int Context { get; set; }

    /// <summary>Whether the caller names the outputs.</summary>
    public bool IsCut => _wanted.IsCut;

    /// <summary>
    /// What speaks of other axes first, then problems; then a sequence of one step for layers that keep no state, one that is flattened, which is likelier one
    /// step of several positions, and such a step if it is none that a class can have.
    /// </summary>
    public int Doubt => (1000 * Evaluator.AxisDoubts) + (2 * Evaluator.Problems.Count) + (IsOneStep || IsUnlikely ? 1 : 0);

    private bool IsUnlikely => Enumerable.Range(0, Evaluator.Graph.Count).Any(place => Evaluator.Graph[place] is FlattenNode or RearrangedNode);

    private bool IsOneStep => Evaluator.Problems.Count == 0 && Layout.Steps == 1 && States.Count == 0 && HasRecurrent;

    private bool HasRecurrent => Enumerable.Range(0, Evaluator.Graph.Count).Any(place => Evaluator.Graph[place] is RecurrentNode);

    /// <summary>Follows the graph.</summary>
    public void Run()
    {
        int input = Evaluator.Graph.Add(new InputNode(_plan.Name, _plan.Features) { Parts = _plan.Joined.Count > 1 ? _plan.Places : [] }, Layout.Steps);
        foreach ((string name, NdArray<Ref> values) in _plan.Refs(input))
            Evaluator.Set(name, new RefValue(values));
        foreach (GraphInput other in _plan.Others)
            Fix(other);
        foreach (GraphInput unread in _plan.Unread)
            _constants.Add(Unread(unread));
        GraphProto graph = _model.Graph;
        IReadOnlyList<string> names = _wanted.Names;

        // With cut points, only what they need is followed, and what is fed back.
        IEnumerable<string> fedBack = graph.Output.Select(output => output.Name)
            .Where(output => IsCut ? LooksFedBack(output) : !_wanted.Skipped.Contains(output));
        string[] needed = [.. names.Select(name => CutPoints.Outside(graph, name)).Concat(fedBack).Distinct()];
        Evaluator.Run(graph, needed);
        if (!IsCut)
            Evaluator.Rest(graph, _wanted.Skipped);
        GraphPatterns.Apply(Evaluator.Graph);
        PieceCells.Find(Evaluator, graph.Output.Select(output => Evaluator.Value(output.Name)).OfType<RefValue>());
        Outputs = [.. names.Select(name => (name, Evaluator.Value(name)))];
        Pair(graph);
    }

    private bool LooksFedBack(string output) =>
        _model.Graph.Output.First(value => value.Name == output) is var declared && GraphInput.Of(declared, _options) is var shape
        && _plan.Others.Any(other => !other.IsScalar && other.Sizes.Length == shape.Sizes.Length);

    private void Fix(GraphInput other)
    {
        int[] shape = [.. other.Sizes.Select(size => size ?? Layout.Batch)];
        if (_options.Values.TryGetValue(other.Name, out double value))
        {
            _constants.Add(new(other.Name, shape, other.ElementType, value));
            int count = Sizes.Count(shape);
            Evaluator.Set(other.Name, other.ElementType is 1 or 10 or 11
                ? new RealValue(new(shape, [.. Enumerable.Repeat((float)value, count)]))
                : new IntValue(new(shape, [.. Enumerable.Repeat((long)value, count)])));
            return;
        }

        int node = Evaluator.Graph.Add(new StateNode(other.Name, Sizes.Count(shape)), 1);
        Evaluator.Set(other.Name,
            new RefValue(new(shape, [.. Enumerable.Range(0, Sizes.Count(shape)).Select(at => new Ref(node, at, 0, 0))])));
        if (other.IsScalar)
        {
            Evaluator.Problems.Add(
                new($"input '{other.Name}'", $"is a number that each call is given ({other}), and its value is open",
                $"Fix it: --set {other.Name}=VALUE."));
            return;
        }

        _states.Add((other, shape, node));
    }

    /// <summary>A file wants all its inputs: zeros for what no output needs.</summary>
    private OnnxConstant Unread(GraphInput input)
    {
        InputLayout? beside = Layout.Beside(input);
        int[] shape = [.. input.Sizes.Select((size, axis) => size ?? (Layout.IsOpen && beside?.Axes[axis] == OnnxAxis.Time ? 0 : Layout.Batch))];
        if (!_options.Values.TryGetValue(input.Name, out double value))
            Evaluator.Remarks.Add($"The input '{input.Name}' is left out: no output needs it.");
        return new(input.Name, shape, input.ElementType, value);
    }

    /// <summary>States are hidden: their inputs and outputs are no longer the model's.</summary>
    private void Pair(GraphProto graph)
    {
        List<(string Name, GraphValue? Value)> all = [.. graph.Output.Select(output => (output.Name, Evaluator.Value(output.Name)))];
        int before = Evaluator.Problems.Count;
        foreach ((GraphInput input, int[] shape, int node) in _states)
        {
            if (StateFinder.Output(Evaluator, node, all) is { } output)
            {
                _paired.Add(input);
                States.Add((input.Name, output, shape, input.ElementType));
                Outputs.RemoveAll(known => known.Name == output && !_options.Outputs.Contains(output));
                Evaluator.Remarks.Add(
                    $"The state '{input.Name}', which the file is given at each call and gives back as '{output}', is kept inside.");
            }
            else if (before == 0)
            {
                Evaluator.Problems.Add(
                    new($"input '{input.Name}'",
                    $"of sizes {input} is neither a part of each step, as '{Layout.Input.Name}' {Layout.Input} is, nor a state of recurrent layers that an "
                    + $"output gives back",
                    "Inputs of the same batch and steps are supported, and states that are fed back. Export the network so, or fix a number with --set."));
            }
        }
    }
}
