using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>Losses as a picture.</summary>
internal static class LossFigure
{
    /// <summary>A loss that falls by more than this factor would lie on the axis for most of the run.</summary>
    private const double Wide = 20;

    /// <summary>The loss of each batch, pale, and their moving mean.</summary>
    public static Figure Of(string title, string name, LossLog log)
    {
        double[] mean = log.MovingMean();
        (double[] steps, double[] losses) = LossLog.Thinned(log.Losses);
        return new Figure(
        [
            new Panel
            {
                Title = title,
                X = "step",
                Y = name,
                IsLogarithmic = mean.Min() > 0 && mean.Max() / mean.Min() > Wide,
                Lines = [
                    new Line("a batch", steps, losses) { Style = LineStyle.Pale }, new Line($"mean of {LossLog.Window}", steps, LossLog.Thinned(mean).Values)],
            },
        ]);
    }

    /// <summary>Several runs in one panel, each as its moving mean.</summary>
    public static Panel Compare(string title, string name, IEnumerable<(string Label, LossLog Log)> runs, bool isLogarithmic = false) => new()
    {
        Title = title,
        X = "step",
        Y = name,
        IsLogarithmic = isLogarithmic,
        Lines =
        [
            .. runs.Select(run =>
            {
                (double[] steps, double[] values) = LossLog.Thinned(run.Log.MovingMean());
                return new Line(run.Label, steps, values);
            }),
        ],
    };
}
