using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The graph followed with one meaning of its input's axes, and what came of it.</summary>
internal sealed class GraphAttempt
{
    private readonly ModelProto _model;
    private readonly InputLayout _layout;
    private readonly GraphInput[] _others;
    private readonly ReadOptions _options;
    private readonly List<OnnxConstant> _constants = [];
    private readonly List<(GraphInput Input, int[] Shape, int Node)> _states = [];

    public GraphAttempt(ModelProto model, int opset, InputLayout layout, GraphInput[] others, ReadOptions options,
        Initialisers initialisers)
    {
        (_model, _layout, _others, _options) = (model, layout, others, options);
        Evaluator = new(opset, initialisers);
    }

    public GraphEvaluator Evaluator { get; }

    public List<(string Input, string Output, int[] Shape, int ElementType)> States { get; } = [];

    public List<(string Name, GraphValue? Value)> Outputs { get; private set; } = [];

    public IReadOnlyList<OnnxConstant> Constants => _constants;

    public InputLayout Layout => _layout;

    /// <summary>Values of the step before that stand in front of each step, and are kept inside.</summary>
    public int Context { get; set; }

    /// <summary>Whether the caller names the outputs.</summary>
    public bool IsCut => _options.Outputs.Count > 0;

    /// <summary>
    /// What speaks of other axes first, then problems; then a sequence of one step for layers that keep no state, one that is flattened, which is likelier one
    /// step of several positions, and such a step if it is none that a class can have.
    /// </summary>
    public int Doubt => (1000 * Evaluator.AxisDoubts) + (2 * Evaluator.Problems.Count) + (IsOneStep || IsUnlikely ? 1 : 0);

    private bool IsUnlikely => Enumerable.Range(0, Evaluator.Graph.Count).Any(place => Evaluator.Graph[place] is FlattenNode or RearrangedNode);

    private bool IsOneStep => Evaluator.Problems.Count == 0 && _layout.Steps == 1 && States.Count == 0 && HasRecurrent;

    private bool HasRecurrent => Enumerable.Range(0, Evaluator.Graph.Count).Any(place => Evaluator.Graph[place] is RecurrentNode);

    /// <summary>Follows the graph.</summary>
    public void Run()
    {
        int input = Evaluator.Graph.Add(new InputNode(_layout.Input.Name, _layout.Features), _layout.Steps);
        Evaluator.Set(_layout.Input.Name, new RefValue(_layout.Refs(input)));
        foreach (GraphInput other in _others)
            Fix(other);
        GraphProto graph = _model.Graph;
        string[] names = IsCut ? [.. _options.Outputs.Select(cut => CutPoints.Value(graph, cut))]
            : [.. graph.Output.Select(output => output.Name)];

        // With cut points, only what they need is followed, and what is fed back.
        IEnumerable<string> fedBack = graph.Output.Select(output => output.Name).Where(output => !IsCut || LooksFedBack(output));
        string[] needed = [.. names.Select(name => CutPoints.Outside(graph, name)).Concat(fedBack).Distinct()];
        Evaluator.Run(graph, needed);
        if (!IsCut)
            Evaluator.Rest(graph);
        GraphPatterns.Apply(Evaluator.Graph);
        PieceCells.Find(Evaluator, graph.Output.Select(output => Evaluator.Value(output.Name)).OfType<RefValue>());
        Outputs = [.. names.Select(name => (name, Evaluator.Value(name)))];
        Pair(graph);
    }

    private bool LooksFedBack(string output) =>
        _model.Graph.Output.First(value => value.Name == output) is var declared && GraphInput.Of(declared, _options) is var shape
        && _others.Any(other => !other.IsScalar && other.Sizes.Length == shape.Sizes.Length);

    private void Fix(GraphInput other)
    {
        int[] shape = [.. other.Sizes.Select(size => size ?? _layout.Batch)];
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

    /// <summary>States are hidden: their inputs and outputs are no longer the model's.</summary>
    private void Pair(GraphProto graph)
    {
        List<(string Name, GraphValue? Value)> all = [.. graph.Output.Select(output => (output.Name, Evaluator.Value(output.Name)))];
        int before = Evaluator.Problems.Count;
        foreach ((GraphInput input, int[] shape, int node) in _states)
        {
            if (StateFinder.Output(Evaluator, node, all) is { } output)
            {
                States.Add((input.Name, output, shape, input.ElementType));
                Outputs.RemoveAll(known => known.Name == output && !_options.Outputs.Contains(output));
                Evaluator.Remarks.Add(
                    $"The state '{input.Name}', which the file is given at each call and gives back as '{output}', is kept inside.");
            }
            else if (before == 0)
            {
                Evaluator.Problems.Add(
                    new($"input '{input.Name}'",
                    $"of sizes {input} is neither the sequence nor a state of recurrent layers that an output gives back",
                    "One input of numbers or token ids a step is supported, and states that are fed back. Export the network so, or fix a number with --set."));
            }
        }
    }
}
