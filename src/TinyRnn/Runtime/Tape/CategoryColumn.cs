using System.ComponentModel;

namespace TinyRnn.Runtime.Tape;

/// <summary>A number of a network's input that says which of several things it is. For emitted code.</summary>
/// <param name="Column">Its place in the input.</param>
/// <param name="Count">How many there are: 0 to count - 1.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct CategoryColumn(int Column, int Count);
