namespace TinyRnn.Import.Lowering;

/// <summary>Lays a graph out as layers one after another, with earlier values by name where one does not read the one before it.</summary>
internal sealed partial class ChainBuilder(SourceGraph graph, SourceModel model, List<string> remarks)
{
    private readonly LayerChain _chain = new();

    /// <summary>Values that are the leading part of another one, and only added to something: no layers yet.</summary>
    private readonly Dictionary<int, SliceNode> _slices = [];

    /// <summary>Layers that can still take a function, by number.</summary>
    private readonly Dictionary<int, Func<DraftFunction, LayerDraft>> _open = [];

    /// <summary>Values that are there once, after the last step.</summary>
    private readonly HashSet<int> _once = [];
    private readonly List<SourceProblem> _problems = [];

    /// <summary>Scales that can still take bounds, by number.</summary>
    private readonly Dictionary<int, (ScaleShiftNode Node, string Name)> _openScales = [];
    private SequenceMode _mode = SequenceMode.ManyToMany;
    private Summary _summary = Summary.FinalStates;

    /// <summary>What stood in the way.</summary>
    public IReadOnlyList<SourceProblem> Problems => _problems;

    /// <summary>The class, if there are no problems.</summary>
    public ClassDraft Build()
    {
        _problems.AddRange(StrideRules.Of(graph));
        for (int place = 0; place < graph.Nodes.Count; place++)
            Place(place, graph.Nodes[place]);
        if (_problems.Count == 0 && !_chain.IsLatest(graph.Output))
            _problems.Add(new("output", "the model's output is not what the last layer gives", "Choose another one with --output NODE."));
        if (_problems.Count == 0 && _chain.Layers.Count == 0)
            _problems.Add(new("model", "there is no layer in it", "Check that the file holds a trained model."));
        bool streams = graph.Nodes.All(node => node is not RecurrentNode { Directions.Count: 2 });
        return new(model.InputSize, model.Vocabulary > 0, _mode, IsSummarised ? _summary : Summary.FinalStates, _chain.Layers, streams, remarks)
        {
            Vocabulary = model.Vocabulary,
            Stride = graph.Output == SourceNode.ModelInput ? 1 : SourceModel.StepsPerOutput(graph.Nodes)[graph.Output],
        };
    }

    /// <summary>The last layer with a memory reads both directions: only then are there two things that a head can read.</summary>
    private bool IsSummarised => graph.Nodes.LastOrDefault(HasMemory) is RecurrentNode { Directions.Count: 2 };

    private static bool HasMemory(SourceNode node) =>
        node is RecurrentNode or ContextNode or OverTimeNode or PoolNode or WindowNode or ConvNode { Kernel: > 1 };

    private void Place(int place, SourceNode node)
    {
        if (node.Inputs.Any(_once.Contains))
            _once.Add(place);
        switch (node)
        {
            case CombineNode { How: Combination.Add, Inputs.Count: 2 } sum:
                PlaceSum(sum);
                break;
            case CombineNode { How: Combination.Multiply, Inputs.Count: not 2 } product:
                _problems.Add(new(product.Name, $"it multiplies {Counted.Of(product.Inputs.Count, "value")}", "TinyRnn's [Multiply] has two."));
                break;
            case CombineNode combine:
                Join(combine.How == Combination.Concatenate ? "Concat" : combine.How.ToString(), combine);
                break;
            case JoinedOutputs outputs:
                PlaceOutputs(outputs);
                break;
            case { Inputs.Count: 0 }:
                _problems.Add(NodeRules.NotThere(node));
                break;
            default:
                if (PlaceLayer(place, node))
                    break;
                _chain.Alias(place, node.Inputs[0]);
                return;
        }

        _chain.Complete(place);
    }

