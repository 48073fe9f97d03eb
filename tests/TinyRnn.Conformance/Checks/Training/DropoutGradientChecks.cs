using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// Gradients through dropout. Which values are dropped, only the trainer knows, so the differences are of its own float32 loss, each time
/// from the same random state.
/// </summary>
internal static class DropoutGradientChecks
{
    private const int Batch = 4;
    private const int Steps = 7;

    /// <summary>Half of a difference: the formula is off by H^2 / 6 of the third derivative, and by the loss's rounding over H.</summary>
    private const float H = 1e-2f;

    /// <summary>
    /// Roundings of a loss of about 2 through some hundred operations, 16 * 2^-24 / H = 1e-4, and H^2 / 6 times a third derivative of at most about 2, 3e-5. A
    /// dropped value whose gradient is not dropped, or one that is scaled once only, is off by tenths of the largest, 0.01 and more.
    /// </summary>
    private const double Tolerance = 1.3e-4;

    public static IReadOnlyList<Check> All { get; } = [new("Gradients are the slopes of the loss: dropout", Dropout)];

    private static void Dropout()
    {
        TrainedClassifier.Trainer trainer = new(TrainedClassifier.Create(1));
        float[] xs = Signals.Noise(Batch * Steps * 3, 7);
        int[] labels = [0, 1, 2, 3];
        float[] weights = new float[TrainedClassifier.ParameterCount];
        trainer.CopyParameters(weights);
        float[] gradients = new float[weights.Length];
        double whole = trainer.Evaluate(xs, labels);
        double dropped = Loss();
        trainer.CopyGradients(gradients);
        Verify.That(Math.Abs(whole - dropped) > 1e-3, "nothing was dropped");
        double[] slopes = new double[weights.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            float original = weights[i];
            weights[i] = original + H;
            double above = Loss();
            weights[i] = original - H;
            slopes[i] = (above - Loss()) / ((double)(original + H) - (original - H));
            weights[i] = original;
        }

        Verify.Close(slopes, gradients, Tolerance, "gradients of parameters");

        double Loss()
        {
            trainer.Import(weights);
            trainer.DropGradients();
            trainer.Random = new RandomState(3);
            return trainer.Accumulate(xs, labels);
        }
    }
}
