namespace TinyRnn.Model.Training;

/// <summary>A table that lies as a matrix does: value k of token u at block + k columns + u.</summary>
/// <param name="Block">Place of its first value in the block of weights.</param>
/// <param name="Columns">Floats from one value of a token to the next.</param>
internal readonly record struct TiedTable(int Block, int Columns);
