using System.ComponentModel;

namespace TinyRnn.Runtime.Packing;

/// <summary>
/// Rows of a panel, and where their weights are among the parameters: that of gate g, unit u and row k is at
/// <c>Offset + ((g * units) + u) * Columns + k * Step</c>, PyTorch's row-major order. For emitted code.
/// </summary>
/// <param name="offset">The first one's place.</param>
/// <param name="rows">Rows.</param>
/// <param name="columns">From unit to unit.</param>
/// <param name="gates">Gates of a row.</param>
/// <param name="sigmoids">
/// A bit for each gate that a sigmoid follows, the first gate's lowest: its weights are multiplied by <see cref="PanelPacking.Sigmoid"/>.
/// </param>
/// <param name="padding">Rows of zeros that follow.</param>
/// <param name="step">From row to row: the taps of a convolution lie side by side.</param>
/// <param name="format">How its weights are stored.</param>
/// <param name="range">Of integers: the largest magnitude of the values that they are multiplied with.</param>
/// <param name="tapRows">Of several taps in one block: rows of a tap, after which the next one's begin; 0: all rows are of one.</param>
/// <param name="tapStep">From a tap's first weight to the next one's.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct PanelBlock(
    int offset,
    int rows,
    int columns,
    int gates,
    int sigmoids = 0,
    int padding = 0,
    int step = 1,
    WeightFormat format = WeightFormat.Float32,
    float range = 1,
    int tapRows = 0,
    int tapStep = 0)
{
    /// <summary>The first weight's place.</summary>
    public int Offset { get; } = offset;

    /// <summary>Rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>From unit to unit.</summary>
    public int Columns { get; } = columns;

    /// <summary>Gates of a row.</summary>
    public int Gates { get; } = gates;

    /// <summary>A bit for each gate that a sigmoid follows.</summary>
    public int Sigmoids { get; } = sigmoids;

    /// <summary>Rows of zeros that follow.</summary>
    public int Padding { get; } = padding;

    /// <summary>From row to row.</summary>
    public int Step { get; } = step;

    /// <summary>How its weights are stored.</summary>
    public WeightFormat Format { get; } = format;

    /// <summary>Of integers: the largest magnitude of the values that they are multiplied with.</summary>
    public float Range { get; } = range;

    /// <summary>From the first row's weight to that of another row, among the parameters.</summary>
    internal int PlaceOf(int row) => tapRows == 0 ? row * Step : (row % tapRows * Step) + (row / tapRows * tapStep);
}

/// <summary>
/// How some of a model's parameters become panels: units are cut into panels, a panel has the rows of all blocks one after another, a row its gates, a gate a
/// lane for each unit. For emitted code.
/// </summary>
/// <param name="packed">Place of the first panel, in bytes.</param>
/// <param name="units">Units; lanes after the last one are zero, which keeps padded units at exactly 0.</param>
/// <param name="panels">Width of each panel.</param>
/// <param name="blocks">The rows of a panel.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class PanelRecipe(int packed, int units, int[] panels, PanelBlock[] blocks)
{
    /// <summary>Place of the first panel, in bytes.</summary>
    public int Packed { get; } = packed;

    /// <summary>Units.</summary>
    public int Units { get; } = units;

    /// <summary>Width of each panel.</summary>
    public ReadOnlySpan<int> Panels => panels;

    /// <summary>The rows of a panel.</summary>
    public ReadOnlySpan<PanelBlock> Blocks => blocks;
}
