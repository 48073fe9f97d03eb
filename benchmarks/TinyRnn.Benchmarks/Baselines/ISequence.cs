namespace TinyRnn.Benchmarks;

/// <summary>An implementation of the same network: a sequence in, an output at every step, the state carried from call to call.</summary>
internal interface ISequence : IDisposable
{
    /// <summary>Independent streams that one call computes side by side: more than 1 for a batched implementation.</summary>
    int Streams => 1;

    /// <param name="xs"><c>[steps, streams, inputs]</c>.</param>
    /// <param name="ys"><c>[steps, streams]</c>.</param>
    void Run(ReadOnlySpan<float> xs, Span<float> ys);
}
