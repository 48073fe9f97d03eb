using System.Globalization;
using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The model of what was found: the nodes that its outputs need, in an order in which they can be computed.</summary>
internal sealed class ModelBuilder
{
    private readonly GraphAttempt _attempt;
    private readonly List<SourceProblem> _problems;
    private readonly List<string> _remarks;
    private readonly List<SourceNode> _nodes = [];
    private readonly Dictionary<int, int> _places = [];

    private ModelBuilder(GraphAttempt attempt)
    {
        _attempt = attempt;
        _problems = [.. attempt.Evaluator.Problems];
        _remarks = [.. attempt.Evaluator.Remarks, .. attempt.Wanted.Remarks];
        if (attempt.Plan.Joined.Count > 1)
            _remarks.Insert(0, $"The input joins {SourceInput.List(attempt.Plan.Places)}.");
    }

    private LiftedGraph Graph => _attempt.Evaluator.Graph;

    private InputLayout Layout => _attempt.Layout;

    public static OnnxModel Build(ModelProto file, GraphAttempt attempt, Initialisers initialisers) =>
        new ModelBuilder(attempt).Build(file, initialisers);

    private OnnxModel Build(ModelProto file, Initialisers initialisers)
    {
        var outputs = new List<(string Name, int Node, OnnxOutput? Contract)>();
        foreach ((string name, GraphValue? value) in ConstantOutputs.Without(_attempt, OutputChoice.Choose(_attempt, _remarks), _remarks))
        {
            if (Output(file, name, value) is { } output)
                outputs.Add(output);
        }

        StreamRules.Check(_attempt, outputs.Select(output => output.Contract), _problems, _remarks);
        int[] places = [.. outputs.Select(output => Emit(output.Node))];

        // What is not understood is shown, though no output that is understood reads it.
        for (int place = 0; place < Graph.Count; place++)
        {
            if (_attempt.Evaluator.Problems.Count > 0
                && (Graph[place] is OtherNode { Details: "not understood" } || Graph[place] is RecurrentNode))
                Emit(place);
        }

        string[] unread = [.. initialisers.Unread];
        if (unread.Length > 0)
            _remarks.Add(
                $"Tensors of the file that nothing reads are left out: "
                + $"{string.Join(", ", unread.Take(8))}{(unread.Length > 8 ? $" and {unread.Length - 8} more" : "")}.");
        var model = new SourceModel
        {
            Format = "ONNX",
            Name = file.Graph.Name is { Length: > 0 } graph && graph is not ("torch_jit" or "main_graph" or "torch-jit-export" or "main")
                ? graph : null,
            Producer = file.ProducerName.Length == 0 ? null : $"{file.ProducerName} {file.ProducerVersion}".Trim(),
            License = file.MetadataProps.FirstOrDefault(entry => entry.Key.Contains("license", StringComparison.OrdinalIgnoreCase))?.Value,
            Version = file.ModelVersion == 0 ? null : file.ModelVersion.ToString(CultureInfo.InvariantCulture),
            Metadata = Metadata(file),
            InputSize = _attempt.Plan.Features - _attempt.Context,
            Vocabulary = Vocabulary(),
            InputName = _attempt.Plan.Name,
            Inputs = _attempt.Context == 0 ? _attempt.Plan.Places : [],
            Nodes = _nodes,
            Outputs = places,
            OutputNames = [.. outputs.Select(output => _attempt.Wanted.Title(output.Name))],
            Remarks = _remarks,
            Problems = _problems,
            StepsOfFile = outputs.Any(IsOneOfAll) ? Layout.Steps : 0,
        };
        return new(model, Contract(outputs.ConvertAll(output => output.Contract)));
    }

    /// <summary>The file's own entries, the last of a key; its description is one where no entry is called so.</summary>
    private static Dictionary<string, string> Metadata(ModelProto file)
    {
        Dictionary<string, string> texts = [];
        foreach (StringStringEntryProto entry in file.MetadataProps)
            texts[entry.Key] = entry.Value;
        string description = file.DocString.Length > 0 ? file.DocString : file.Graph.DocString;
        if (description.Length > 0)
            texts.TryAdd("description", description);
        return texts;
    }

    /// <summary>Strides leave one output of all steps that the file fixes: of other numbers of steps its result would be another thing.</summary>
    private bool IsOneOfAll((string Name, int Node, OnnxOutput? Contract) output) =>
        output.Contract is { TimeAxis: < 0, Stride: > 1 } && !Layout.IsOpen
        && !StepRests.Before(Enumerable.Range(0, Graph.Count).Select(place => Graph[place]).ToArray(), output.Node)
            .Any(place => Graph[place] is LastStepNode or FlattenNode);

