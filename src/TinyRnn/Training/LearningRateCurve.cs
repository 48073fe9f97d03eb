namespace TinyRnn.Training;

/// <summary>A rate and what it did.</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Loss">The loss of the batch before the update at that rate: what all smaller rates have made of it.</param>
/// <param name="Smoothed">The same, smoothed over the batches before.</param>
/// <example>
/// <code>
/// LearningRatePoint point = new(Rate: 0.01, Loss: 1.2, Smoothed: 1.3);
/// Console.WriteLine($"{point.Rate}: {point.Smoothed}");
/// </code>
/// </example>
public readonly record struct LearningRatePoint(double Rate, double Loss, double Smoothed);

/// <summary>Losses against growing learning rates.</summary>
/// <param name="Points">The rates in their order, up to the last one, or to where the loss grew beyond <see cref="LearningRateRange.Divergence"/>.</param>
/// <param name="HasDiverged">It ended before the last rate, because the loss grew.</param>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });
/// LearningRateCurve curve = trainer.FindLearningRate(gestures);
/// foreach (LearningRatePoint point in curve.Points)
///     Console.WriteLine($"{point.Rate:E2} {point.Smoothed:F4}");
/// if (curve.Suggestion is { } rate)
///     trainer.LearningRate = rate;
/// </code>
/// </example>
public sealed record LearningRateCurve(IReadOnlyList<LearningRatePoint> Points, bool HasDiverged)
{
    /// <summary>
    /// The rate at which the smoothed loss falls most steeply, among those in front of its lowest; the first tenth, where it is the mean of few, is left out.
    /// <see langword="null"/>: it falls nowhere. A rate to begin with: look at the curve, and take a smaller one if the loss is ragged there.
    /// </summary>
    public double? Suggestion
    {
        get
        {
            int lowest = 0;
            for (int i = 1; i < Points.Count; i++)
            {
                if (Points[i].Smoothed < Points[lowest].Smoothed)
                    lowest = i;
            }

            double steepest = 0;
            double? rate = null;
            for (int i = (Points.Count / 10) + 1; i < lowest; i++)
            {
                double fall = Points[i - 1].Smoothed - Points[i + 1].Smoothed;
                if (fall > steepest)
                    (steepest, rate) = (fall, Points[i].Rate);
            }

            return rate;
        }
    }
}
