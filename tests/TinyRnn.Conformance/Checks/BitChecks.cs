namespace TinyRnn.Conformance;

/// <summary>Results that are equal in every bit, as checks that others take over.</summary>
internal static class BitChecks
{
    private const int Steps = 40;
    private const int Streams = 5;

    /// <summary>A reproducible model: a sequence at once, step by step, and as one of several streams has the bits that are written down.</summary>
    /// <param name="model">The model.</param>
    /// <param name="sequence">Digest of the outputs.</param>
    /// <param name="after">Digest of the bytes of the state that follows; null does not ask.</param>
    public static void Reproduced<TModel, TState>(TModel model, string sequence, string? after = null)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        float[] xs = Signals.Noise(Steps * TModel.InputSize, 2);
        float[] ys = new float[Steps * TModel.OutputSize];
        TState whole = model.Initial;
        model.Run(ref whole, xs, ys);
        byte[] bytes = new byte[TState.ByteCount];
        whole.WriteTo(bytes);
        Verify.Equal($"{sequence} {after}", $"{Digest.Of<float>(ys)} {(after == null ? "" : Digest.Of<byte>(bytes))}", "bits of a sequence, and of its state");

        float[] stepped = new float[ys.Length];
        TState state = model.Initial;
        TState[] states = new TState[Streams];
        states.AsSpan().Fill(model.Initial);
        float[] many = new float[Streams * TModel.OutputSize];
        for (int t = 0; t < Steps; t++)
        {
            float[] x = xs[(t * TModel.InputSize)..((t + 1) * TModel.InputSize)];
            Span<float> y = stepped.AsSpan(t * TModel.OutputSize, TModel.OutputSize);
            model.Step(ref state, x, y);
            model.StepMany(states, [.. Enumerable.Repeat(x, Streams).SelectMany(values => values)], many);
            for (int b = 0; b < Streams; b++)
                Verify.SameBits(y, many.AsSpan(b * TModel.OutputSize, TModel.OutputSize), $"stream {b} in step {t}");
        }

        Verify.Equal(sequence, Digest.Of<float>(stepped), "bits of steps");
    }

    /// <summary>A sequence whose outputs take the place of its inputs.</summary>
    public static void InPlace<TModel, TState>(TModel model)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        float[] xs = Signals.Noise(6 * TModel.InputSize, 1);
        float[] expected = new float[xs.Length];
        TState apart = model.Initial;
        TState together = model.Initial;
        model.Run(ref apart, xs, expected);
        model.Run(ref together, xs, xs);
        Verify.SameBits(expected, xs, "a sequence in its place");
    }
}
