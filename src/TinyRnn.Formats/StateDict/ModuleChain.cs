namespace TinyRnn.Formats.StateDict;

/// <summary>Modules as nodes one after another.</summary>
internal sealed class ModuleChain(int inputSize, StateDictOptions options)
{
    /// <summary>PyTorch's default, which a state_dict does not hold.</summary>
    private const double Epsilon = 1e-5;

    private readonly List<SourceNode> _nodes = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private string? _silentLinear;

    public IReadOnlyList<SourceNode> Nodes => _nodes;

    public int InputSize => inputSize;

    public int Vocabulary { get; private set; }

    public List<string> Remarks { get; } = [];

    public List<SourceProblem> Problems { get; } = [];

    private int Size => _nodes.Count == 0 ? inputSize : _nodes[^1].Size;

    private int Last => _nodes.Count - 1;

    public void Add(StateDictModule module, bool isFirst)
    {
        int before = _nodes.Count;
        if (module.IsRecurrent)
            AddRecurrent(module);
        else if (module.TryTake("weight", out SourceTensor? weight))
            AddPlain(module, weight, isFirst);
        foreach (string key in module.Untaken.Where(key => key != "num_batches_tracked"))
            Problems.Add(
                new(module.Shown, $"nobody knows its tensor {key} {module.Look(key)}",
                    "Save only the model's own modules; a module of your own has to be imported as ONNX."));
        if (_nodes.Count > before && _nodes[^1] is not DenseNode && _nodes[^1] is not ActivationNode)
            _silentLinear = null;
    }

    /// <summary>What follows reads one step.</summary>
    public void TakeLast()
    {
        if (options.Last is { } last && _nodes.Count > 0)
            _nodes.Add(new LastStepNode("last_step", [Last], last, Size));
    }

    /// <summary>Says what was assumed, and names what was said of modules that are not there.</summary>
    public void Finish(IReadOnlyList<StateDictModule> modules)
    {
        if (_silentLinear is { } name)
            Remarks.Add($"No function is assumed after {name}: a state_dict does not say (--activation {name}=softmax says it).");
        if (options.Last is null)
            Remarks.Add("The head is assumed to read every step: a state_dict does not say (--last output, or --last states, makes it read one).");
        foreach (string said in options.Activations.Keys.Where(said => !_told.Contains(said)))
            Problems.Add(
                new(said, "a function was said for it, but there is no such module",
                    $"There are {string.Join(", ", modules.Select(module => module.Shown))}."));
    }

    private void AddRecurrent(StateDictModule module)
    {
        foreach (RecurrentNode node in RecurrentModules.Read(module, Size, Last, options, Problems))
        {
            _nodes.Add(node);
            if (node.Cell != CellKind.Rnn)
                continue;
            if (!options.Activations.ContainsKey(module.Name))
                Remarks.Add($"{node.Name} is assumed to have tanh: a state_dict does not say (--activation {module.Name}=relu says it).");
            _told.Add(module.Name);
        }
    }

    private void AddPlain(StateDictModule module, SourceTensor weight, bool isFirst)
    {
        SourceTensor? bias = module.Take("bias");
        switch (weight.Shape.Length)
        {
            case 2 when bias is null && isFirst && module.Name.Contains("emb", StringComparison.OrdinalIgnoreCase):
                Vocabulary = weight.Shape[0];
                _nodes.Add(new EmbeddingNode(module.Name, [Last], weight));
                Remarks.Add($"{module.Name} is taken for an embedding of {Counted.Of(Vocabulary, "token")}: it is the first module, has no bias, and is "
                    + $"called so.");
                break;
            case 2:
                AddLinear(module, weight, bias);
                break;
            case 1 when module.TryTake("running_mean", out SourceTensor? mean) & module.TryTake("running_var", out SourceTensor? variance):
                AddBatchNorm(module, weight, bias, mean!, variance!);
                break;
            case 1 when bias is null && IsPRelu(module, weight):
                _nodes.Add(new PReluNode(module.Name, [Last], weight, Size));
                Remarks.Add($"{module.Name} is taken for a PReLU by its name and its weight {weight}.");
                break;
            case 1 when bias is not null:
                AddLayerNorm(module, weight, bias);
                break;
            default:
                string kind = weight.Shape.Length switch { 1 => "norm or PReLU", 3 => "Conv1D", 4 => "Conv2D", _ => "unknown" };
                _nodes.Add(
                    new OtherNode(
                        module.Name, [Last], kind, weight.Shape.Length == 1 ? Size : weight.Shape[0], $"weight {weight}", bias is null
                        ? [weight]
                        : [weight, bias]));
                Remarks.Add($"{module.Name} is taken for a {kind} by its weight {weight}.");
                if (weight.Shape.Length == 1)
                    Problems.Add(
                        new(module.Shown, $"weight {weight} stands alone after {Counted.Of(Size, "value")}: slopes of a PReLU, or scales of a norm without "
                            + $"shifts",
                            "If they are slopes, let 'relu' be a part of the module's name; a norm is understood with its bias, or in ONNX."));
                if (kind == "Conv1D")
                    Problems.Add(
                        new(module.Shown, $"a state_dict says neither padding nor stride nor dilation of a {kind} ({weight})",
                            "Export the model as ONNX, which says them; or write the class by hand, [Conv1D(channels, kernel)], and load the file."));
                break;
        }
    }

