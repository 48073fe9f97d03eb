namespace TinyRnn.Import.Lowering;

/// <summary>Lays a graph out as layers one after another, with connections past some of them.</summary>
internal sealed class ChainBuilder(SourceGraph graph, SourceModel model, List<string> remarks)
{
    /// <summary>
    /// A scale as a dense layer with a diagonal matrix costs the square of its features: up to here less than the layers beside it.
    /// </summary>
    private const int LargestDiagonal = 256;

    private readonly List<LayerDraft> _layers = [];
    private readonly LayerNamer _names = new();

    /// <summary>How many layers stood when a value was complete.</summary>
    private readonly Dictionary<int, int> _positions = new() { [SourceNode.ModelInput] = 0 };

    /// <summary>Values that are the leading part of another one.</summary>
    private readonly Dictionary<int, SliceNode> _slices = [];
    private readonly List<SourceProblem> _problems = [];
    private int _current = SourceNode.ModelInput;
    private (Func<DraftFunction, LayerDraft> Draft, int Layer)? _open;
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
            case { Inputs.Count: 0 }:
                _problems.Add(NodeRules.NotThere(node));
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
            case FrameConvNode convolution:
                _problems.AddRange(NodeRules.Of(convolution));
                string frame = _names.Next(convolution.Name, "conv");
                int channels = Channels;
                AddOpen(function => LayerDrafts.FrameConvolution(convolution, function, frame, channels));
                return;
            case MagnitudeNode magnitude:
                if (2 * magnitude.Bins != (Channels == 0 ? 2 * magnitude.Size : Channels))
                    _problems.Add(NodeRules.NotThere(magnitude));
                Add(LayerDrafts.Magnitude(magnitude));
                return;
            case FrameMeanNode mean:
                if (mean.Channels != Math.Max(1, Channels))
                    _problems.Add(NodeRules.NotThere(mean));
                Add(LayerDrafts.FrameMean(mean));
                return;
            case ContextNode context:
                AddAfterLastStep(context);
                Add(LayerDrafts.Context(context));
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
            case ScaleShiftNode scale when scale.Size <= LargestDiagonal:
                remarks.Add($"{scale.Name} (scale and shift) is a dense layer with a diagonal matrix, because nothing beside it can hold it.");
                Add(LayerDrafts.Dense(Diagonal(scale.Name, scale.Scale, scale.Shift), default, _names.Next(scale.Name, "scale")));
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
        if (DraftFunction.Of(node.Function) is not { } function)
        {
            _problems.Add(NodeRules.NotThere(node));
            return;
        }

        if (function.Kind == Activation.Softmax && graph.Output != place)
            _problems.Add(new(node.Name, "softmax stands between layers", "TinyRnn has softmax in the last layer only."));

        if (_open is { } open && open.Layer == _layers.Count - 1 && graph.Readers(node.Inputs[0]) == 1)
        {
            _layers[^1] = open.Draft(function);
            _open = null;
        }
        else
        {
            Add(LayerDrafts.Function(function, node.Size, Channels));
        }
    }

    private static DenseNode Diagonal(string name, SourceTensor scale, SourceTensor? shift)
    {
        float[] matrix = new float[scale.Count * scale.Count];
        for (int k = 0; k < scale.Count; k++)
            matrix[(k * scale.Count) + k] = scale.Values[k];
        return new(name, [], SourceTensor.Matrix(scale.Count, scale.Count, matrix), shift);
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

    /// <summary>Channels of the positions that the last layer gives.</summary>
    private int Channels => _layers.Count == 0 ? 0 : _layers[^1].Channels;

    private void Add(LayerDraft layer) => _layers.Add(layer);

    private void Complete(int place)
    {
        _current = place;
        _positions[place] = _layers.Count;
    }

    private string Named(int place) => place == SourceNode.ModelInput ? "the input" : graph.Nodes[place].Name;
}
