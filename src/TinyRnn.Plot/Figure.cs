using System.Text.Json.Serialization;

namespace TinyRnn.Plot;

/// <summary>
/// What a picture shows. Programs that are compiled natively write it as a file, and this tool draws it: the plotting library cannot be compiled natively. The
/// source of this type is part of both.
/// </summary>
/// <param name="Panels">Plots, row by row.</param>
internal sealed record Figure(IReadOnlyList<Panel> Panels)
{
    /// <summary>Panels beside each other.</summary>
    public int Columns { get; init; } = 1;

    /// <summary>Above rows of panels; none, or one for each.</summary>
    public IReadOnlyList<string> Headings { get; init; } = [];

    /// <summary>Pixels of a panel.</summary>
    public int PanelWidth { get; init; } = 900;

    /// <summary>Pixels of a panel.</summary>
    public int PanelHeight { get; init; } = 420;
}

/// <summary>One plot: lines, a heat map or an image.</summary>
internal sealed record Panel
{
    /// <summary>Above it.</summary>
    public string Title { get; init; } = "";

    /// <summary>What the horizontal axis is.</summary>
    public string X { get; init; } = "";

    /// <summary>What the vertical axis is.</summary>
    public string Y { get; init; } = "";

    /// <summary>The vertical axis has decades.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Lowest and highest value of the vertical axis, if they are given.</summary>
    public double? Low { get; init; }

    /// <summary>The same.</summary>
    public double? High { get; init; }

    /// <summary>Lowest and highest value of the horizontal axis, if they are given.</summary>
    public double? Left { get; init; }

    /// <summary>The same.</summary>
    public double? Right { get; init; }

    /// <summary>Thin lines from above to below at these places of the horizontal axis.</summary>
    public IReadOnlyList<double> Marks { get; init; } = [];

    /// <summary>
    /// Has the margins of every other panel that says so, and room for a legend or a scale at its right: what lies above each other is of the same place.
    /// </summary>
    public bool IsAligned { get; init; }

    /// <summary>The horizontal axis has years: four digits in a row.</summary>
    public bool HasYears { get; init; }

    /// <summary>Below 0, 1, 2 and so on, instead of numbers.</summary>
    public IReadOnlyList<string> Ticks { get; init; } = [];

    /// <summary>The lines; the legend stands beside the plot, where it hides nothing.</summary>
    public IReadOnlyList<Line> Lines { get; init; } = [];

    /// <summary>Intervals, behind the lines.</summary>
    public IReadOnlyList<Interval> Intervals { get; init; } = [];

    /// <summary>Marked stretches of the horizontal axis.</summary>
    public IReadOnlyList<Band> Bands { get; init; } = [];

    /// <summary>Or a heat map.</summary>
    public HeatMap? Heat { get; init; }

    /// <summary>Or an image.</summary>
    public Picture? Picture { get; init; }

    /// <summary>Without axes and scale, for small images; only the title says what it is.</summary>
    public bool IsBare { get; init; }
}

/// <summary>Points of a panel.</summary>
/// <param name="Label">In the legend; empty: not there.</param>
/// <param name="X">As many as <paramref name="Y"/>.</param>
/// <param name="Y">Values; those that a logarithmic axis does not have are left out.</param>
internal sealed record Line(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y)
{
    /// <summary>How they look.</summary>
    public LineStyle Style { get; init; }
}

/// <summary>How a line looks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LineStyle>))]
internal enum LineStyle
{
    /// <summary>A line in a colour of its own.</summary>
    Solid,

    /// <summary>Thin and grey, for what stands behind.</summary>
    Pale,

    /// <summary>Interrupted, thin and black, for comparisons: what it lies on remains visible.</summary>
    Dashed,

    /// <summary>The same with dots, for another.</summary>
    Dotted,

    /// <summary>Points without a line.</summary>
    Points,
}

/// <summary>A marked stretch of the horizontal axis.</summary>
/// <param name="Label">In the legend.</param>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record Band(string Label, double From, double To);

/// <summary>Between which values something lies.</summary>
/// <param name="Label">In the legend.</param>
/// <param name="X">As many as of both others.</param>
/// <param name="Low">The lowest.</param>
/// <param name="High">The highest.</param>
internal sealed record Interval(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Low, IReadOnlyList<double> High);

/// <summary>Colours for numbers.</summary>
/// <param name="Values">Rows from above.</param>
/// <param name="Low">Value of the deepest blue.</param>
/// <param name="High">Value of the deepest orange; the middle is white.</param>
internal sealed record HeatMap(IReadOnlyList<IReadOnlyList<double>> Values, double Low, double High)
{
    /// <summary>From white at the lowest value to dark blue at the highest, for what has no middle.</summary>
    public bool IsSequential { get; init; }

    /// <summary>Beside rows; none, or one for each.</summary>
    public IReadOnlyList<string> Rows { get; init; } = [];

    /// <summary>Below columns; none, or one for each.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}

/// <summary>An image.</summary>
/// <param name="Pixels">Rows from above; each pixel as <c>#RRGGBB</c>.</param>
internal sealed record Picture(IReadOnlyList<IReadOnlyList<string>> Pixels);

/// <summary>Figures as files, without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Figure))]
internal sealed partial class FigureFile : JsonSerializerContext;
