using System.Buffers.Binary;
using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Layers along the positions of one step: against the scalar reference, and in every way that a model computes.</summary>
internal static class FrameChecks
{
    private const string What = "Positions";

    public static IReadOnlyList<Check> All { get; } =
    [
        .. ConvChecks.Streaming<FrameMixed, FrameMixed.State>(
            [
                new Context(7), new FrameConv("conv.", 1, 5, 2, 2, 2, Function: "tanh"), new FrameConv("conv2.", 3, 4, 1, 3, 1, IsReflected: true),
                new Magnitude(3), new FrameConv("conv3.", 3, 3, 3, Function: "Silu") { HasBias = false }, new Recurrent("lstm.", "lstm", 8), new Dense("fc."),
            ],
            What),
        .. ConvChecks.Streaming<FrameSizes, FrameSizes.State>(
            [
                new FrameConv("conv.", 2, 3, Function: "tanh"), new FrameConv("conv2.", 5, 4, 2), new FrameConv("conv3.", 8, 2, Function: "relu"),
                new FrameConv("conv4.", 13, 1), new FrameConv("conv5.", 17, 2, 2, Function: "sigmoid"), new FrameConv("conv6.", 33, 3, 1, 1),
            ],
            What),
        .. ConvChecks.Streaming<FrameVoice, FrameVoice.State>(
            [
                new Context(8), new FrameConv("transform.", 1, 32, 16, 0, 8, IsReflected: true) { HasBias = false }, new Magnitude(17),
                new FrameConv("conv.", 17, 3, 1, 1, 1, Function: "relu"), new FrameConv("conv2.", 16, 3, 2, 1, 1, Function: "relu"),
                new FrameConv("conv3.", 12, 3, 2, 1, 1, Function: "relu"), new FrameConv("conv4.", 12, 3, 1, 1, 1, Function: "relu"),
                new Recurrent("lstm.", "lstm", 16), new Applied("relu"), new Dense("fc.", "sigmoid"),
            ],
            What),
        .. ConvChecks.Streaming<FrameLarge, FrameLarge.State>(
            [
                new Context(32), new FrameConv("conv.", 1, 32, 16), new FrameConv("conv2.", 64, 3, Function: "relu"), new Recurrent("gru.", "gru", 33),
                new Dense("fc."),
            ],
            What),
        .. ConvChecks.Streaming<FrameBetween, FrameBetween.State>(
            [
                new Recurrent("gru.", "gru", 12), new Context(12), new FrameConv("conv.", 1, 7, 5, 0, 6), new Recurrent("rnn.", "rnn_tanh", 7),
                new FrameConv("conv2.", 1, 3, 1, 2),
            ],
            What),
        .. ConvChecks.Streaming<FrameReproducible, FrameReproducible.State>(
            [
                new Context(6), new FrameConv("conv.", 1, 8, 4, 3, 5, IsReflected: true) { HasBias = false }, new Magnitude(7),
                new FrameConv("conv2.", 7, 3, 1, 1, 1, Function: "Silu"), new FrameConv("conv3.", 11, 3, 2, 2, Function: "sigmoid"),
                new FrameMean(40), new Recurrent("lstm.", "lstm", 7), new Dense("fc.", "softmax"),
            ],
            What),
        .. ConvChecks.Streaming<FrameMeans, FrameMeans.State>(
            [new FrameConv("conv.", 1, 5, 3, 0, 3, Function: "tanh"), new FrameMean(21), new Dense("fc.", "tanh"), new FrameMean(1)], What),
        .. ConvChecks.Streaming<FrameSmooth, FrameSmooth.State>([new FrameConv("conv.", 1, 3, 1, 1, 1)], What),
        .. ConvChecks.Streaming<FrameRoots, FrameRoots.State>([new Magnitude(5)], What),
        BlockedChecks.Whole<FrameToOne, FrameToOne.State>(
            [
                new Recurrent("lstm.", "lstm", 16), new Context(4), new FrameConv("conv.", 1, 5, 5, Function: "relu"), new Dense("fc.", "softmax"),
            ]),
        BlockedChecks.Whole<FrameBothWays, FrameBothWays.State>(
            [
                new FrameConv("conv.", 1, 3, 1, 1, 1), new Recurrent("gru.", "gru", 6, Bidirectional: true), new FrameConv("conv2.", 6, 2, Function: "tanh"),
            ]),
        new("Positions: a context of which the head needs nothing is kept all the same", Advances),
        new("Positions: a state of a context is its numbers", StateBytes),
        new("Positions: input and output may share memory where the input is copied",
            () => BitChecks.InPlace<FrameSmooth, FrameSmooth.State>(FrameSmooth.Create(1))),
        new("Positions: the same bits on every processor",
            () => BitChecks.Reproduced<FrameReproducible, FrameReproducible.State>(FrameReproducible.Create(1), "8a3e2cf25b06593b", "50e3589eab847bb0")),
        new("Positions: magnitudes of every number of values, and of what has none", Magnitudes),
        new("Positions: no call allocates", Allocates),
    ];