    private OnnxContract? Contract(List<OnnxOutput?> outputs)
    {
        if (outputs.Count == 0 || outputs.Contains(null) || _problems.Count > 0)
            return null;
        OnnxSequence[] joined = [.. _attempt.Plan.Joined.Select(Sequence)];
        return new(
            joined[0],
            _attempt.Constants,
            [.. _attempt.States.Select(state => new OnnxState(state.Input, state.Output, state.Shape, state.ElementType))],
            outputs.ConvertAll(output => output!),
            Layout.IsOpen ? 0 : Layout.Steps,
            Layout.Batch) { Context = _attempt.Context, Joined = joined };
    }

    private OnnxSequence Sequence(InputLayout layout) => new(
        layout.Input.Name, [.. layout.Shape.Select((size, axis) => Layout.IsOpen && layout.Axes[axis] == OnnxAxis.Time ? 0 : size)], layout.Axes,
        layout.Input.ElementType);

    /// <summary>Tokens of a model whose step is one token id; of an id beside numbers its own table says how many there are.</summary>
    private int Vocabulary() => _attempt.Plan.Features > 1 ? 0 : _nodes.Select(node => node switch
    {
        EmbeddingNode table => table.Table.Shape[0],
        OneHotNode oneHot => oneHot.Vocabulary,
        _ => 0,
    }).DefaultIfEmpty().Max();

    private (string Name, int Node, OnnxOutput? Contract)? Output(ModelProto file, string name, GraphValue? value)
    {
        bool isGraphOutput = file.Graph.Output.Any(output => output.Name == name);
        switch (value)
        {
            case RefValue refs:
                try
                {
                    Features features = Features.Of(Graph, refs.Array, keepOrder: true, name);
                    if (Graph[features.Node] is InputNode)
                        throw new NotUnderstoodException("is the model's input itself",
                            "Leave it out: name the outputs that are wanted with --output.");
                    OnnxOutput? contract = OutputChoice.Contract(name, isGraphOutput, features, refs.Shape);
                    return (name, features.Node, contract is null ? null : contract with { Stride = Graph.StepsPerOutput(features.Node) });
                }
                catch (NotUnderstoodException error)
                {
                    _problems.Add(new($"output '{name}'", error.Message, error.Remedy));
                    return null;
                }

            case UnknownValue unknown:
                return (name, unknown.Node, null);
            default:
                _problems.Add(new($"output '{name}'", value is null ? "is given by no node"
                    : "does not depend on the model's input", "Leave it out: name the outputs that are wanted with --output."));
                return null;
        }
    }

    /// <summary>A node behind its inputs.</summary>
    private int Emit(int node)
    {
        node = Resolved(node);
        if (_places.TryGetValue(node, out int known))
            return known;
        var stack = new Stack<(int Node, bool IsDone)>();
        stack.Push((node, false));
        while (stack.TryPop(out (int Node, bool IsDone) top))
        {
            if (_places.ContainsKey(top.Node))
                continue;
            SourceNode lifted = Graph[top.Node];
            if (lifted is InputNode)
            {
                _places[top.Node] = Input();
            }
            else if (!top.IsDone)
            {
                stack.Push((top.Node, true));
                foreach (int input in lifted.Inputs.Reverse())
                    stack.Push((Resolved(input), false));
            }
            else
            {
                Append(lifted);
                _places[top.Node] = _nodes.Count - 1;
            }
        }

        return _places[node];
    }

    /// <summary>What the graph's nodes read as its input.</summary>
    private int Input()
    {
        if (_attempt.Context == 0)
            return SourceNode.ModelInput;
        _nodes.Add(new ContextNode("context", [SourceNode.ModelInput], _attempt.Context, Layout.Features - _attempt.Context));
        return _nodes.Count - 1;
    }

    /// <summary>Where a call is one step of a stream, the final state of the call is the output of the step.</summary>
    private int Resolved(int node) =>
        _attempt.States.Count > 0 && Layout.Steps == 1 && Graph[node] is LastStepNode { What: LastStepKind.FinalStates } last
            && Graph[last.Inputs[0]] is RecurrentNode { Directions.Count: 1 }
            ? last.Inputs[0] : node;

    private void Append(SourceNode lifted)
    {
        if (lifted is StateNode or FinalCellNode)
        {
            bool isState = lifted is StateNode;
            if (_attempt.Evaluator.Problems.Count == 0)
            {
                _problems.Add(new(lifted.Name, isState ? "is a state that is read by something else than a recurrent layer's start"
                    : "is the cell of an LSTM, read by something else than its state",
                    "Only h of a layer is given to other layers; cut the model before it (--output NODE)."));
            }

            _nodes.Add(NotUnderstood(lifted));
            return;
        }

        int[] inputs = [.. lifted.Inputs.Select(input => _places[Resolved(input)])];
        _nodes.Add(lifted is RearrangedNode rearranged ? rearranged.Shown(inputs) : lifted with { Inputs = inputs });
    }

    private OtherNode NotUnderstood(SourceNode lifted) =>
        new(lifted.Name, [.. lifted.Inputs.Select(input => _places[Resolved(input)])], lifted.Kind, lifted.Size, "not understood", []);
}
