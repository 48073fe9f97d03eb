namespace TinyRnn.Generator.Emission.Training;

/// <summary>
/// Where a layer's training prints, and how places are written: layers name theirs in the tape and in the block of weights, and what is used of the
/// names becomes constants.
/// </summary>
internal sealed class TrainingScope(SourceWriter writer)
{
    private readonly Dictionary<int, string> _tape = [];
    private readonly Dictionary<int, string> _weights = [];
    private readonly SortedDictionary<int, string> _usedTape = [];
    private readonly SortedDictionary<int, string> _usedWeights = [];

    public SourceWriter Writer => writer;

    /// <summary>Kernels that learn from one sequence alone.</summary>
    public KernelSet Kernels { get; } = KernelSet.OfSequences();

    /// <summary>Names a place on the tape, if it has no name yet: a value can be the output of one layer and the state of another.</summary>
    public void NameTape(int place, string name)
    {
        if (!_tape.ContainsKey(place))
            _tape.Add(place, name);
    }

    /// <summary>Names a value and its gradient.</summary>
    public void NameValue(ValuePlan value, string name)
    {
        if (value.Size == 0)
            return;
        NameTape(value.Offset, name);
        if (value.Gradient >= 0)
            NameTape(value.Gradient, name + "Gradient");
    }

    /// <summary>Names a place in the block of weights, and the same one in that of their gradients.</summary>
    public void NameWeights(int place, string name)
    {
        if (!_weights.ContainsKey(place))
            _weights.Add(place, name);
    }

    /// <summary>The names that were used.</summary>
    public void EmitNames()
    {
        Emit("// Places on the tape.", _usedTape);
        Emit("// Places in the block of weights, and of their gradients.", _usedWeights);
    }

    /// <summary>Expression of a place on the tape.</summary>
    public string Place(int place) => Use(place, _tape, _usedTape);

    /// <summary>Expression of the place of a value's first row.</summary>
    public string RowsPlace(ValuePlan value) => First(value.Offset, value);

    /// <summary>Expression of the place of the gradient of a value's first row.</summary>
    public string GradientPlace(ValuePlan value) => First(value.Gradient, value);

    public static string At(string place) => $"ref At({place})";

    public string Tape(int place) => At(Place(place));

    /// <summary>Some rows after a place on the tape.</summary>
    public string Tape(int place, string row, int stride) => At($"{Place(place)} + ({row} * {stride})");

    /// <summary>A value's first row: after what is kept from before the first step.</summary>
    public string Rows(ValuePlan value, int offset = 0) => At(After(RowsPlace(value), offset));

    /// <summary>The gradient of a value's first row.</summary>
    public string GradientRows(ValuePlan value, int offset = 0) => At(After(GradientPlace(value), offset));

    /// <summary>A weight of the network.</summary>
    /// <param name="place">A named place.</param>
    /// <param name="after">What is added to it: <c> + 16</c>.</param>
    public string Weight(int place, string after = "") => $"ref Weight({Use(place, _weights, _usedWeights)}{after})";

    /// <summary>Its gradient.</summary>
    public string Gradient(int place, string after = "") => $"ref Gradient({Use(place, _weights, _usedWeights)}{after})";

    public void Line(string text) => writer.Line(text);

    public void Comment(string text) => writer.Line($"// {text}");

    /// <summary>The gradient of a matrix and of the bias row in front of it, of all rows at once.</summary>
    public void EmitWeightGradients(int inputs, int columns, string input, int inputStride, string gradient, int block)
    {
        EmitColumnSums(columns, gradient, block);
        EmitOuter(inputs, columns, input, inputStride, gradient, columns, block + columns);
    }

    public void EmitColumnSums(int columns, string gradient, int block) =>
        Line($"Rnn::Matrices.MatrixProduct.ColumnSums(rows, {columns}, {gradient}, {columns}, {Gradient(block)}, HasGradients);");

    public void EmitOuter(int inputs, int columns, string input, int inputStride, string gradient, int gradientStride, int block) =>
        Line($"Rnn::Matrices.MatrixProduct.Outer(rows, {inputs}, {columns}, {input}, {inputStride}, {gradient}, {gradientStride}, {Gradient(block)}, {columns}, HasGradients);");

    /// <summary>Some values after the first of a row.</summary>
    private static string After(string place, int offset) => offset == 0 ? place : $"{place} + {offset}";

    private string First(int place, ValuePlan value) =>
        value.EarlierSteps == 0 ? Place(place) : $"{Place(place)} + (batch * {value.EarlierSteps * value.Stride})";

    private static string Use(int place, Dictionary<int, string> names, SortedDictionary<int, string> used)
    {
        if (!names.TryGetValue(place, out string? name))
            return place.ToString();
        used[place] = name;
        return name;
    }

    private void Emit(string comment, SortedDictionary<int, string> names)
    {
        if (names.Count == 0)
            return;
        writer.Line();
        writer.Line(comment);
        foreach (KeyValuePair<int, string> name in names)
            writer.Line($"private const int {name.Value} = {name.Key};");
    }
}