    /// <returns>There is a layer of its own for it.</returns>
    private bool PlaceLayer(int place, SourceNode node)
    {
        switch (node)
        {
            case DenseNode dense:
                string fc = NameOf(place, dense, "fc");
                string? table = TableOf(dense);
                AddOpen(dense, function => LayerDrafts.Dense(dense, function, fc, table));
                return true;
            case ConvNode convolution:
                _problems.AddRange(NodeRules.Of(convolution));
                AddAfterLastStep(convolution);
                string conv = NameOf(place, convolution, "conv");
                AddOpen(convolution, function => LayerDrafts.Convolution(convolution, function, conv));
                return true;
            case PoolNode pool:
                AddAfterLastStep(pool);
                Add(pool, LayerDrafts.Pool(pool));
                return true;
            case FrameConvNode convolution:
                _problems.AddRange(NodeRules.Of(convolution));
                PlaceFrames(place, convolution);
                return true;
            case MagnitudeNode magnitude:
                if (2 * magnitude.Bins != (Channels(magnitude) == 0 ? 2 * magnitude.Size : Channels(magnitude)))
                    _problems.Add(NodeRules.NotThere(magnitude));
                Add(magnitude, LayerDrafts.Magnitude(magnitude));
                return true;
            case FrameMeanNode mean:
                if (mean.Channels != Math.Max(1, Channels(mean)))
                    _problems.Add(NodeRules.NotThere(mean));
                Add(mean, LayerDrafts.FrameMean(mean));
                return true;
            case OverTimeNode time:
                AddAfterLastStep(time);
                Add(time, LayerDrafts.OverTime(time, Channels(time)));
                return true;
            case MergeDirectionsNode merge:
                Add(merge, LayerDrafts.MergeDirections(merge));
                return true;
            case ContextNode context:
                AddAfterLastStep(context);
                Add(context, LayerDrafts.Context(context));
                return true;
            case RecurrentNode recurrent:
                _problems.AddRange(NodeRules.Of(recurrent));
                AddAfterLastStep(recurrent);
                Add(recurrent, LayerDrafts.Recurrent(recurrent, NameOf(place, recurrent, recurrent.Cell.ToString())));
                return true;
            case SliceNode slice:
                return PlaceSlice(place, slice);
            case EmbeddingNode embedding:
                PlaceEmbedding(place, embedding);
                return true;
            case OneHotNode oneHot:
                PlaceOneHot(place, oneHot);
                return true;
            case LastStepNode last:
                Take(place, last.What);
                return false;
            case WindowNode window:
                AddAfterLastStep(window);
                Take(place, LastStepKind.LastOutput);
                Add(window, LayerDrafts.Window(window));
                return true;
            case ActivationNode activation:
                return PlaceActivation(place, activation);
            case ScaleShiftNode scale:
                AddScale(place, scale, float.NegativeInfinity, float.PositiveInfinity);
                return true;
            case PReluNode prelu:
                Add(prelu, LayerDrafts.PRelu(prelu, NameOf(place, prelu, "prelu")));
                return true;
            case LayerNormNode norm:
                _problems.AddRange(NodeRules.Of(norm));
                Add(norm, LayerDrafts.LayerNorm(norm, NameOf(place, norm, "norm")));
                return true;
            default:
                _problems.Add(NodeRules.NotThere(node));
                return true;
        }
    }

    /// <summary>A layer with a memory reads every step, and a head only one.</summary>
    private void AddAfterLastStep(SourceNode node)
    {
        if (node.Inputs.Any(_once.Contains))
            _problems.Add(
                new(node.Name, "it comes after the last step was taken",
                    "TinyRnn's heads have no layers with a memory: import encoder and decoder apart, with --output."));
    }

    /// <summary>A product; a function that follows becomes a part of it.</summary>
    private void AddOpen(SourceNode node, Func<DraftFunction, LayerDraft> draft)
    {
        Add(node, draft(default));
        _open[_chain.Last] = draft;
    }

    /// <summary>A convolution inside a step, or the Fourier transform that it is.</summary>
    private void PlaceFrames(int place, FrameConvNode convolution)
    {
        string name = NameOf(place, convolution, "conv");
        int channels = Channels(convolution);
        SourceNode[] readers = [.. graph.Nodes.Where(node => node.Inputs.Contains(place))];
        bool isMagnitude = graph.Output != place && readers.All(reader => reader is MagnitudeNode);
        if (channels <= 1 && WindowedTransform.Of(convolution, isMagnitude) is { } window)
        {
            remarks.Add($"{convolution.Name} is a Fourier transform of {Counted.Of(convolution.Kernel, "sample")} in rows: [Stft] computes it fast, with "
                + $"the rows' window.");
            Add(convolution, LayerDrafts.Transform(convolution, window, name));
        }
        else
        {
            AddOpen(convolution, function => LayerDrafts.FrameConvolution(convolution, function, name, channels));
        }
    }

