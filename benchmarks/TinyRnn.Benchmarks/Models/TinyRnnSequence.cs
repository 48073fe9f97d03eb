namespace TinyRnn.Benchmarks;

/// <summary>The generated model, step by step or as a whole sequence.</summary>
internal sealed class TinyRnnSequence<TModel, TState>(TModel model, bool steps) : ISequence
    where TModel : class, IStreamingModel<TModel, TState, float>
    where TState : unmanaged
{
    private TState _state;

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        if (!steps)
        {
            model.Run(ref _state, xs, ys);
            return;
        }

        int inputs = TModel.InputSize;
        for (int t = 0; t < ys.Length; t++)
            model.Step(ref _state, xs.Slice(t * inputs, inputs), ys.Slice(t, 1));
    }

    public void Dispose()
    {
    }
}
