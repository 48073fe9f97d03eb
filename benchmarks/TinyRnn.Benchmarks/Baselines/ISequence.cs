namespace TinyRnn.Benchmarks;

/// <summary>An implementation of the same network: a sequence in, an output at every step, the state carried from call to call.</summary>
internal interface ISequence : IDisposable
{
    void Run(ReadOnlySpan<float> xs, Span<float> ys);
}
