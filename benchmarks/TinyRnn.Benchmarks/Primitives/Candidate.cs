namespace TinyRnn.Benchmarks.Primitives;

/// <summary>A loop of this repository beside what TensorPrimitives has for it. Both give their results as bits that can be compared.</summary>
/// <param name="Name">What it computes, and where.</param>
/// <param name="Count">Values a call.</param>
/// <param name="Loop">The loop as it stands, or stood.</param>
/// <param name="Primitives">The call in its place.</param>
internal sealed record Candidate(string Name, int Count, Func<ReadOnlySpan<byte>> Loop, Func<ReadOnlySpan<byte>> Primitives);
