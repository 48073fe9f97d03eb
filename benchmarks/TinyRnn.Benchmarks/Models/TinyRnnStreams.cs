namespace TinyRnn.Benchmarks;

/// <summary>The generated model, a step of eight streams a call.</summary>
internal sealed class TinyRnnStreams<TModel, TState>(TModel model) : ISequence
    where TModel : class, IStreamingModel<TModel, TState, float>
    where TState : unmanaged
{
    private readonly TState[] _states = new TState[8];

    public int Streams => _states.Length;

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        int inputs = TModel.InputSize * Streams;
        for (int t = 0; t * Streams < ys.Length; t++)
            model.StepMany(_states, xs.Slice(t * inputs, inputs), ys.Slice(t * Streams, Streams));
    }

    public void Dispose()
    {
    }
}
