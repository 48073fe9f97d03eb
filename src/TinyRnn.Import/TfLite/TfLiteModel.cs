namespace TinyRnn.Import.TfLite;

/// <summary>The operators of a graph as nodes.</summary>
internal sealed partial class TfLiteModel(TfLiteFile graph, string file)
{
    private readonly List<SourceNode> _nodes = [];
    private readonly Dictionary<int, TfLiteValue> _values = [];
    private readonly Dictionary<int, SourceTensor> _widened = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];
    private readonly List<SourceProblem> _problems = [];
    private int _inputSize = 1;
    private int _vocabulary;

    /// <summary>The whole model.</summary>
    /// <exception cref="SourceFormatException">The graph contradicts itself.</exception>
    public static SourceModel Build(TfLiteFile graph, string file, ReadOptions options)
    {
        TfLiteModel model = new(graph, file);
        model.AddInputs();
        foreach (TfLiteOperator call in graph.Operators)
            model.Add(call);
        (int[] outputs, string[] names) = model.Outputs(options.Outputs);
        return new SourceModel
        {
            Format = "TFLite",
            Producer = graph.Description.Length > 0 ? graph.Description : null,
            InputSize = model._vocabulary > 0 ? 1 : model._inputSize,
            Vocabulary = model._vocabulary,
            InputName = graph.Inputs.Length > 0 && graph.Inputs[0] >= 0 ? graph.Tensors[graph.Inputs[0]].Name : "input",
            Nodes = model._nodes,
            Outputs = outputs,
            OutputNames = names,
            Remarks = model._remarks,
            Problems = model._problems,
        };
    }

    /// <summary>The input is [B, T, F], or [T, B, F] if the layer that reads it says so; [B, F] is one step.</summary>
    private void AddInputs()
    {
        int[] inputs = [.. graph.Inputs.Where(tensor => tensor >= 0)];
        if (inputs.Length == 0)
            throw new SourceFormatException($"{file} has a graph without an input. It is damaged; save or download it again.");
        foreach (int other in inputs.Skip(1))
        {
            string name = graph.Tensors[other].Name;
            Refuse(name, $"the graph has a second input, after {graph.Tensors[inputs[0]].Name}", "A class reads one; join them in front of the model.");
            _values[other] = new(SourceNode.ModelInput, graph.Tensors[other].Shape, -1);
        }

        TfLiteTensor input = graph.Tensors[inputs[0]];
        bool isTokens = input.Type is TfLiteTensor.Int32 or TfLiteTensor.Int64;
        int[] shape = isTokens ? [.. input.Shape, 1] : input.Shape;
        if (!isTokens && input.Type != TfLiteTensor.Float32)
            Refuse(input.Name, $"the input is {input}", "FLOAT32 is read: convert the model without quantisation (optimizations = []).");
        if (shape.Length is < 2 or > 3 || shape[^1] <= 0)
            Refuse(input.Name, $"the input is {input}", "[batch, steps, features] or [batch, features] is expected, its features fixed.");
        bool isTimeMajor = graph.Operators.Any(call => call.Code == TfLiteNames.SequenceLstm && Operand(call, 0) == inputs[0]
            && call.Options is { } settings && settings.Flag(TimeMajor));
        TfLiteValue value = new(SourceNode.ModelInput, shape, shape.Length == 3 ? (isTimeMajor ? 0 : 1) : -1);
        if (shape.Length == 3 && shape[isTimeMajor ? 1 : 0] > 1)
            Refuse(input.Name, $"the input is {input}, several sequences", "Convert the model with a batch of 1.");
        _inputSize = Math.Max(value.Features, 1);
        _values[inputs[0]] = value;
    }

    private void Add(TfLiteOperator call)
    {
        if (call.Outputs.Length == 0 || call.Outputs[0] < 0)
            throw new SourceFormatException($"{file}: a {TfLiteNames.Of(call)} has no output. It is damaged; save or download it again.");
        if (call.Code == TfLiteNames.Dequantize && call.Inputs is [var half] && graph.Floats(half) is { } widened)
        {
            _widened[call.Outputs[0]] = widened;
            return;
        }

        TfLiteValue? source = call.Inputs.Select(Value).FirstOrDefault(value => value is not null);
        TfLiteValue? result = source is null ? null : Read(call, source);
        TfLiteTensor output = graph.Tensors[call.Outputs[0]];
        _values[call.Outputs[0]] = result ?? Unknown(call, source, output);
        for (int i = 1; i < call.Outputs.Length; i++)
        {
            if (call.Outputs[i] >= 0)
                _values[call.Outputs[i]] = _values[call.Outputs[0]];
        }
    }

    private TfLiteValue? Value(int tensor) => _values.GetValueOrDefault(tensor);

    private SourceTensor? Constant(int tensor) => _widened.GetValueOrDefault(tensor) ?? graph.Floats(tensor);

    private static int Operand(TfLiteOperator call, int number) => number < call.Inputs.Length ? call.Inputs[number] : -1;

    /// <summary>What is not understood stands in the model with its constants, and is a problem.</summary>
    private TfLiteValue Unknown(TfLiteOperator call, TfLiteValue? source, TfLiteTensor output)
    {
        string name = Name(call);
        string operands = string.Join(", ", call.Inputs.Where(tensor => tensor >= 0).Select(tensor => graph.Tensors[tensor].ToString()).Take(8));
        TfLiteTensor? narrow = call.Inputs.Where(tensor => tensor >= 0).Select(tensor => graph.Tensors[tensor])
            .FirstOrDefault(tensor => tensor.Data.Length > 0 && (tensor.IsSparse || tensor.TypeName.Contains("INT8", StringComparison.Ordinal)));
        if (narrow is not null)
        {
            string kind = narrow.IsSparse ? "sparse" : "quantised";
            Refuse(name, $"{TfLiteNames.Of(call)} has {kind} numbers, {narrow}", "FLOAT32 and FLOAT16 are read: convert the model without optimizations.");
        }
        else
        {
            string loops = graph.Graphs > 1 ? $"; the file has {graph.Graphs - 1} more graphs, for loops and conditions" : "";
            Refuse(name, $"{TfLiteNames.Of(call)} of {operands} is nothing that is read{loops}", "Cut it off with --output, or import the Keras model itself.");
        }

        int features = Math.Max(output.Shape.LastOrDefault(1), 1);
        int[] inputs = source is null ? [] : [source.Place];
        int place = Append(new OtherNode(name, inputs, TfLiteNames.Of(call), features, operands, []));
        return new(place, output.Shape, source is { TimeAxis: >= 0 } ? TfLiteValue.AxisOf(output.Shape, source.Steps) : -1);
    }

    private (int[] Places, string[] Names) Outputs(IReadOnlyList<string> wanted)
    {
        if (wanted.Count > 0)
        {
            int[] places = [.. wanted.Select(name => _nodes.FindIndex(node => node.Name == name))];
            return Array.IndexOf(places, -1) is var missing and >= 0
                ? throw new SourceFormatException(
                    $"{file} has no node '{wanted[missing]}'. Its nodes are {string.Join(", ", _nodes.Select(node => node.Name))}.")
                : (places, [.. wanted]);
        }

        foreach (int tensor in graph.Outputs.Where(tensor => Value(tensor) is null))
        {
            throw new SourceFormatException(
                $"{file}: nothing gives the output {(tensor < 0 ? "-1" : graph.Tensors[tensor].Name)}. It is damaged; save or download it again.");
        }

        if (graph.Outputs.Length == 0)
            throw new SourceFormatException($"{file} has a graph without an output. It is damaged; save or download it again.");
        return ([.. graph.Outputs.Select(tensor => _values[tensor].Place)], [.. graph.Outputs.Select(tensor => graph.Tensors[tensor].Name)]);
    }

    private int Append(SourceNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    /// <summary>The name of the first tensor that an operator gives; fused operators join theirs with semicolons.</summary>
    private string Name(TfLiteOperator call)
    {
        string first = graph.Tensors[call.Outputs[0]].Name.Split(';')[0];
        string stem = first.Length > 0 ? first : TfLiteNames.Of(call);
        string name = stem;
        for (int number = 1; !_names.Add(name); number++)
            name = $"{stem}_{number}";
        return name;
    }

    private void Refuse(string where, string what, string remedy) => _problems.Add(new(where, what, remedy));

    /// <summary>A function as a node of its own, unless it is none.</summary>
    private int Activate(string name, SourceActivation? function, int place, int features)
    {
        if (function is { } known)
            return known.Kind == ActivationKind.Identity ? place : Append(new ActivationNode($"{name}_activation", [place], known, features));
        Refuse(name, "its fused function is none that is known", "Export the model with a function of Keras' own.");
        return place;
    }
}
