namespace TinyRnn.Model.Planning;

/// <summary>Running statistics that become a scale and a shift when weights are packed.</summary>
/// <param name="Parameters">Place of scales, shifts, means and variances, one after another.</param>
/// <param name="Packed">Place of the scales and, after them, the shifts, in bytes.</param>
/// <param name="Epsilon">What is added to the variance.</param>
internal sealed record NormFold(Extent Parameters, Extent Packed, float Epsilon);
