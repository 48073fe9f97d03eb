using System.ComponentModel;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// The point-wise halves of recurrent steps in training, for independent sequences at one time: forward steps that keep what the way back needs, and the steps
/// of the way back. For emitted code.
/// </summary>
/// <remarks>
/// <para>
/// Unlike <see cref="CellMath"/>, sums come unscaled, and every activation is stored, so there is no division to share: the activations are those of
/// <see cref="VectorMath"/>, with their errors.
/// </para>
/// <para>Nothing is checked: the generated trainer calls these functions with constant sizes into buffers of its own. States and their gradients have <c>rows *
/// units</c> floats, gates <c>rows * gates * units</c>: in a row, gate after gate. Padded lanes hold zeros and stay zero in states and gradients. A NaN among a
/// unit's numbers reaches its results.</para>
/// <para>Derivatives of activations are computed from their results: s (1 - s) for a sigmoid, and (1 - t) (1 + t) for a tanh, which keeps its relative
/// precision near |t| = 1 where 1 - t^2 would lose it. The backward functions name dL/dx dx.</para>
/// <para>What is said of sigmoid and tanh holds for the functions of a layer that names others: <see cref="ICellFunctions"/>.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class TapeCells;
