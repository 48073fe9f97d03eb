using System.Globalization;
using System.Runtime.Intrinsics;
using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Cells;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// Models with <see cref="RecurrentModelAttribute.Reproducible"/> give the bits that are written here, whatever the processor, the width of its vectors and the
/// compiler; and they are right.
/// </summary>
internal static class ReproducibleChecks
{
    private const int Steps = 40;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Reproducible: bits of every cell and activation",
            () => BitChecks.Reproduced<ReproducibleStack, ReproducibleStack.State>(ReproducibleStack.Create(1), "e665d46e67231d31")),
        new("Reproducible: bits of both directions", BothWays),
        new("Reproducible: bits of windows and histories",
            () => BitChecks.Reproduced<ReproducibleLags, ReproducibleLags.State>(ReproducibleLags.Create(1), "067b595a6be25438")),
        new("Reproducible: tokens that are drawn", Text),
        new("Reproducible: every cell and activation is right", IsRight),
        new("Reproducible: functions at the ends of their ranges", Functions),
    ];

    private static void BothWays()
    {
        float[] xs = Signals.Noise(Steps * 3, 2);
        float[] ys = new float[Steps];
        ReproducibleBothWays.State state = default;
        ReproducibleBothWays.Create(1).Run(ref state, xs, ys);
        Verify.Equal("8c58a8e4aa776696", Digest.Of<float>(ys), "bits");
    }

    private static void Text()
    {
        int[] tokens = new int[60];
        RandomState random = new(5);
        ReproducibleText.State state = default;
        ReproducibleText.Create(1).Generate(ref state, 3, tokens, new Sampling(0.9f, TopK: 20), ref random);
        Verify.Equal("15 25 6 2 5 15 29 17 15 21 16 2 27 16 29 28 26 15 3 16", string.Join(' ', tokens[..20]), "first tokens");
    }

    private static void IsRight()
    {
        ReproducibleStack model = ReproducibleStack.Create(1);
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Layer[] layers =
        [
            new Recurrent("lstm.", "lstm", 37),
            new Recurrent("gru.", "gru", 21),
            new Recurrent("before.", "gru_before", 13),
            new Recurrent("rnn.", "rnn_tanh", 7),
            new Recurrent("relu.", "rnn_relu", 20),
            new Dense("fc.", "tanh"),
            new Residual(1, 0),
            new Dense("fc2.", "sigmoid"),
            new Dense("fc3.", "softmax"),
        ];
        Expectation expected = new(layers, weights.Floats);
        float[] xs = Signals.Noise(Steps * 9, 2);
        double[] right = [.. expected.Run([.. xs.Chunk(9)]).SelectMany(y => y)];
        float[] ys = new float[Steps * 5];
        ReproducibleStack.State state = default;
        model.Run(ref state, xs, ys);
        Verify.Close(right, ys, expected.Tolerance(), "outputs");
    }

    private static void Functions()
    {
        float[] xs = [0, -0f, 1e-30f, 7.9f, 8, 88, 89, 104, 105, 1e30f, float.PositiveInfinity];
        foreach (float x in xs.Concat(xs.Select(x => -x)))
        {
            Close(Math.Tanh(x), Reproducible.Tanh(Vector128.Create(x)).ToScalar(), $"tanh {x}");
            Close(1 / (1 + Math.Exp(-x)), Reproducible.Sigmoid(Vector128.Create(x)).ToScalar(), $"sigmoid {x}");
            Close(Math.Exp(x), Reproducible.Exp(x), $"exp {x}");
        }

        float[] masked = [1, float.NegativeInfinity, 1];
        Reproducible.Softmax(masked);
        Verify.That(masked.AsSpan().SequenceEqual([0.5f, 0, 0.5f]), "a softmax with a masked class");
        Verify.That(float.IsNaN(Reproducible.Exp(float.NaN)), "exp of NaN");

        static void Close(double right, float value, string what)
        {
            // Few ulp, or the smallest normal number beside which a float has no relative precision.
            double allowed = (6 * Math.Abs(right) / (1 << 24)) + 1.2e-38;
            float expected = (float)right;
            Verify.That(
                float.IsInfinity(expected) ? value == expected : Math.Abs(value - right) <= allowed, $"{what}: {value.ToString(CultureInfo.InvariantCulture)}");
        }
    }
}
