namespace TinyRnn.Generator.Emission;

/// <summary>One vector's worth of neighbouring units while a panel is computed: how the emitted code names and reaches them.</summary>
/// <param name="Lanes">Units in it.</param>
/// <param name="Suffix">Tells the vectors of one tile apart: the first lane's offset, empty when there is only one.</param>
/// <param name="Unit">Expression of the first unit's index.</param>
/// <param name="RowOffset">Offset of the first lane from the tile's first lane in its panel.</param>
/// <param name="FirstUnit">The first unit's index where it is known, in the last panel of a layer; otherwise -1.</param>
/// <param name="IsReproducible">What is done with it has the same bits on every processor.</param>
/// <param name="Places">Where arrays lie that have no variable of their own.</param>
/// <param name="Input">Letter of the time step or stream, in kernels that take several; otherwise empty.</param>
internal sealed record PanelVector(
    int Lanes, string Suffix, string Unit, int RowOffset, int FirstUnit, bool IsReproducible, ArrayPlaces Places, string Input = "")
{
    /// <summary>The panel that it is a part of, where there are panels.</summary>
    public PanelGroup Panel { get; init; } = new(0, 0, 1);

    /// <summary>First unit of the panels that are walked together.</summary>
    public int FirstOfStrip { get; init; }

    /// <summary>Lanes of the panel.</summary>
    public int PanelWidth => Panel.Width;

    /// <summary>The variable at the panel's row of weights.</summary>
    public string Row => "w" + PanelSuffix;

    /// <summary>The variable of a row's place after that.</summary>
    public string RowPlace => "row" + PanelSuffix;

    /// <summary>The first vector of each panel that there are some of.</summary>
    public static IReadOnlyList<PanelVector> FirstOfPanels(IEnumerable<PanelVector> vectors) =>
        [.. vectors.GroupBy(v => v.Panel).Select(panel => panel.First())];

    /// <summary>The variable at what the panel's sums start from, or go to.</summary>
    /// <param name="letter">Of the input.</param>
    public string SumsRow(string letter) => "s" + letter + PanelSuffix;

    /// <summary>Of panels side by side, all but the first have variables that are named for their width.</summary>
    public string PanelSuffix => Panel.FirstUnit == FirstOfStrip || Panel.Count > 1 ? "" : PanelWidth.ToString();

    public string Type => $"Vector{Lanes * 32}";

    /// <summary>The runtime's class with the point-wise halves of cells.</summary>
    public string Cells => IsReproducible ? "Rnn::Cells.Reproducible" : "Rnn::Cells.CellMath";

    /// <summary>
    /// The constants as a cell's last argument: with vectors of 512 bits, and the sums of one input, there are registers to share them; otherwise each is
    /// loaded where it is used.
    /// </summary>
    public string Constants => HasConstants ? ", constants" : "";

    private bool HasConstants => Lanes == 16 && Input.Length == 0 && !IsReproducible;

    /// <summary>Prints the constants that the cells of a tile share.</summary>
    public static void EmitConstants(SourceWriter writer, IReadOnlyList<PanelVector> vectors)
    {
        if (vectors[0].HasConstants)
            writer.Line("Rnn::Cells.CellConstants512 constants = new();");
    }

    /// <summary>The runtime's class with activation functions.</summary>
    public string Functions => IsReproducible ? "Rnn::Cells.Reproducible" : "Rnn::Vectors.VectorMath";

    /// <summary>a * b + c.</summary>
    public string MultiplyAdd(string a, string b, string c) => IsReproducible ? $"({a} * {b}) + {c}" : $"{Type}.MultiplyAddEstimate({a}, {b}, {c})";

    /// <summary>The variable that holds this vector's part of a gate.</summary>
    public string Name(string gate) => gate + Suffix + Input;

    /// <summary>Floats of the tile's widest vectors, which have the inputs in all lanes.</summary>
    public int WidestLanes { get; init; }

    /// <summary>What a vector of the tile's widest kind has in the first lanes: an input that is the same in all of them.</summary>
    public string Narrowed(string widest)
    {
        for (int lanes = WidestLanes; lanes > Lanes; lanes /= 2)
            widest = $"Vector{lanes * 32}.GetLower({widest})";
        return widest;
    }

    /// <summary>The variable of one of the sums that the gate is split into.</summary>
    public string Sum(string gate, int chain = 0) => chain == 0 ? Name(gate) : $"{Name(gate)}_{chain}";

    /// <summary>The same of several gates, for all vectors of a tile.</summary>
    public static IEnumerable<string> Sums(IEnumerable<PanelVector> vectors, IEnumerable<string> gates, int chain) =>
        gates.SelectMany(gate => vectors.Select(v => v.Sum(gate, chain)));

    /// <summary>This vector's part of an array with one float a unit.</summary>
    public string Load(string array) => $"{Type}.LoadUnsafe({At(array)})";

    /// <summary>The same, of an array that begins at a place after the variable.</summary>
    public string LoadAfter(string array, int from) =>
        $"{Type}.LoadUnsafe(ref {array}{Input}, {After(from)})";

    /// <summary>Stores a value into this vector's part of such an array. No extension method's call, which one of the user's could take.</summary>
    public string Store(string value, string array) => $"{Type}.StoreUnsafe({value}, {At(array)})";

    /// <summary>The same, into an array that begins at a place after the variable.</summary>
    public string StoreAfter(string value, string array, int from) => $"{Type}.StoreUnsafe({value}, ref {array}{Input}, {After(from)})";

    private string After(int from) => from == 0 ? Unit : int.TryParse(Unit, out int known) ? (from + known).ToString() : $"{from} + {Unit}";

    private string At(string array) => $"ref {Places.Origin(array + Input)}, {Places.Index(array + Input, Unit)}";

    /// <summary>This vector's part of the row of weights for single units, once the walk over the other rows is done.</summary>
    /// <param name="gate">Position of the gate in the row.</param>
    public string Pointwise(int gate) => LoadRow(gate * PanelWidth);

    /// <summary>This vector's part of a gate in a panel row at the variable <paramref name="row"/>, the gate beginning at <paramref name="offset"/>.</summary>
    public string LoadRow(int offset, string? row = null) =>
        offset + RowOffset == 0 ? $"{Type}.LoadUnsafe(ref {row ?? Row})" : $"{Type}.LoadUnsafe(ref {row ?? Row}, {offset + RowOffset})";

    /// <summary>The same, in the row that begins at the expression <paramref name="row"/> after the panel's variable.</summary>
    public string LoadRow(string row, int offset) =>
        int.TryParse(row, out int known)
            ? LoadRow(known + offset)
            : $"{Type}.LoadUnsafe(ref {Row}, {row}{(offset + RowOffset == 0 ? "" : $" + {offset + RowOffset}")})";
}