    /// <returns>It is a layer of its own.</returns>
    private bool PlaceActivation(int place, ActivationNode node)
    {
        if (node.Function.Kind == ActivationKind.Identity)
            return false;
        if (node.Function.Kind == ActivationKind.Clip && PlaceBounds(place, node) is { } isLayer)
            return isLayer;
        if (node.Function is { Kind: ActivationKind.LeakyRelu, Alpha: < 0 })
        {
            PReluNode turned = new(node.Name, node.Inputs, SourceTensor.Vector([node.Function.Alpha]), node.Size);
            Add(node, LayerDrafts.PRelu(turned, NameOf(place, node, "prelu")));
            return true;
        }

        if (DraftFunction.Of(node.Function) is not { } function)
        {
            _problems.Add(NodeRules.NotThere(node));
            return false;
        }

        if (function.Kind is Activation.Softmax or Activation.LogSoftmax && !IsOutput(place))
        {
            string softmax = function.Kind == Activation.Softmax ? "softmax" : "log-softmax";
            _problems.Add(
                new(node.Name, $"{softmax} stands between layers", $"TinyRnn has {softmax} in the last layer only, or in that of one of several heads."));
        }

        int giver = _chain.Giver(node.Inputs[0]);
        if (graph.Readers(node.Inputs[0]) == 1 && _open.Remove(giver, out Func<DraftFunction, LayerDraft>? open))
        {
            _chain.Replace(giver, open(function));
            return false;
        }

        Add(node, LayerDrafts.Function(function, node.Size, Channels(node)));
        return true;
    }

    /// <summary>The value is the model's output, or one of them.</summary>
    private bool IsOutput(int place) =>
        graph.Output == place || (graph.Nodes[graph.Output] is JoinedOutputs outputs && outputs.Inputs.Contains(place) && graph.Readers(place) == 1);

    /// <summary>Bounds belong to a scale in front of them; elsewhere they are a scale of 1. What a function is stays one.</summary>
    /// <returns>They are a layer of their own, or a part of another; <see langword="null"/>: they are a function, or none.</returns>
    private bool? PlaceBounds(int place, ActivationNode node)
    {
        (float low, float high) = (node.Function.Alpha, node.Function.Beta);
        if (!(low < high))
            return null;
        int giver = _chain.Giver(node.Inputs[0]);
        if (graph.Readers(node.Inputs[0]) == 1 && _openScales.Remove(giver, out (ScaleShiftNode Node, string Name) scale))
        {
            _chain.Replace(giver, LayerDrafts.Scale(scale.Node, low, high, scale.Name) with { Source = scale.Node.Name });
            return false;
        }

        if (DraftFunction.Of(node.Function) is not null)
            return null;
        AddScale(place, new(node.Name, node.Inputs, LayerDrafts.Ones(node.Size), SourceTensor.Vector(new float[node.Size])), low, high);
        _openScales.Remove(_chain.Last);
        return true;
    }

    /// <summary>Scales; bounds that follow become a part of them.</summary>
    private void AddScale(int place, ScaleShiftNode node, float low, float high)
    {
        string name = NameOf(place, node, "scale");
        Add(node, LayerDrafts.Scale(node, low, high, name));
        _openScales[_chain.Last] = (node, name);
    }

    private void Take(int place, LastStepKind what)
    {
        _once.Add(place);
        _mode = SequenceMode.ManyToOne;
        _summary = what == LastStepKind.LastOutput ? Summary.LastOutput : Summary.FinalStates;
    }

