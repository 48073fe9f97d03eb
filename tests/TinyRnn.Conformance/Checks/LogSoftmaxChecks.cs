using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Conformance;

/// <summary>Heads of logarithms of probabilities: their values, what they learn, and the tokens that are drawn from them.</summary>
internal static class LogSoftmaxChecks
{
    private const int Steps = 11;

    private static readonly Layer[] s_head = [new Recurrent("gru.", "gru", 7), new Dense("fc.", "logsoftmax")];

    private static readonly Layer[] s_reproducible = [new Recurrent("rnn.", "rnn_tanh", 7), new Dense("fc.", "logsoftmax")];

    /// <summary>The loss contains the head.</summary>
    private static readonly Layer[] s_classes = [new Recurrent("lstm.", "lstm", 4), new Dense("fc.")];

    private static readonly Layer[] s_values = [new Recurrent("lstm.", "lstm", 4), new Dense("fc."), new Scale("scale."), new Applied("logsoftmax")];

    public static IReadOnlyList<Check> All { get; } =
    [
        Equations<LogHead, LogHead.State>(s_head),
        Equations<ReproducibleLogHead, ReproducibleLogHead.State>(s_reproducible),
        Slopes.Check("logarithms of classes", (LogClassLearner net) => new LogClassLearner.Trainer(net), LogClassLearner.Tensors, Loss.CrossEntropy,
            s_classes, Slopes.Noise(3), Slopes.Labels(5)),
        Slopes.Check("logarithms as values", (LogValueLearner net) => new LogValueLearner.Trainer(net), LogValueLearner.Tensors, Loss.MeanSquaredError,
            s_values, Slopes.Noise(3), Slopes.Noise(5)),
        new("Logarithms of probabilities: every length, and scores far apart", Lengths),
        new("Logarithms of probabilities: masked and meaningless scores", Masked),
        new("Logarithms of probabilities: tokens are drawn from them as from scores", Tokens),
        new("Logarithms of probabilities: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleLogHead, ReproducibleLogHead.State>(ReproducibleLogHead.Create(1), "38d6fcf5418ad6b8")),
    ];

    private static Check Equations<TModel, TState>(Layer[] layers)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"Logarithms of probabilities: {typeof(TModel).Name} is its equations, in every way", () =>
        {
            AsWrittenChecks.Equations<TModel, TState>(TModel.Create(4), layers, [.. Signals.Noise(Steps * TModel.InputSize, 8).Select(x => 3 * x)]);
            AsWrittenChecks.Alike<TModel, TState>(TModel.Create(6));
        });

    private static void Lengths()
    {
        foreach (float size in new[] { 1f, 30f, 300f })
        {
            for (int count = 1; count <= 50; count++)
            {
                float[] x = [.. Signals.Noise(count, 1).Select(value => size * value)];
                double most = x.Max();
                double log = Math.Log(x.Sum(value => Math.Exp(value - most)));
                double[] right = [.. x.Select(value => value - most - log)];
                VectorMath.LogSoftmax(x);

                // Two roundings of a difference, and the relative error of a sum of as many powers, each within 2 ulp.
                Verify.Close(right, x, ((2 * right.Max(Math.Abs)) + count + 4) / (1 << 24), $"{count} scores up to {size}");
            }
        }
    }

    private static void Masked()
    {
        float[] masked = [1, float.NegativeInfinity, 2, 0, 3];
        VectorMath.LogSoftmax(masked);
        Verify.That(float.IsNegativeInfinity(masked[1]) && float.IsFinite(masked[0] + masked[2] + masked[3] + masked[4]), "a masked score");
        foreach (float score in new[] { float.NaN, float.PositiveInfinity })
        {
            float[] scores = [1, 2, score, 0, 3];
            VectorMath.LogSoftmax(scores);
            Verify.That(scores.All(float.IsNaN), $"a score of {score}");
        }
    }

    /// <summary>Both models have the same weights.</summary>
    private static void Tokens()
    {
        LogText logarithms = LogText.Create(5);
        LogitText logits = LogitText.Create(5);
        foreach (Sampling sampling in new Sampling[] { new() { Temperature = 0 }, new() { Temperature = 1 }, new() { Temperature = 0.7f, TopK = 4 } })
        {
            int[] one = new int[30];
            int[] two = new int[30];
            RandomState first = new(3);
            RandomState second = new(3);
            LogText.State state = default;
            LogitText.State other = default;
            logarithms.Generate(ref state, 2, one, sampling, ref first);
            logits.Generate(ref other, 2, two, sampling, ref second);
            Verify.Same<int>(two, one, $"tokens at temperature {sampling.Temperature}");
        }
    }
}
