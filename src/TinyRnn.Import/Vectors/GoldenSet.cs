namespace TinyRnn.Import.Vectors;

/// <summary>Values of the original, and how far float32 may be from them.</summary>
/// <param name="Name"><c>outputs</c>, <c>hidden.0</c>, <c>cell.0</c>.</param>
/// <param name="Shape">Sizes.</param>
/// <param name="Expected">Values in double.</param>
/// <param name="Bound">The allowed distance.</param>
internal sealed record GoldenTensor(string Name, int[] Shape, double[] Expected, double Bound);

/// <summary>Inputs and what the original makes of them, each sequence from a fresh state.</summary>
/// <param name="Sequences">Sequences N.</param>
/// <param name="Steps">Steps T of each.</param>
/// <param name="InputSize">Values of a step.</param>
/// <param name="Inputs">[N, T, I]; token ids as numbers.</param>
/// <param name="Tensors">Outputs and states.</param>
/// <param name="Origin">Where the values come from, in words.</param>
internal sealed record GoldenSet(int Sequences, int Steps, int InputSize, float[] Inputs, IReadOnlyList<GoldenTensor> Tensors, string Origin);
