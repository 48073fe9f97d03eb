using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Every public path allocates nothing once a model exists.</summary>
internal static class AllocationChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Of("Step, Advance and Run of a streaming model", () =>
        {
            Knob model = Knob.Create(1);
            float[] xs = Signals.Noise(64, 1);
            float[] ys = new float[32];
            return () =>
            {
                Knob.State state = default;
                model.Step(ref state, xs.AsSpan(0, 2), ys.AsSpan(0, 1));
                model.Advance(ref state, xs.AsSpan(0, 2));
                model.Run(ref state, xs, ys);
            };
        }),
        Of("Run and Generate of one-to-many models", () =>
        {
            Lstm3x16To2OneToMany zeros = Lstm3x16To2OneToMany.Create(1);
            Latent feedback = Latent.Create(1);
            float[] x = Signals.Noise(3, 1);
            float[] ys = new float[32];
            return () =>
            {
                Lstm3x16To2OneToMany.State state = default;
                zeros.Generate(ref state, x, ys);
                Latent.State other = default;
                feedback.Generate(ref other, x.AsSpan(0, 2), ys);
            };
        }),
        Of("Step, Run and Generate of token models", () =>
        {
            TokensLstm16x32 model = TokensLstm16x32.Create(1);
            int[] tokens = new int[20];
            float[] ys = new float[20 * 50];
            return () =>
            {
                TokensLstm16x32.State state = default;
                RandomState random = new(3);
                model.Step(ref state, 7, ys.AsSpan(0, 50));
                model.Run(ref state, tokens, ys);
                model.Generate(ref state, 7, tokens);
                model.Generate(ref state, 7, tokens, new Sampling(0.8f, 5), ref random);
            };
        }),
        Of("StepMany and RunMany", () =>
        {
            Size20 model = Size20.Create(1);
            float[] xs = Signals.Noise(6 * 5 * Size20.InputSize, 1);
            float[] ys = new float[6 * 5 * Size20.OutputSize];
            Size20.State[] states = new Size20.State[6];
            return () =>
            {
                model.StepMany(states, xs.AsSpan(0, 6 * Size20.InputSize), ys.AsSpan(0, 6 * Size20.OutputSize));
                model.RunMany(states, xs, ys);
            };
        }),
        Of("Run of a bidirectional model", () =>
        {
            Mixed model = Mixed.Create(1);
            float[] xs = Signals.Noise(30, 1);
            float[] ys = new float[40];
            float[] scratch = new float[Mixed.ScratchLength(10)];
            return () =>
            {
                Mixed.State state = default;
                model.Run(ref state, xs, ys, scratch);
                model.Run(ref state, xs, ys);
            };
        }),
        Of("Windows, histories, feed-forward and both GRU forms", () =>
        {
            Autoregressive window = Autoregressive.Create(1);
            NaivePanels history = NaivePanels.Create(1);
            FeedForward feedForward = FeedForward.Create(1);
            Size13 cells = Size13.Create(1);
            float[] xs = Signals.Noise(24, 1);
            float[] ys = new float[60];
            return () =>
            {
                Autoregressive.State a = default;
                window.Run(ref a, xs, ys.AsSpan(0, 24));
                NaivePanels.State h = default;
                history.Run(ref h, xs.AsSpan(0, 24), ys);
                FeedForward.State f = default;
                feedForward.Run(ref f, xs.AsSpan(0, 4), ys.AsSpan(0, 6));
                Size13.State c = default;
                cells.Step(ref c, xs.AsSpan(0, Size13.InputSize), ys.AsSpan(0, Size13.OutputSize));
            };
        }),
        Of("Encode, Run and Generate of an encoder-decoder", () =>
        {
            Lstm3x16To4x16To4 model = Lstm3x16To4x16To4.Create(1);
            float[] xs = Signals.Noise(30, 1);
            float[] ys = new float[20];
            return () =>
            {
                model.Run(xs, xs.AsSpan(0, 20), ys);
                model.Generate(xs, xs.AsSpan(0, 4), ys);
            };
        }),
    ];

    private static Check Of(string what, Func<Action> prepare) => new($"0 bytes: {what}", () => Allocation.IsNone(prepare()));
}
