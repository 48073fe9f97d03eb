using TinyRnn.Generator.Emission.Layers;

namespace TinyRnn.Generator.Emission;

/// <summary>The statements of one time step while they are printed: which variable holds which layer's values.</summary>
/// <param name="writer">Where to.</param>
/// <param name="model">The model.</param>
/// <param name="segment">The layers that are computed together.</param>
/// <param name="kernels">Takes the kernels that are called.</param>
/// <param name="end">After the last layer.</param>
/// <param name="hasOutput">The last layer's output goes to <c>y</c>.</param>
/// <param name="row">Letter of the time step or stream where several are computed at once, after the names of its variables; otherwise empty.</param>
/// <param name="state">Variable of the state.</param>
internal sealed class StepScope(
    SourceWriter writer, ModelPlan model, SegmentPlan segment, KernelSet kernels, int end, bool hasOutput, string row = "", string state = "state")
{
    private readonly Dictionary<int, string> _values = [];
    private readonly Dictionary<int, string> _lengths = [];

    public SourceWriter Writer => writer;

    /// <summary>Takes the kernels that are called.</summary>
    public KernelSet Kernels => kernels;

    /// <summary>Reference variable at the current layer's input; after a one-hot layer, the variable of the token.</summary>
    public string Input { get; private set; } = "x" + row;

    /// <summary>Variable of the state.</summary>
    public string State => state;

    /// <summary>Expression of the first parameter in the order of files, which kernels of tables read.</summary>
    public string Parameters => WeightAccess.Parameters(model);

    /// <summary>Variable of the token read.</summary>
    public string Token => "token" + row;

    /// <summary>Letter after the names of this row's variables.</summary>
    public string Row => row;

    /// <summary>Whether anything reads the output of <paramref name="layer"/>.</summary>
    public bool IsRead(LayerPlan layer) =>
        (hasOutput && layer.Index == end - 1) || model.Readers(layer.Index + 1).Any(reader => reader.Index < end && IsComputed(reader));

    /// <summary>The layer changes the state, or something reads what it gives: a head beside the way to the last state is left out.</summary>
    public bool IsComputed(LayerPlan layer) => layer.IsStateful || IsRead(layer);

    /// <summary>Expression of the number of values in <see cref="Input"/> where it grows with time; otherwise <see langword="null"/>.</summary>
    public string? InputLength { get; private set; }

    /// <summary>The layer with a stride has taken its steps (<see cref="LayerEmitter.EmitTake"/>) and has an output, which is to be computed.</summary>
    public bool IsTaken { get; init; }

    private bool _written;

    public void Emit()
    {
        Begin();
        for (int index = segment.First; index < end; index++)
        {
            LayerPlan layer = model.Layers[index];
            if (!IsComputed(layer))
                continue;
            writer.Line($"// {layer.Id}: {LayerEmitters.LastEquation(layer)}");
            Enter(layer);
            LayerEmitters.Of(layer).EmitStep(layer, this);
        }

        End();
    }

    /// <summary>Names what the first layer reads.</summary>
    public void Begin()
    {
        _values[segment.First] = Input;
        foreach (int import in segment.Imports)
            _values[import] = ImportName(import) + row;
    }

    /// <summary>What the layer reads becomes the input.</summary>
    public void Enter(LayerPlan layer)
    {
        Input = _values[layer.InputValue];
        InputLength = _lengths.TryGetValue(layer.InputValue, out string? length) ? length : null;
    }

    /// <summary>Copies the output where the last layer has not written it in its place.</summary>
    public void End()
    {
        if (hasOutput && !_written)
            writer.Line($"Rnn::States.StepBuffers.Copy(ref {Input}, ref y{row}, {model.Layers[end - 1].OutputSize});");
    }

    /// <summary>Name of a value that comes from before the segment.</summary>
    public static string ImportName(int value) => value == 0 ? "input" : $"value{value}";

    /// <summary>Variable of a value: 0 is the model's input, k + 1 the output of layer k.</summary>
    public string Value(int value) => _values[value];

    /// <summary>The layer's output is already somewhere: names it, if anything reads it.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="expression">Where its output is.</param>
    /// <param name="length">Expression of its length where it grows with time.</param>
    /// <param name="hasEffect">The expression is also what computes the layer.</param>
    public void Produce(LayerPlan layer, string expression, string? length = null, bool hasEffect = false)
    {
        string name = Variable(layer);
        if (!IsRead(layer))
        {
            if (hasEffect)
                writer.Line($"{expression};");
            return;
        }

        writer.Line($"ref float {name} = ref {expression};");
        Next(layer, name, length);
    }

    /// <summary>Where the layer writes its output: the model's output if it is the last layer, else a buffer on the stack.</summary>
    public string Destination(LayerPlan layer)
    {
        if (hasOutput && layer.Index == end - 1)
        {
            Next(layer, "y" + row, null);
            return "y" + row;
        }

        string name = Variable(layer);
        writer.Line($"Span<float> {name}Values = stackalloc float[{layer.OutputSize}];");
        writer.Line($"ref float {name} = ref MemoryMarshal.GetReference({name}Values);");
        Next(layer, name, null);
        return name;
    }

    /// <summary>
    /// A recurrent layer reads what the layer gives: subnormal numbers among it become 0. Where there is less work after it, to look for them would cost more
    /// than it could spare, and what the model gives stays as it is.
    /// </summary>
    public bool IsQuiet(LayerPlan layer) => model.Readers(layer.Index + 1).Any(next => next.HandsOn ? IsQuiet(next) : next.IsRecurrent);

    /// <summary>The variable of a layer's output.</summary>
    public string Variable(LayerPlan layer) => char.ToLowerInvariant(layer.Id[0]) + layer.Id.Substring(1) + row;

    /// <summary>The layer's output is in the variable <paramref name="name"/>.</summary>
    public void Next(LayerPlan layer, string name, string? length = null)
    {
        _written = name == "y" + row;
        Input = name;
        InputLength = length;
        if (length is not null)
            _lengths[layer.Index + 1] = length;
        _values[layer.Index + 1] = name;
    }
}
