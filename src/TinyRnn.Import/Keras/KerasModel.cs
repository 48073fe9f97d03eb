namespace TinyRnn.Import.Keras;

/// <summary>Layers as nodes.</summary>
internal sealed partial class KerasModel(KerasWeights weights, KerasActivations activations, bool isVersion1, string file)
{
    private readonly List<SourceNode> _nodes = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];

    /// <summary>Steps of the model's input, then of each node, as the file fixes them; 0: open.</summary>
    private readonly List<int> _lengths = [0];
    private readonly StepRests _rests = new();

    /// <summary>Steps of the input if it is token ids.</summary>
    private int _tokens;
    private readonly List<SourceProblem> _problems = [];
    private int _inputSize;
    private int _vocabulary;
    private string? _inputName;

    /// <summary>The whole model.</summary>
    public static SourceModel Build(KerasArchitecture architecture, KerasWeights weights, string version, string file, ReadOptions options)
    {
        KerasModel model = new(weights, new KerasActivations(version.StartsWith('3')), version.StartsWith('1'), file);
        model.JoinInputs(architecture);
        foreach (KerasLayer layer in architecture.Layers)
            model.Add(layer);
        if (model._lengths[0] > 0)
            model._rests.Check(model._nodes, place => model._lengths[place + 1], model._lengths[0], model._problems, model._remarks);
        foreach (string unread in weights.Unread)
            model._problems.Add(new(unread, "the file has weights of it, but the configuration has no such layer", "Save the whole model again."));
        string[] outputs = [.. options.Outputs.Count > 0 ? options.Outputs : architecture.Outputs];
        if (outputs.FirstOrDefault(output => !model._places.ContainsKey(output)) is { } missing)
            throw new SourceFormatException($"{file} has no layer '{missing}'. Its layers are {string.Join(", ", model._places.Keys)}.");
        return new SourceModel
        {
            Format = "Keras",
            Name = architecture.Name,
            Producer = $"Keras {version}",
            InputSize = model._vocabulary > 0 ? 1 : model._inputSize,
            Vocabulary = model._vocabulary,
            InputName = model._inputName ?? "input",
            Inputs = [.. model._joined.Values],
            Nodes = model._nodes,
            Outputs = [.. outputs.Select(output => model._places[output])],
            OutputNames = outputs,
            Remarks = model._remarks,
            Problems = model._problems,
        };
    }

    private void Add(KerasLayer layer)
    {
        if (layer.Kind == "InputLayer")
        {
            if (_joined.TryGetValue(layer.Name, out SourceInput? input))
                AddJoined(input);
            else
                AddInput(layer);
            return;
        }

        IReadOnlyList<SourceTensor> tensors = weights.Of(layer);
        if (_nodes.Count == 0 && _inputSize == 0)
            _inputSize = Last(layer, "batch_input_shape", "batch_shape")
                ?? (layer.Kind == "Embedding" ? 1 : tensors.Count > 0 && tensors[0].Shape.Length > 1 ? tensors[0].Shape[^2] : 1);
        if (_nodes.Count == 0 && _inputName is null)
            FixSteps(layer);
        int[] inputs = [.. layer.Inputs.Select(Place)];
        Place(layer, inputs.Length == 0 ? [SourceNode.ModelInput] : inputs, tensors);
    }

    private void AddInput(KerasLayer layer)
    {
        _inputName = layer.Name;
        _inputSize = Last(layer, "batch_shape", "batch_input_shape") ?? 1;
        _places[layer.Name] = SourceNode.ModelInput;
        FixSteps(layer);
    }

    /// <summary>Steps that [batch, steps, features] fixes, or [batch, steps] for token ids; without tokens [batch, features] is one step.</summary>
    private void FixSteps(KerasLayer layer)
    {
        foreach (string key in (ReadOnlySpan<string>)["batch_shape", "batch_input_shape"])
        {
            if (layer.Config.TryGetProperty(key, out System.Text.Json.JsonElement shape) && shape.ValueKind == System.Text.Json.JsonValueKind.Array
                && shape.GetArrayLength() is 2 or 3)
            {
                _tokens = shape[1].ValueKind == System.Text.Json.JsonValueKind.Number && shape[1].TryGetInt32(out int steps) && steps > 0 ? steps : 0;
                _lengths[0] = shape.GetArrayLength() == 3 ? _tokens : 1;
            }
        }
    }

    private static int? Last(KerasLayer layer, params string[] keys)
    {
        foreach (string key in keys)
        {
            if (layer.Config.TryGetProperty(key, out System.Text.Json.JsonElement shape) && shape.ValueKind == System.Text.Json.JsonValueKind.Array
                && shape.GetArrayLength() > 1
                && shape[shape.GetArrayLength() - 1] is { ValueKind: System.Text.Json.JsonValueKind.Number } last && last.TryGetInt32(out int size))
            {
                return size;
            }
        }

        return null;
    }

    private int Place(string name) => _places.TryGetValue(name, out int place)
        ? place
        : throw new SourceFormatException($"{file}: a layer reads '{name}', which does not come before it. Save the whole model again.");

    private int Size(int place) => place == SourceNode.ModelInput ? _inputSize : _nodes[place].Size;

    /// <summary>Adds a node.</summary>
    /// <param name="node">The node.</param>
    /// <param name="length">Its steps; <see langword="null"/>: those of its input, in whole strides.</param>
    private int Append(SourceNode node, int? length = null)
    {
        _nodes.Add(node);
        _lengths.Add(length ?? (node is LastStepNode or FlattenNode ? 1 : _lengths[node.Inputs[0] + 1] / node.StepsPerOutput));
        return _nodes.Count - 1;
    }

    private void Refuse(KerasLayer layer, string what, string remedy) => _problems.Add(new(layer.Name, what, remedy));

    /// <summary>A function as a node of its own, unless it is none.</summary>
    private int Activate(KerasLayer layer, string? name, int place)
    {
        if (activations.Find(name) is not { } function)
        {
            Refuse(layer, $"its function {name} is none that is known", "Export the model with a function of Keras' own.");
            return place;
        }

        return function.Kind == ActivationKind.Identity ? place : Append(new ActivationNode($"{layer.Name}_{name}", [place], function, Size(place)));
    }
}
