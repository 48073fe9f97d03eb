namespace TinyRnn.Tool.Proving;

/// <summary>An import that cannot be proven: nothing is written.</summary>
internal sealed class ProofFailure(string message) : Exception(message);
