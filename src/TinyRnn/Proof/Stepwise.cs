namespace TinyRnn;

/// <summary>The ways in which a model that goes step by step computes a sequence.</summary>
internal static class Stepwise<TCalls, TModel, TState, TInput>
    where TCalls : struct, IStepCalls<TModel, TState, TInput>
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>One more than is computed at once, so that both ways of computing streams are taken.</summary>
    private const int Streams = 5;

    public static void Replay(TModel model, GoldenVectors golden, Comparison<TModel, TState, TInput> comparison)
    {
        if (TModel.Mode is SequenceMode.OneToMany or SequenceMode.OneToOne)
            return;
        for (int sequence = 0; sequence < golden.Sequences; sequence++)
        {
            TInput[] xs = golden.Sequence<TInput>(sequence);
            if (TModel.Mode == SequenceMode.ManyToMany && golden.Steps > 1)
                InTwoCalls(model, xs, FirstCall(golden.Steps), sequence, comparison);
            ByStep(model, xs, sequence, comparison);
            ByStreams(model, xs, sequence, comparison);
        }
    }

    /// <summary>About half of the steps, where possible so many that the first call ends between two outputs.</summary>
    private static int FirstCall(int steps) => TCalls.Stride > 1 && steps / 2 % TCalls.Stride == 0 && steps > 2 ? (steps / 2) + 1 : steps / 2;

    private static void InTwoCalls(TModel model, TInput[] xs, int first, int sequence, Comparison<TModel, TState, TInput> comparison)
    {
        float[] ys = new float[comparison.OutputsOfSequence];
        TState state = model.Initial;
        int given = first / TCalls.Stride * TModel.OutputSize;
        model.Run(ref state, xs.AsSpan(0, first * TModel.InputSize), ys.AsSpan(0, given));
        model.Run(ref state, xs.AsSpan(first * TModel.InputSize), ys.AsSpan(given));
        comparison.Compare("Run in two calls", sequence, ys, ref state);
    }

    private static void ByStep(TModel model, TInput[] xs, int sequence, Comparison<TModel, TState, TInput> comparison)
    {
        float[] ys = new float[comparison.OutputsOfSequence];
        float[] y = new float[TModel.OutputSize];
        TState state = model.Initial;
        for (int t = 0; t < xs.Length / TModel.InputSize; t++)
        {
            bool isGiven = TCalls.Step(model, ref state, xs.AsSpan(t * TModel.InputSize, TModel.InputSize), y);
            Take("Step", t, isGiven, y, ys, comparison);
        }

        comparison.Compare("Step", sequence, ys, ref state);
    }

    private static void ByStreams(TModel model, TInput[] xs, int sequence, Comparison<TModel, TState, TInput> comparison)
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
            TCalls.StepMany(model, states, all, outputs, hasOutput);
            for (int stream = 0; stream < Streams; stream++)
                Take("StepMany", t, hasOutput[stream], outputs.AsSpan(stream * TModel.OutputSize, TModel.OutputSize), ys[stream], comparison);
        }

        for (int stream = 0; stream < Streams; stream++)
            comparison.Compare($"StepMany, stream {stream}", sequence, ys[stream], ref states[stream]);
    }

    /// <summary>Puts an output where it belongs.</summary>
    /// <exception cref="ModelProofException">There is one where there should be none, or none where there should be one.</exception>
    private static void Take(string way, int step, bool isGiven, ReadOnlySpan<float> y, float[] ys, Comparison<TModel, TState, TInput> comparison)
    {
        if (isGiven != ((step + 1) % TCalls.Stride == 0))
        {
            throw new ModelProofException(
                $"{typeof(TModel).Name} gives {(isGiven ? "an" : "no")} output by {way} at step {step}; there should be one at the last of every "
                + $"{Counted.Of(TCalls.Stride, "step")}.");
        }

        if (isGiven)
            y.CopyTo(comparison.Place(ys, step / TCalls.Stride));
    }
}
