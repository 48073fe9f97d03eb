using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Convolutions along the steps: against the scalar reference, and in every way that a model computes.</summary>
internal static class ConvChecks
{
    /// <summary>More than any of the models sees, and every number of steps that can be left over of fours.</summary>
    private const int Steps = 43;

    private const int Streams = 7;

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Streaming<ConvTo8, ConvTo8.State>(
            [
                new Conv("conv.", 1, Function: "tanh"), new Conv("conv2.", 2), new Conv("conv3.", 3, 2, Function: "tanh"), new Conv("conv4.", 4, 4),
                new Conv("conv5.", 5), new Conv("conv6.", 3),
            ]),
        .. Streaming<ConvTo13, ConvTo13.State>(
            [
                new Conv("conv.", 5, 2), new Conv("conv2.", 4), new Conv("conv3.", 3, 4, Function: "relu"), new Conv("conv4.", 2, 2), new Conv("conv5.", 1),
                new Conv("conv6.", 2),
            ]),
        .. Streaming<ConvTo17, ConvTo17.State>(
            [
                new Conv("conv.", 3), new Conv("conv2.", 2, 4), new Conv("conv3.", 5, Function: "sigmoid"), new Conv("conv4.", 4, 2), new Conv("conv5.", 3, 4),
            ]),
        .. Streaming<ConvGroups, ConvGroups.State>(
            [
                new Conv("conv.", 3, 2, 2, "tanh"), new Conv("conv2.", 1, 1, 2), new Conv("conv3.", 2, 4, 2), new Conv("conv4.", 5, 1, 2),
                new Conv("conv5.", 3, 1, 6),
            ]),
        .. Streaming<ConvDepthwise, ConvDepthwise.State>(
            [
                new Conv("conv.", 3, 1, 5), new Conv("conv2.", 1, 1, 5, "tanh"), new Conv("conv3.", 1), new Conv("conv4.", 4, 2, 17),
                new Conv("conv5.", 1, Function: "relu"), new Conv("conv6.", 5, 4, 40), new Conv("conv7.", 1), new Conv("conv8.", 2, 1, 33, "sigmoid"),
            ]),
        .. Streaming<ConvManyTaps, ConvManyTaps.State>(
            [new Conv("conv.", 20, 2, Function: "tanh"), new Conv("conv2.", 18, 1, 2), new Conv("conv3.", 17, 1, 20)]),
        .. Streaming<ConvScale, ConvScale.State>([new Conv("conv.", 1, 1, 7)]),
        .. Streaming<ConvLarge, ConvLarge.State>(
            [new Conv("conv.", 3, 2, Function: "relu"), new Conv("conv2.", 5), new Recurrent("lstm.", "lstm", 33), new Dense("fc.")]),
        .. Streaming<ConvBetween, ConvBetween.State>(
            [
                new Recurrent("lstm.", "lstm", 12), new Conv("conv.", 3), new Recurrent("gru.", "gru", 9), new Conv("conv2.", 2, 2, Function: "tanh"),
                new Residual(1, 0), new Dense("fc."),
            ]),
        .. Streaming<ConvReproducible, ConvReproducible.State>(
            [
                new Conv("conv.", 3, 2, Function: "tanh"), new Conv("conv2.", 4, 1, 13, "sigmoid"), new Conv("conv3.", 5), new Conv("conv4.", 3, 2, 4, "relu"),
                new Recurrent("lstm.", "lstm", 7), new Conv("conv5.", 2), new Conv("conv6.", 1, Function: "softmax"),
            ]),
        BlockedChecks.Whole<ConvBothWays, ConvBothWays.State>(
            [
                new Conv("conv.", 3, Function: "tanh"), new Recurrent("lstm.", "lstm", 5, Bidirectional: true), new Conv("conv2.", 2, 3, Function: "relu"),
                new Recurrent("rnn.", "rnn_tanh", 14),
            ]),
        BlockedChecks.Whole<ConvToOne, ConvToOne.State>(
            [
                new Conv("conv.", 3, Function: "tanh"), new Recurrent("lstm.", "lstm", 9), new Conv("conv2.", 3, Function: "relu"),
                new Conv("conv3.", 1, Function: "softmax"),
            ]),
        new("Convolutions: embedded tokens", () => AsWrittenChecks.Tokens<ConvText, ConvText.State>(
            ConvText.Create(2), [new Embedding("embedding.", 8), new Conv("conv.", 3, Function: "relu"), new Dense("fc.")])),
        new("Convolutions: a past of which the head needs nothing is kept all the same", Advances),
        new("Convolutions: input and output may share memory", () => BitChecks.InPlace<ConvScale, ConvScale.State>(ConvScale.Create(1))),
        new("Convolutions: the same bits on every processor",
            () => BitChecks.Reproduced<ConvReproducible, ConvReproducible.State>(ConvReproducible.Create(1), "96fd1fcd11f387bd", "322be7846b595707")),
        new("Convolutions: no call allocates", Allocates),
    ];

    /// <summary>A streaming model's equations, and the same bits in every way that it is called.</summary>
    /// <param name="layers">Its layers.</param>
    /// <param name="what">Begins the checks' names.</param>
    public static IEnumerable<Check> Streaming<TModel, TState>(IReadOnlyList<Layer> layers, string what = "Convolutions")
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState> =>
    [
        new($"{what}: {typeof(TModel).Name} is its equations",
            () => AsWrittenChecks.Equations<TModel, TState>(TModel.Create(4), layers, Signals.Noise(Steps * TModel.InputSize, 8))),
        new($"{what}: {typeof(TModel).Name} has the bits of its steps in sequences of every length", Lengths<TModel, TState>),
        new($"{what}: {typeof(TModel).Name} computes streams as one after another", Together<TModel, TState>),
        new($"{what}: {typeof(TModel).Name}'s state, written and read", Bytes<TModel, TState>),
    ];

    /// <summary>Each length goes on where the last one ended, so that rings begin everywhere.</summary>
    private static void Lengths<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(5);
        TState whole = default;
        TState state = default;
        for (int steps = 1; steps <= 15; steps++)
        {
            float[] xs = Signals.Noise(steps * TModel.InputSize, (ulong)steps);
            float[] found = new float[steps * TModel.OutputSize];
            float[] expected = new float[found.Length];
            model.Run(ref whole, xs, found);
            for (int t = 0; t < steps; t++)
                model.Step(ref state, Row(xs, t, TModel.InputSize), Row(expected, t, TModel.OutputSize));
            Verify.SameBits(expected, found, $"y of {steps} steps");
            Verify.That(state.Equals(whole) && state.GetHashCode() == whole.GetHashCode(), $"the state after {steps} steps");
        }
    }

    private static void Together<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(6);
        TState[] together = new TState[Streams];
        float[] y = new float[TModel.OutputSize];

        // Streams of different lengths: their rings begin at different places.
        for (int b = 0; b < Streams; b++)
        {
            for (int t = 0; t < b; t++)
                model.Step(ref together[b], Signals.Noise(TModel.InputSize, (ulong)((b * 10) + t)), y);
        }

        // Sums of up to 350 products of magnitude 1 in another order, in up to eight layers: an ulp of 1 for each.
        const double tolerance = 8 * 350 * 1.2e-7;
        TState[] apart = [.. together];
        for (int t = 0; t < 12; t++)
        {
            float[] xs = Signals.Noise(Streams * TModel.InputSize, (ulong)t + 100);
            float[] ys = new float[Streams * TModel.OutputSize];
            model.StepMany(together, xs, ys);
            for (int b = 0; b < Streams; b++)
            {
                model.Step(ref apart[b], Row(xs, b, TModel.InputSize), y);
                Verify.Close(Array.ConvertAll(y, value => (double)value), Row(ys, b, TModel.OutputSize), tolerance, $"step {t}, stream {b}");
            }
        }
    }

    private static void Bytes<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged, IStreamState<TState>
    {
        TModel model = TModel.Create(7);
        TState state = default;
        byte[] bytes = new byte[TState.ByteCount];
        float[] expected = new float[TModel.OutputSize];
        float[] found = new float[TModel.OutputSize];
        for (int t = 0; t < Steps; t++)
        {
            bytes.AsSpan().Fill(0xCC);
            state.WriteTo(bytes);
            TState read = TState.ReadFrom(bytes);
            Verify.That(read.Equals(state) && read.GetHashCode() == state.GetHashCode(), $"differs after {t} steps");
            float[] x = Signals.Noise(TModel.InputSize, (ulong)t);
            model.Step(ref state, x, expected);
            model.Step(ref read, x, found);
            Verify.SameBits(expected, found, $"step {t} of the state that was read");
            Verify.That(read.Equals(state), $"differs after step {t} of both");
        }
    }

    private static void Advances()
    {
        ConvToOne model = ConvToOne.Create(3);
        float[] xs = Signals.Noise(9 * ConvToOne.InputSize, 5);
        ConvToOne.State whole = default;
        ConvToOne.State stepped = default;
        float[] found = new float[ConvToOne.OutputSize];
        float[] expected = new float[ConvToOne.OutputSize];
        model.Run(ref whole, xs, found);
        for (int t = 0; t < 8; t++)
            model.Advance(ref stepped, Row(xs, t, ConvToOne.InputSize));
        model.Step(ref stepped, Row(xs, 8, ConvToOne.InputSize), expected);
        Verify.SameBits(expected, found, "y");
        Verify.That(whole == stepped, "the state");

        // Two inputs of each convolution with a past, h and c.
        Verify.Equal(16 + (4 * ((2 * 3) + (2 * 9) + 18)), ConvToOne.State.ByteCount, "bytes of a state");
    }

    private static void Allocates()
    {
        ConvLarge model = ConvLarge.Create(1);
        ConvDepthwise depthwise = ConvDepthwise.Create(1);
        float[] xs = Signals.Noise(9 * ConvLarge.InputSize, 1);
        float[] ys = new float[9 * ConvDepthwise.OutputSize];
        ConvLarge.State[] states = new ConvLarge.State[6];
        Allocation.IsNone(() =>
        {
            ConvDepthwise.State state = default;
            depthwise.Run(ref state, xs.AsSpan(0, 9 * ConvDepthwise.InputSize), ys);
            model.Run(ref states[0], xs, ys.AsSpan(0, 9 * ConvLarge.OutputSize));
            model.Step(ref states[1], xs.AsSpan(0, ConvLarge.InputSize), ys.AsSpan(0, ConvLarge.OutputSize));
            model.StepMany(states, xs.AsSpan(0, 6 * ConvLarge.InputSize), ys.AsSpan(0, 6 * ConvLarge.OutputSize));
        });
    }

    private static Span<float> Row(float[] rows, int t, int size) => rows.AsSpan(t * size, size);
}