    /// <summary>
    /// Some values of one are a layer, but where another layer takes them itself: <c>[Embedding]</c> a category, <c>[Residual]</c> what it adds.
    /// </summary>
    /// <returns>It is a layer.</returns>
    private bool PlaceSlice(int place, SliceNode slice)
    {
        SourceNode[] readers = [.. graph.Nodes.Where(node => node.Inputs.Contains(place))];
        bool isOutput = graph.Output == place;
        if (!isOutput && CategoryOf(place) >= 0 && readers.All(reader => reader is EmbeddingNode or OneHotNode))
            return false;
        if (!isOutput && slice.First == 0 && readers.All(reader => reader is CombineNode { How: Combination.Add, Inputs.Count: 2 }))
        {
            _slices[place] = slice;
            return false;
        }

        string? label = !isOutput && IsOutput(place) ? NameOf(place, slice, "slice") : null;
        Add(slice, LayerDrafts.Slice(slice) with { Label = label });
        return true;
    }

    /// <summary>An earlier value, or its leading part, is added to the latest one; otherwise both by name.</summary>
    private void PlaceSum(CombineNode sum)
    {
        int latest = _chain.IsLatest(sum.Inputs[0]) && !_slices.ContainsKey(sum.Inputs[0]) ? sum.Inputs[0] : sum.Inputs[1];
        int other = latest == sum.Inputs[0] ? sum.Inputs[1] : sum.Inputs[0];
        bool isSlice = _slices.TryGetValue(other, out SliceNode? slice);
        int bridged = _chain.Last - _chain.Giver(other);
        bool isResidual = _chain.IsLatest(latest) && !_slices.ContainsKey(latest) && bridged > 0;
        if (isResidual)
            Add(sum, LayerDrafts.Residual(bridged, isSlice ? slice!.Count : 0, sum.Size), latest);
        else
            JoinParts(sum);
    }

    /// <summary>A sum of parts that are layers of their own.</summary>
    private void JoinParts(CombineNode sum)
    {
        foreach (int place in sum.Inputs.Distinct())
        {
            if (!_slices.Remove(place, out SliceNode? slice))
                continue;
            Add(slice, LayerDrafts.Slice(slice));
            _chain.Complete(place);
        }

        Join("Add", sum);
    }

    private void PlaceOutputs(JoinedOutputs outputs)
    {
        if (outputs.Inputs.Select(_once.Contains).Distinct().Count() > 1)
            _problems.Add(
                new(
                    "outputs", $"of {string.Join(", ", outputs.Names)}, some are there at every step and others once",
                    "Choose those of one kind with --output NODE."));
        Join("Outputs", outputs);
    }

    /// <summary>Channels of the positions that a node's input has; 0: it has none.</summary>
    private int Channels(SourceNode node) => _chain.Giver(node.Inputs[0]) is >= 0 and int giver ? _chain.Layers[giver].Channels : 0;

    private void Join(string attribute, SourceNode node)
    {
        string[] names = [.. node.Inputs.Select(_chain.NameOf)];
        int channels = attribute is "Add" or "Multiply" ? Channels(node) : 0;
        _chain.Add(LayerDrafts.Join(attribute, names, node.Size) with { Source = node.Name, Channels = channels });
    }

    private void Add(SourceNode node, LayerDraft layer) => Add(node, layer, node.Inputs[0]);

    private void Add(SourceNode node, LayerDraft layer, int input) => _chain.Add(layer with { Source = node.Name }, input);

    /// <summary>What the source calls a layer; the one that ends in an output is called as that.</summary>
    private string NameOf(int place, SourceNode node, string kind)
    {
        if (graph.Nodes[graph.Output] is not JoinedOutputs outputs)
            return _chain.Names.Next(node.Name, kind);
        int last = place;
        while (graph.OnlyReader(last) is >= 0 and int reader && graph.Nodes[reader] is ActivationNode)
            last = reader;
        int index = Array.IndexOf([.. outputs.Inputs], last);
        return _chain.Names.Next(index < 0 || graph.Readers(last) > 1 ? node.Name : outputs.Names[index], kind);
    }

    private string Named(int place) => place == SourceNode.ModelInput ? "the input" : graph.Nodes[place].Name;
}
