using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Fourier;
using TinyRnn.Runtime.Packing;

namespace TinyRnn.Conformance;

/// <summary>Short-time Fourier transforms: against the definition, and in every way that a model computes.</summary>
internal static class StftChecks
{
    private const string What = "Fourier transforms";

    /// <summary>Lengths of each factor of a transform, alone and together, and the shortest and the longest.</summary>
    private static readonly int[] s_lengths = [32, 40, 48, 64, 72, 80, 96, 120, 128, 200, 216, 240, 256, 320, 400, 480, 512, 1000, 1024, 16_384];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. ConvChecks.Streaming<StftVoice, StftVoice.State>(
            [
                new Context(16), new Stft("stft.", 32, 16), new Magnitude(17), new FrameConv("conv.", 17, 3, 1, 1, 1, Function: "relu"),
                new Recurrent("gru.", "gru", 9), new Dense("fc."),
            ],
            What),
        .. ConvChecks.Streaming<StftWhole, StftWhole.State>([new Stft("stft.", 40, 10), new Recurrent("lstm.", "lstm", 8), new Dense("fc.")], What),
        .. ConvChecks.Streaming<StftPadded, StftPadded.State>(
            [new Stft("stft.", 48, 7, 11, 5), new Magnitude(25), new FrameMean(25), new Recurrent("rnn.", "rnn_tanh", 5)], What),
        .. ConvChecks.Streaming<StftReflected, StftReflected.State>(
            [
                new Recurrent("rnn.", "rnn_tanh", 48), new Context(27), new Stft("spectrum.", 64, 16, 20, 33, IsReflected: true),
                new FrameConv("conv.", 66, 2, Function: "tanh"), new Dense("fc."),
            ],
            What),
        .. ConvChecks.Streaming<StftFifths, StftFifths.State>(
            [new Stft("stft.", 400, 80), new Magnitude(201), new FrameMean(201), new Dense("fc.", "softmax")], What),
        .. ConvChecks.Streaming<StftReproducible, StftReproducible.State>(
            [
                new Context(96), new Stft("stft.", 96, 32, 0, 32, IsReflected: true), new Magnitude(49),
                new FrameConv("conv.", 49, 3, Function: "Silu"), new Recurrent("lstm.", "lstm", 7), new Dense("fc.", "softmax"),
            ],
            What),
        BlockedChecks.Whole<StftBothWays, StftBothWays.State>([new Stft("stft.", 32, 32), new Recurrent("gru.", "gru", 6, Bidirectional: true)]),
        new("Fourier transforms: the same bits on every processor",
            () => BitChecks.Reproduced<StftReproducible, StftReproducible.State>(StftReproducible.Create(1), "05a56d87b9072295", "49fcceaaaab3f423")),
        new("Fourier transforms: every length, against the definition in double", Lengths),
        new("Fourier transforms: a fresh window is PyTorch's", FreshWindow),
        new("Fourier transforms: what is no number spoils its frames only", NotFinite),
        new("Fourier transforms: no call allocates", Allocates),
    ];

    /// <summary>Noise, and a sample alone; what stands behind the output stays.</summary>
    private static void Lengths()
    {
        foreach (int length in s_lengths)
        {
            FourierTable.Make(length);
            int stride = (length / 4) + 1;
            float[] window = Signals.Noise(length, 3);
            float[] x = Signals.Noise(length + stride, 1);
            x.AsSpan(length).Clear();
            float[] y = new float[(2 * (length + 2)) + 1];
            y[^1] = 7;
            float[] scratch = new float[(2 * (length + 8)) + 1];
            scratch.AsSpan().Fill(float.NaN);
            FrameSpectrum.Transform(ref x[0], ref window[0], ref y[0], length, 2, stride, ref scratch[0]);
            Verify.Equal(7f, y[^1], $"what stands behind the output, N = {length}");
            Verify.That(float.IsNaN(scratch[^1]), $"what stands behind the scratch, N = {length}");
            double[] right = [.. Defined(window, x.AsSpan(0, length)), .. Defined(window, x.AsSpan(stride, length))];
            double square = right.Sum(value => value * value);
            double error = right.Zip(y, (expected, found) => (expected - found) * (expected - found)).Sum();
            // Each of log2 N passes rounds sums and products of sums: half an ulp each, of which the root of their number adds up.
            double bound = Math.Sqrt(Math.Log2(length)) / (1 << 23);
            Verify.That(Math.Sqrt(error / square) <= bound, $"relative error {Math.Sqrt(error / square):e2} at N = {length}, at most {bound:e2}");
        }
    }

    private static double[] Defined(float[] window, ReadOnlySpan<float> x)
    {
        int length = window.Length;
        int bins = (length / 2) + 1;
        double[] cosines = [.. Enumerable.Range(0, length).Select(n => Math.Cos(2 * Math.PI * n / length))];
        double[] sines = [.. Enumerable.Range(0, length).Select(n => Math.Sin(2 * Math.PI * n / length))];
        double[] y = new double[2 * bins];
        for (int k = 0; k < bins; k++)
        {
            int at = 0;
            for (int n = 0; n < length; n++)
            {
                double product = (double)window[n] * x[n];
                y[k] += product * cosines[at];
                y[bins + k] -= product * sines[at];
                at += k;
                if (at >= length)
                    at -= length;
            }
        }

        return y;
    }

    /// <summary><c>torch.hann_window(N)</c>, (1 - cos(2 pi n / N)) / 2, and its points that are known exactly.</summary>
    private static void FreshWindow()
    {
        foreach (int length in (int[])[1, 2, 3, 5, 7, 13, .. s_lengths])
        {
            float[] window = new float[length];
            Initializer.Hann(window);
            Verify.Close([.. Enumerable.Range(0, length).Select(n => (1 - Math.Cos(2 * Math.PI * n / length)) / 2)], window, 3.1e-8, $"window of {length}");
            Verify.Equal(0f, window[0], $"the first factor of {length}");
            if (length % 2 == 0)
                Verify.Equal(1f, window[length / 2], $"the middle one of {length}");
        }

        float[] right = new float[40];
        Initializer.Hann(right);
        Verify.SameBits(right, StftWhole.Create(1).Parameters[..40], "the window of a fresh model");
    }

    private static void NotFinite()
    {
        float[] window = new float[32];
        window.AsSpan().Fill(1);
        float[] x = Signals.Noise(64, 1);
        x[40] = float.PositiveInfinity;
        float[] y = new float[2 * 34];
        float[] scratch = new float[80];
        FourierTable.Make(32);
        FrameSpectrum.Transform(ref x[0], ref window[0], ref y[0], 32, 2, 32, ref scratch[0]);
        Verify.That(y.Take(34).All(float.IsFinite), "the frame before it is finite");
        Verify.That(y.Skip(34).Take(17).All(value => !float.IsFinite(value)), "no real part of its frame is finite");
    }

    private static void Allocates()
    {
        StftVoice model = StftVoice.Create(1);
        StftVoice.State state = default;
        float[] xs = Signals.Noise(9 * StftVoice.InputSize, 1);
        float[] ys = new float[9 * StftVoice.OutputSize];
        StftVoice.State[] states = new StftVoice.State[6];
        Allocation.IsNone(() =>
        {
            model.Step(ref state, xs.AsSpan(0, StftVoice.InputSize), ys.AsSpan(0, StftVoice.OutputSize));
            model.Run(ref state, xs, ys);
            model.StepMany(states, xs.AsSpan(0, 6 * StftVoice.InputSize), ys.AsSpan(0, 6 * StftVoice.OutputSize));
        });
    }
}