    private static void Advances()
    {
        FrameToOne model = FrameToOne.Create(3);
        float[] xs = Signals.Noise(9 * FrameToOne.InputSize, 5);
        FrameToOne.State whole = default;
        FrameToOne.State stepped = default;
        float[] found = new float[FrameToOne.OutputSize];
        float[] expected = new float[FrameToOne.OutputSize];
        model.Run(ref whole, xs, found);
        for (int t = 0; t < 8; t++)
            model.Advance(ref stepped, Row(xs, t, FrameToOne.InputSize));
        model.Step(ref stepped, Row(xs, 8, FrameToOne.InputSize), expected);
        Verify.SameBits(expected, found, "y");
        Verify.That(whole == stepped, "the state");
    }

    private static void StateBytes()
    {
        // h and c twice, and four numbers; magic, version and signature before, a checksum after.
        Verify.Equal(16 + (4 * (16 + 16 + 4)), FrameToOne.State.ByteCount, "bytes of a state");
        FrameMixed model = FrameMixed.Create(1);
        float[] xs = Signals.Noise(FrameMixed.InputSize, 3);
        FrameMixed.State state = default;
        model.Step(ref state, xs, new float[FrameMixed.OutputSize]);
        byte[] bytes = new byte[FrameMixed.State.ByteCount];
        state.WriteTo(bytes);
        for (int i = 0; i < 7; i++)
            Verify.Equal(BitConverter.SingleToInt32Bits(xs[13 + i]), BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(12 + (4 * i))), $"number {i}");
    }

    /// <summary>Every rest of vectors; zeros, infinity and NaN; each number in the bits of a single one.</summary>
    private static void Magnitudes()
    {
        float[] special = [0, -0f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, float.Epsilon, 3e-20f, 2e19f, 1];
        for (int bins = 1; bins <= 37; bins++)
        {
            float[] x = Signals.Noise(3 * 2 * bins, (ulong)bins);
            for (int i = 0; i < x.Length; i += 5)
                x[i] = special[(i / 5) % special.Length];
            float[] y = new float[(3 * bins) + 1];
            y[^1] = 7;
            TinyRnn.Runtime.Cells.PositionMath.Magnitude(ref x[0], ref y[0], 3, bins);
            Verify.That(y[^1] == 7, "what follows is not touched");
            for (int at = 0; at < 3 * bins; at++)
            {
                float[] one = [x[(at / bins * 2 * bins) + (at % bins)], x[(at / bins * 2 * bins) + bins + (at % bins)]];
                float[] alone = new float[1];
                TinyRnn.Runtime.Cells.PositionMath.Magnitude(ref one[0], ref alone[0], 1, 1);
                Verify.SameBits(alone, y.AsSpan(at, 1), $"magnitude {at} of {bins}");

                // Where no square is subnormal or too large: 1.1 ulp.
                double right = Math.Sqrt(((double)one[0] * one[0]) + ((double)one[1] * one[1]));
                bool isNaN = float.IsNaN(one[0]) || float.IsNaN(one[1]);
                Verify.That(float.IsNaN(alone[0]) == isNaN, $"NaN of ({one[0]}, {one[1]})");
                if (!isNaN && right is > 1e-18 and < 1e19)
                    Verify.Close([right], alone, 1.1 * right / (1 << 23), $"magnitude of ({one[0]}, {one[1]})");
            }
        }
    }

    private static void Allocates()
    {
        FrameLarge model = FrameLarge.Create(1);
        FrameMixed mixed = FrameMixed.Create(1);
        float[] xs = Signals.Noise(9 * FrameLarge.InputSize, 1);
        float[] ys = new float[9 * FrameLarge.OutputSize];
        FrameLarge.State[] states = new FrameLarge.State[6];
        Allocation.IsNone(() =>
        {
            FrameMixed.State state = default;
            mixed.Run(ref state, xs.AsSpan(0, 9 * FrameMixed.InputSize), ys.AsSpan(0, 9 * FrameMixed.OutputSize));
            model.Run(ref states[0], xs, ys);
            model.Step(ref states[1], xs.AsSpan(0, FrameLarge.InputSize), ys.AsSpan(0, FrameLarge.OutputSize));
            model.StepMany(states, xs.AsSpan(0, 6 * FrameLarge.InputSize), ys.AsSpan(0, 6 * FrameLarge.OutputSize));
        });
    }

    private static Span<float> Row(float[] rows, int t, int size) => rows.AsSpan(t * size, size);
}
