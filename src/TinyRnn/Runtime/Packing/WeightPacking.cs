using System.ComponentModel;

namespace TinyRnn.Runtime.Packing;

/// <summary>Lays parameters out as the kernels walk them. For emitted code.</summary>
/// <param name="parameters">In the order of files.</param>
/// <param name="packed">In panels.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void WeightPacking(ReadOnlySpan<float> parameters, Span<float> packed);
