namespace TinyRnn.Benchmarks.Table;

/// <summary>A generated model as it is called: step by step, by sequences, and with several streams.</summary>
internal static class Contenders
{
    /// <summary>Steps of one call of a contender.</summary>
    public const int Steps = 128;

    /// <summary>Streams that step together.</summary>
    public const int Streams = 16;

    /// <summary>A call for each of the steps.</summary>
    public static Contender Stepped<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create(1);
        float[] xs = Signals.Of(TModel.InputSize, Steps);
        float[] y = new float[TModel.OutputSize];
        TState state = model.Initial;
        return new(typeof(TModel).Name, () =>
        {
            for (int t = 0; t < Steps; t++)
                model.Step(ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
        });
    }

    /// <summary>All steps in a call.</summary>
    public static Contender Sequence<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create(1);
        float[] xs = Signals.Of(TModel.InputSize, Steps);
        float[] ys = new float[Steps * TModel.OutputSize];
        TState state = model.Initial;
        return new(typeof(TModel).Name, () => model.Run(ref state, xs, ys));
    }

    /// <summary>One step of all streams.</summary>
    public static Contender Together<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TModel model = TModel.Create(1);
        float[] xs = Signals.Of(TModel.InputSize, Streams);
        float[] ys = new float[Streams * TModel.OutputSize];
        TState[] states = new TState[Streams];
        states.AsSpan().Fill(model.Initial);
        return new(typeof(TModel).Name, () => model.StepMany(states, xs, ys));
    }
}
