namespace TinyRnn;

/// <summary>How near a model's values came to those of the original.</summary>
/// <param name="LargestError">The largest distance of an output.</param>
/// <param name="Bound">The distance that float32 and the length of the sequences allow; a larger one would have been an error.</param>
/// <param name="Outputs">Outputs that were compared, each way of computing them counted.</param>
public readonly record struct ProofResult(double LargestError, double Bound, long Outputs);
