namespace TinyRnn;

/// <summary>The ways in which a model that goes step by step computes a sequence.</summary>
internal static class Stepwise
{
    /// <summary>One more than is computed at once, so that both ways of computing streams are taken.</summary>
    private const int Streams = 5;

    public static void Replay<TModel, TState, TInput>(TModel model, GoldenVectors golden, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        if (TModel.Mode is SequenceMode.OneToMany or SequenceMode.OneToOne)
            return;
        for (int sequence = 0; sequence < golden.Sequences; sequence++)
        {
            TInput[] xs = golden.Sequence<TInput>(sequence);
            if (TModel.Mode == SequenceMode.ManyToMany && golden.Steps > 1)
                InTwoCalls(model, xs, golden.Steps / 2, sequence, comparison);
            ByStep(model, xs, sequence, comparison);
            ByStreams(model, xs, sequence, comparison);
        }
    }

    private static void InTwoCalls<TModel, TState, TInput>(TModel model, TInput[] xs, int first, int sequence, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] ys = new float[comparison.OutputsOfSequence];
        TState state = model.Initial;
        model.Run(ref state, xs.AsSpan(0, first * TModel.InputSize), ys.AsSpan(0, first * TModel.OutputSize));
        model.Run(ref state, xs.AsSpan(first * TModel.InputSize), ys.AsSpan(first * TModel.OutputSize));
        comparison.Compare("Run in two calls", sequence, ys, ref state);
    }

    private static void ByStep<TModel, TState, TInput>(TModel model, TInput[] xs, int sequence, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] ys = new float[comparison.OutputsOfSequence];
        TState state = model.Initial;
        for (int t = 0; t < xs.Length / TModel.InputSize; t++)
            model.Step(ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), comparison.Place(ys, t));
        comparison.Compare("Step", sequence, ys, ref state);
    }

    private static void ByStreams<TModel, TState, TInput>(TModel model, TInput[] xs, int sequence, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        TState[] states = new TState[Streams];
        states.AsSpan().Fill(model.Initial);
        TInput[] all = new TInput[Streams * TModel.InputSize];
        float[] outputs = new float[Streams * TModel.OutputSize];
        float[][] ys = new float[Streams][];
        for (int stream = 0; stream < Streams; stream++)
            ys[stream] = new float[comparison.OutputsOfSequence];
        for (int t = 0; t < xs.Length / TModel.InputSize; t++)
        {
            for (int stream = 0; stream < Streams; stream++)
                xs.AsSpan(t * TModel.InputSize, TModel.InputSize).CopyTo(all.AsSpan(stream * TModel.InputSize));
            model.StepMany(states, all, outputs);
            for (int stream = 0; stream < Streams; stream++)
                outputs.AsSpan(stream * TModel.OutputSize, TModel.OutputSize).CopyTo(comparison.Place(ys[stream], t));
        }

        for (int stream = 0; stream < Streams; stream++)
            comparison.Compare($"StepMany, stream {stream}", sequence, ys[stream], ref states[stream]);
    }
}
