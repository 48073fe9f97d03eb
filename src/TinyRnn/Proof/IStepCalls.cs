namespace TinyRnn;

/// <summary>How a model that goes step by step is called: without and with a stride it has an interface of its own.</summary>
internal interface IStepCalls<TModel, TState, TInput>
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>Steps from one output to the next.</summary>
    static abstract int Stride { get; }

    /// <summary>One step of one stream.</summary>
    /// <returns>Whether there is an output.</returns>
    static abstract bool Step(TModel model, ref TState state, ReadOnlySpan<TInput> x, Span<float> y);

    /// <summary>One step of several streams.</summary>
    static abstract void StepMany(TModel model, Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys, Span<bool> hasOutput);
}

/// <summary>A model with an output at every step.</summary>
internal readonly struct EveryStep<TModel, TState, TInput> : IStepCalls<TModel, TState, TInput>
    where TModel : class, IStreamingModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    public static int Stride => 1;

    public static bool Step(TModel model, ref TState state, ReadOnlySpan<TInput> x, Span<float> y)
    {
        model.Step(ref state, x, y);
        return true;
    }

    public static void StepMany(TModel model, Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys, Span<bool> hasOutput)
    {
        model.StepMany(states, xs, ys);
        hasOutput.Fill(true);
    }
}

/// <summary>A model with an output every few steps.</summary>
internal readonly struct EveryStride<TModel, TState, TInput> : IStepCalls<TModel, TState, TInput>
    where TModel : class, IStridedModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    public static int Stride => TModel.Stride;

    public static bool Step(TModel model, ref TState state, ReadOnlySpan<TInput> x, Span<float> y) => model.Step(ref state, x, y);

    public static void StepMany(TModel model, Span<TState> states, ReadOnlySpan<TInput> xs, Span<float> ys, Span<bool> hasOutput) =>
        model.StepMany(states, xs, ys, hasOutput);
}
