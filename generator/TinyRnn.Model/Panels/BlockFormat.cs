namespace TinyRnn.Model.Panels;

/// <summary>How the weights of a block of rows are stored.</summary>
/// <param name="Weights">The format.</param>
/// <param name="Range">Of integers: the largest magnitude of the values that they are multiplied with.</param>
internal readonly record struct BlockFormat(WeightFormat Weights, float Range = 1);
