using TinyRnn.Tests.Data;
using TinyRnn.Training;
using Xunit;

namespace TinyRnn.Tests.Training;

public class MetricsTests
{
    [Fact]
    public void Errors_are_those_of_their_definitions()
    {
        RegressionMetrics metrics = new();
        metrics.Add([98, 205], [100, 200]);
        metrics.Add([3], [0]);
        Assert.Equal(3, metrics.Count);
        Assert.Equal(2, metrics.MeanError, 1e-12);
        Assert.Equal(10 / 3.0, metrics.MeanAbsoluteError, 1e-12);
        Assert.Equal(Math.Sqrt(38 / 3.0), metrics.RootMeanSquareError, 1e-12);
        Assert.Equal(2.25, metrics.MeanAbsolutePercentageError, 1e-12);
        Assert.Equal(1 - (38 / 20000.0), metrics.Determination, 1e-9);
        Assert.True(double.IsNaN(new RegressionMetrics().MeanAbsoluteError));
        FeatureScalerTests.Says("1 output and 2 targets", () => metrics.Add([1], [1, 2]));
    }

    [Fact]
    public void Classes_are_counted_and_judged()
    {
        // Rows are labels: 5 2 0, 1 3 1, 0 0 0.
        ClassificationMetrics metrics = new(3);
        foreach ((int label, int predicted, int times) in ((int, int, int)[])[(0, 0, 5), (0, 1, 2), (1, 0, 1), (1, 1, 3), (1, 2, 1)])
        {
            for (int i = 0; i < times; i++)
                metrics.Add(label, predicted);
        }

        Assert.Equal(12, metrics.Count);
        Assert.Equal(2, metrics.Confusion(label: 0, predicted: 1));
        Assert.Equal(8 / 12.0, metrics.Accuracy, 1e-12);
        Assert.Equal(5 / 6.0, metrics.Precision(0), 1e-12);
        Assert.Equal(5 / 7.0, metrics.Recall(0), 1e-12);
        Assert.Equal(10 / 13.0, metrics.F1(0), 1e-12);
        Assert.Equal(6 / 10.0, metrics.F1(1), 1e-12);
        Assert.Equal(0, metrics.F1(2), 1e-12);
        Assert.True(double.IsNaN(metrics.Recall(2)));
        Assert.Equal(((10 / 13.0) + 0.6 + 0) / 3, metrics.MacroF1, 1e-12);
        Assert.Equal(1, ClassificationMetrics.BitsPerSymbol(Math.Log(2)), 1e-12);
    }

    [Fact]
    public void Scores_are_taken_for_their_largest_and_unknown_labels_left_out()
    {
        ClassificationMetrics metrics = new(2);
        metrics.Add([0.9f, 0.1f, 0.2f, 0.8f, 0.4f, 0.6f, 0, 1], [0, 1, 0, -1]);
        Assert.Equal(3, metrics.Count);
        Assert.Equal(1, metrics.Confusion(0, 1));
        FeatureScalerTests.Says("a score for each of the 2 classes", () => metrics.Add([1, 2, 3], [0]));
        FeatureScalerTests.Says("Label 1 is 2", () => metrics.Add([1, 2, 3, 4], [0, 2]));
        FeatureScalerTests.Says("label", () => metrics.Confusion(-1, 0));
        FeatureScalerTests.Says("classes", () => new ClassificationMetrics(1));
        Assert.Equal(3, metrics.Count);
    }
}
