namespace TinyRnn;

/// <summary>The ways in which a model with a stride computes a sequence step by step.</summary>
internal static class StridedSteps
{
    private const int Streams = 5;

    public static void Replay<TModel, TState, TInput>(TModel model, GoldenVectors golden, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        for (int sequence = 0; sequence < golden.Sequences; sequence++)
        {
            TInput[] xs = golden.Sequence<TInput>(sequence);
            if (TModel.Mode == SequenceMode.ManyToMany && golden.Steps > 1)
                InTwoCalls(model, xs, FirstCall(golden.Steps, TModel.Stride), sequence, comparison);
            ByStep(model, xs, sequence, comparison);
            ByStreams(model, xs, sequence, comparison);
        }
    }

    /// <summary>About half of the steps, where possible so many that the first call ends between two outputs.</summary>
    private static int FirstCall(int steps, int stride) => steps / 2 % stride == 0 && steps > 2 ? (steps / 2) + 1 : steps / 2;

    private static void InTwoCalls<TModel, TState, TInput>(TModel model, TInput[] xs, int first, int sequence, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] ys = new float[comparison.OutputsOfSequence];
        TState state = model.Initial;
        int given = TModel.OutputSteps(ref state, first) * TModel.OutputSize;
        model.Run(ref state, xs.AsSpan(0, first * TModel.InputSize), ys.AsSpan(0, given));
        model.Run(ref state, xs.AsSpan(first * TModel.InputSize), ys.AsSpan(given));
        comparison.Compare("Run in two calls", sequence, ys, ref state);
    }

    private static void ByStep<TModel, TState, TInput>(TModel model, TInput[] xs, int sequence, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        float[] ys = new float[comparison.OutputsOfSequence];
        float[] y = new float[TModel.OutputSize];
        TState state = model.Initial;
        for (int t = 0; t < xs.Length / TModel.InputSize; t++)
        {
            bool isGiven = model.Step(ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
            Take<TModel, TState, TInput>("Step", t, isGiven, y, ys, comparison);
        }

        comparison.Compare("Step", sequence, ys, ref state);
    }

    private static void ByStreams<TModel, TState, TInput>(TModel model, TInput[] xs, int sequence, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        TState[] states = new TState[Streams];
        states.AsSpan().Fill(model.Initial);
        TInput[] all = new TInput[Streams * TModel.InputSize];
        float[] outputs = new float[Streams * TModel.OutputSize];
        bool[] hasOutput = new bool[Streams];
        float[][] ys = new float[Streams][];
        for (int stream = 0; stream < Streams; stream++)
            ys[stream] = new float[comparison.OutputsOfSequence];
        for (int t = 0; t < xs.Length / TModel.InputSize; t++)
        {
            for (int stream = 0; stream < Streams; stream++)
                xs.AsSpan(t * TModel.InputSize, TModel.InputSize).CopyTo(all.AsSpan(stream * TModel.InputSize));
            model.StepMany(states, all, outputs, hasOutput);
            for (int stream = 0; stream < Streams; stream++)
            {
                Take<TModel, TState, TInput>(
                    "StepMany", t, hasOutput[stream], outputs.AsSpan(stream * TModel.OutputSize, TModel.OutputSize), ys[stream], comparison);
            }
        }

        for (int stream = 0; stream < Streams; stream++)
            comparison.Compare($"StepMany, stream {stream}", sequence, ys[stream], ref states[stream]);
    }

    /// <summary>Puts an output where it belongs.</summary>
    /// <exception cref="ModelProofException">There is one where there should be none, or none where there should be one.</exception>
    private static void Take<TModel, TState, TInput>(
        string way, int step, bool isGiven, ReadOnlySpan<float> y, float[] ys, Comparison<TModel, TState, TInput> comparison)
        where TModel : class, IStridedModel<TModel, TState, TInput>
        where TState : unmanaged
        where TInput : unmanaged
    {
        if (isGiven != ((step + 1) % TModel.Stride == 0))
        {
            throw new ModelProofException(
                $"{typeof(TModel).Name} gives {(isGiven ? "an" : "no")} output by {way} at step {step}; there should be one at the last of every "
                + $"{TModel.Stride} steps.");
        }

        if (isGiven)
            y.CopyTo(comparison.Place(ys, step / TModel.Stride));
    }
}
