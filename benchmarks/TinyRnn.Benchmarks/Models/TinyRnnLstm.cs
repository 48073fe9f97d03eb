namespace TinyRnn.Benchmarks;

/// <summary>The generated model, step by step or as a whole sequence.</summary>
internal sealed class TinyRnnLstm<TModel, TState>(TModel model, bool steps) : ISequence
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

        for (int t = 0; t < xs.Length; t++)
            model.Step(ref _state, xs.Slice(t, 1), ys.Slice(t, 1));
    }

    public void Dispose()
    {
    }
}

/// <summary>Picks the generated class of a size.</summary>
internal static class TinyRnnLstm
{
    public static ISequence Create(LstmWeights weights, bool steps) => weights.Units switch
    {
        8 => new TinyRnnLstm<Lstm8, Lstm8.State>(Lstm8.FromParameters(weights.Parameters), steps),
        16 => new TinyRnnLstm<Lstm16, Lstm16.State>(Lstm16.FromParameters(weights.Parameters), steps),
        20 => new TinyRnnLstm<Lstm20, Lstm20.State>(Lstm20.FromParameters(weights.Parameters), steps),
        32 => new TinyRnnLstm<Lstm32, Lstm32.State>(Lstm32.FromParameters(weights.Parameters), steps),
        40 => new TinyRnnLstm<Lstm40, Lstm40.State>(Lstm40.FromParameters(weights.Parameters), steps),
        64 => new TinyRnnLstm<Lstm64, Lstm64.State>(Lstm64.FromParameters(weights.Parameters), steps),
        96 => new TinyRnnLstm<Lstm96, Lstm96.State>(Lstm96.FromParameters(weights.Parameters), steps),
        128 => new TinyRnnLstm<Lstm128, Lstm128.State>(Lstm128.FromParameters(weights.Parameters), steps),
        256 => new TinyRnnLstm<Lstm256, Lstm256.State>(Lstm256.FromParameters(weights.Parameters), steps),
        _ => throw new ArgumentOutOfRangeException(nameof(weights), weights.Units, "There is no generated class of this size."),
    };
}