    /// <summary>Slopes alone could be scales of a norm without shifts as well: the module's name decides.</summary>
    private bool IsPRelu(StateDictModule module, SourceTensor weight) =>
        weight.Count == 1 || (weight.Count == Size && (module.Name.Contains("relu", StringComparison.OrdinalIgnoreCase)
            || module.Name.Contains("act", StringComparison.OrdinalIgnoreCase)));

    private void AddLayerNorm(StateDictModule module, SourceTensor weight, SourceTensor bias)
    {
        if (weight.Count != Size || bias.Count != Size)
        {
            Problems.Add(new(module.Shown, $"weight is {weight} and bias {bias} after {Counted.Of(Size, "value")}", $"[{Size}] is expected of both."));
            return;
        }

        _nodes.Add(new LayerNormNode(module.Name, [Last], Size, (float)Epsilon, weight, bias));
        Remarks.Add($"{module.Name} is taken for a LayerNorm by its tensors; its epsilon is assumed to be PyTorch's 1e-5.");
    }

    private void AddLinear(StateDictModule module, SourceTensor weight, SourceTensor? bias)
    {
        if (_silentLinear is { } before)
            Problems.Add(
                new(before, $"a linear module follows ({module.Shown}), and a state_dict does not say which function stands between them",
                    $"Say it: --activation {before}=relu (tanh, sigmoid, identity, ...)."));
        if (weight.Shape[1] != Size || (bias is not null && bias.Count != weight.Shape[0]))
            Problems.Add(
                new(module.Shown, $"weight is {weight} after {Counted.Of(Size, "value")}",
                    $"[{weight.Shape[0]}, {Size}] is expected; are the modules in the order of computation?"));
        _nodes.Add(new DenseNode(module.Name, [Last], weight, bias));
        bool isSaid = options.Activations.TryGetValue(module.Name, out SourceActivation function);
        _silentLinear = isSaid ? null : module.Name;
        if (!isSaid)
            return;
        _told.Add(module.Name);
        if (function.Kind != ActivationKind.Identity)
            _nodes.Add(new ActivationNode($"{module.Name}_activation", [Last], function, Size));
    }

    /// <summary>y = (x - mean) / sqrt(variance + epsilon) * weight + bias.</summary>
    private void AddBatchNorm(StateDictModule module, SourceTensor weight, SourceTensor? bias, SourceTensor mean, SourceTensor variance)
    {
        if (mean.Count != weight.Count || variance.Count != weight.Count || weight.Count != Size || (bias is not null && bias.Count != weight.Count))
        {
            Problems.Add(
                new(module.Shown, $"weight {weight}, running_mean {mean} and running_var {variance} after {Counted.Of(Size, "value")}", "All of one size "
                    + "are expected."));
            return;
        }

        _nodes.Add(BatchStatistics.Node(module.Name, Last, weight, bias, mean, variance, Epsilon));
        Remarks.Add($"{module.Name}, a batch normalisation, is a scale and a shift; its epsilon is assumed to be PyTorch's 1e-5.");
    }
}
