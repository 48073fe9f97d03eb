namespace TinyRnn.Import.Lowering;

/// <summary>Lays a graph out as layers one after another, with connections past some of them.</summary>
internal sealed class ChainBuilder(SourceGraph graph, SourceModel model, List<string> remarks)
{
    private readonly List<LayerDraft> _layers = [];
    private readonly LayerNamer _names = new();

    /// <summary>How many layers stood when a value was complete.</summary>
    private readonly Dictionary<int, int> _positions = new() { [SourceNode.ModelInput] = 0 };

    /// <summary>Values that are the leading part of another one.</summary>
    private readonly Dictionary<int, SliceNode> _slices = [];
    private readonly List<SourceProblem> _problems = [];
    private int _current = SourceNode.ModelInput;
    private (Func<DraftFunction, LayerDraft> Draft, int Layer)? _open;
    private (ScaleShiftNode Node, string Name, int Layer)? _openScale;
    private SequenceMode _mode = SequenceMode.ManyToMany;
    private Summary _summary = Summary.FinalStates;

    /// <summary>What stood in the way.</summary>
    public IReadOnlyList<SourceProblem> Problems => _problems;

    /// <summary>The class, if there are no problems.</summary>
    public ClassDraft Build()
    {
        for (int place = 0; place < graph.Nodes.Count; place++)
            Place(place, graph.Nodes[place]);
        if (_problems.Count == 0 && graph.Output != _current)
            _problems.Add(new("output", "the model's output is not what the last layer gives", "Choose another one with --output NODE."));
        if (_problems.Count == 0 && _layers.Count == 0)
            _problems.Add(new("model", "there is no layer in it", "Check that the file holds a trained model."));
        bool streams = graph.Nodes.All(node => node is not RecurrentNode { Directions.Count: 2 });
        return new(model.InputSize, model.Vocabulary > 0, _mode, _summary, _layers, streams, remarks);
    }

    private void Place(int place, SourceNode node)
    {
        switch (node)
        {
            case SliceNode slice:
                PlaceSlice(place, slice);
                return;
            case CombineNode { How: Combination.Add, Inputs.Count: 2 } sum:
                PlaceSum(place, sum);
                return;
            case CombineNode combine:
                _problems.Add(NodeRules.NotThere(combine));
                break;
            default:
                if (node.Inputs[0] != _current)
                    _problems.Add(new(node.Name, $"it reads {Named(node.Inputs[0])}, past {Named(_current)}", "TinyRnn has no branches but sums yet."));
                PlaceLayer(place, node);
                break;
        }

        Complete(place);
    }

    private void PlaceLayer(int place, SourceNode node)
    {
        switch (node)
        {
            case DenseNode dense:
                string fc = _names.Next(dense.Name, "fc");
                AddOpen(function => LayerDrafts.Dense(dense, function, fc));
                return;
            case ConvNode convolution:
                _problems.AddRange(NodeRules.Of(convolution));
                AddAfterLastStep(convolution);
                string conv = _names.Next(convolution.Name, "conv");
                AddOpen(function => LayerDrafts.Convolution(convolution, function, conv));
                return;
            case RecurrentNode recurrent:
                _problems.AddRange(NodeRules.Of(recurrent));
                AddAfterLastStep(recurrent);
                Add(LayerDrafts.Recurrent(recurrent, _names.Next(recurrent.Name, recurrent.Cell.ToString())));
                return;
            case EmbeddingNode embedding:
                Add(LayerDrafts.Embedding(embedding, _names.Next(embedding.Name, "embedding")));
                return;
            case OneHotNode oneHot:
                Add(LayerDrafts.OneHot(oneHot));
                return;
            case LastStepNode last:
                Take(last);
                return;
            case ActivationNode activation:
                PlaceActivation(place, activation);
                return;
            case ScaleShiftNode scale:
                AddScale(scale, float.NegativeInfinity, float.PositiveInfinity);
                return;
            case PReluNode prelu:
                Add(LayerDrafts.PRelu(prelu, _names.Next(prelu.Name, "prelu")));
                return;
            case LayerNormNode norm:
                _problems.AddRange(NodeRules.Of(norm));
                Add(LayerDrafts.LayerNorm(norm, _names.Next(norm.Name, "norm")));
                return;
            default:
                _problems.Add(NodeRules.NotThere(node));
                return;
        }
    }

