using System.ComponentModel;

namespace TinyRnn.Runtime.Packing;

/// <summary>
/// Rows of a panel, and where their weights are among the parameters: that of gate g, unit u and row k is at <c>Offset + ((g * units) + u) * Columns + k</c>, PyTorch's row-major order. For emitted
/// code.
/// </summary>
/// <param name="Offset">The first one's place.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Columns">From unit to unit.</param>
/// <param name="Gates">Gates of a row.</param>
/// <param name="Sigmoids">A bit for each gate that a sigmoid follows, the first gate's lowest: its weights are multiplied by <see cref="PanelPacking.Sigmoid"/>.</param>
/// <param name="Padding">Rows of zeros that follow.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct PanelBlock(int Offset, int Rows, int Columns, int Gates, int Sigmoids = 0, int Padding = 0);

/// <summary>
/// How some of a model's parameters become panels: units are cut into panels, a panel has the rows of all blocks one after another, a row its gates, a gate a lane for each unit. For emitted code.
/// </summary>
/// <param name="Format">How a weight is stored.</param>
/// <param name="Packed">Place of the first panel, in bytes.</param>
/// <param name="Units">Units; lanes after the last one are zero, which keeps padded units at exactly 0.</param>
/// <param name="Panels">Width of each panel.</param>
/// <param name="Blocks">The rows of a panel.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PanelRecipe(WeightFormat Format, int Packed, int Units, int[] Panels, PanelBlock[] Blocks);