    /// <summary>A layer with a memory reads every step, and a head only one.</summary>
    private void AddAfterLastStep(SourceNode node)
    {
        if (_mode == SequenceMode.ManyToOne)
            _problems.Add(
                new(node.Name, "it comes after the last step was taken",
                    "TinyRnn's heads have no layers with a memory: import encoder and decoder apart, with --output."));
    }

    /// <summary>A product; a function that follows becomes a part of it.</summary>
    private void AddOpen(Func<DraftFunction, LayerDraft> draft)
    {
        _open = (draft, _layers.Count);
        Add(draft(default));
    }

    private void PlaceActivation(int place, ActivationNode node)
    {
        if (node.Function.Kind == ActivationKind.Identity)
            return;
        if (node.Function.Kind == ActivationKind.Clip && PlaceBounds(node))
            return;
        if (node.Function is { Kind: ActivationKind.LeakyRelu, Alpha: < 0 })
        {
            PReluNode turned = new(node.Name, node.Inputs, SourceTensor.Vector([node.Function.Alpha]), node.Size);
            Add(LayerDrafts.PRelu(turned, _names.Next(node.Name, "prelu")));
            return;
        }

        if (DraftFunction.Of(node.Function) is not { } function)
        {
            _problems.Add(NodeRules.NotThere(node));
            return;
        }

        if (function.Kind is Activation.Softmax or Activation.LogSoftmax && graph.Output != place)
        {
            string softmax = function.Kind == Activation.Softmax ? "softmax" : "log-softmax";
            _problems.Add(new(node.Name, $"{softmax} stands between layers", $"TinyRnn has {softmax} in the last layer only."));
        }

        if (_open is { } open && open.Layer == _layers.Count - 1 && graph.Readers(node.Inputs[0]) == 1)
        {
            _layers[^1] = open.Draft(function);
            _open = null;
        }
        else
        {
            Add(LayerDrafts.Function(function, node.Size));
        }
    }

    /// <summary>Bounds belong to a scale in front of them; elsewhere they are a scale of 1. What a function is stays one.</summary>
    private bool PlaceBounds(ActivationNode node)
    {
        (float low, float high) = (node.Function.Alpha, node.Function.Beta);
        if (!(low < high))
            return false;
        if (_openScale is { } scale && scale.Layer == _layers.Count - 1 && graph.Readers(node.Inputs[0]) == 1)
        {
            _layers[^1] = LayerDrafts.Scale(scale.Node, low, high, scale.Name);
            _openScale = null;
            return true;
        }

        if (DraftFunction.Of(node.Function) is not null)
            return false;
        AddScale(new(node.Name, node.Inputs, LayerDrafts.Ones(node.Size), SourceTensor.Vector(new float[node.Size])), low, high);
        _openScale = null;
        return true;
    }

    /// <summary>Scales; bounds that follow become a part of them.</summary>
    private void AddScale(ScaleShiftNode node, float low, float high)
    {
        string name = _names.Next(node.Name, "scale");
        _openScale = (node, name, _layers.Count);
        Add(LayerDrafts.Scale(node, low, high, name));
    }

    private void Take(LastStepNode last)
    {
        _mode = SequenceMode.ManyToOne;
        _summary = last.What == LastStepKind.LastOutput ? Summary.LastOutput : Summary.FinalStates;
    }

    private void PlaceSlice(int place, SliceNode slice)
    {
        if (slice.First != 0)
            _problems.Add(NodeRules.NotThere(slice));
        _slices[place] = slice;
        if (graph.Output == place)
            _problems.Add(NodeRules.NotThere(slice));
    }

    private void PlaceSum(int place, CombineNode sum)
    {
        int other = sum.Inputs[0] == _current ? sum.Inputs[1] : sum.Inputs[0];
        bool isSlice = _slices.TryGetValue(other, out SliceNode? slice);
        int source = isSlice ? slice!.Inputs[0] : other;
        if (!sum.Inputs.Contains(_current) || !_positions.TryGetValue(source, out int position) || position == _layers.Count)
            _problems.Add(
                new(sum.Name, $"it adds {Named(sum.Inputs[0])} and {Named(sum.Inputs[1])}", "TinyRnn's [Residual] adds an earlier value to the latest one."));
        else
            Add(LayerDrafts.Residual(_layers.Count - position, isSlice ? slice!.Count : 0, sum.Size));
        Complete(place);
    }

    private void Add(LayerDraft layer) => _layers.Add(layer);

    private void Complete(int place)
    {
        _current = place;
        _positions[place] = _layers.Count;
    }

    private string Named(int place) => place == SourceNode.ModelInput ? "the input" : graph.Nodes[place].Name;
}
