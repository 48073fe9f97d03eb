using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// The loss of a batch with batch norms in double: layer by layer over all sequences, because a batch norm's statistics are those of all steps that count.
/// </summary>
/// <param name="layers">The layers.</param>
/// <param name="tensors">Their tensors.</param>
/// <param name="batch">Inputs, targets, lengths and weights.</param>
/// <param name="headFrom">From this layer on only the last step of each sequence is read; the number of layers: from none.</param>
internal sealed class NormReference(Layer[] layers, TensorBinding[] tensors, SlopeBatch<float, float> batch, int headFrom)
{
    /// <summary>Parameters in the order of the model's block.</summary>
    public required double[] Block { get; init; }

    /// <summary>In the order of the batch.</summary>
    public double[] Inputs { get; } = Array.ConvertAll(batch.Inputs, value => (double)value);

    /// <summary>Batch norms go by their running statistics.</summary>
    public bool IsFrozen { get; init; }

    /// <summary>Means and unbiased variances of the channels of each batch norm in the last evaluation, by the layer's prefix.</summary>
    public Dictionary<string, (double[] Mean, double[] Variance)> Statistics { get; } = [];

    /// <summary>The weighted mean over all targets.</summary>
    public double Loss()
    {
        double[][][] ys = Outputs();
        double sum = 0;
        double total = 0;
        for (int b = 0; b < ys.Length; b++)
        {
            for (int t = 0; t < ys[b].Length; t++)
            {
                int target = (b * batch.TargetSteps) + t;
                double[] right = Array.ConvertAll(batch.Targets[(target * batch.TargetSize)..((target + 1) * batch.TargetSize)], value => (double)value);
                sum += batch.Weights[target] * ScalarLoss.Of(TinyRnn.Loss.MeanSquaredError, ys[b][t], right, 1);
                total += batch.Weights[target];
            }
        }

        return sum / total;
    }

    private double[][][] Outputs()
    {
        BlockWeights weights = new(Block, tensors);
        List<double[][][]> values = [[.. Enumerable.Range(0, batch.Lengths.Length).Select(Rows)]];
        for (int index = 0; index < layers.Length; index++)
        {
            double[][][] x = values[^1];
            if (index == headFrom)
                x = [.. x.Select(rows => new[] { rows[^1] })];
            values.Add(layers[index] switch
            {
                BatchNorm norm when !IsFrozen => Normalised(norm, x, weights),
                Residual residual => [.. x.Zip(values[^(1 + residual.Bridged)], (rows, skipped) =>
                    rows.Zip(skipped, (row, other) => row.Zip(other, (a, b) => a + b).ToArray()).ToArray())],
                Layer layer => [.. x.Select(rows => new ScalarNetwork<double>([layer], weights.Of).Run(rows))],
            });
        }

        return values[^1];
    }

    private double[][] Rows(int sequence) => [.. Enumerable.Range(0, batch.Lengths[sequence]).Select(t =>
        Inputs[(((sequence * batch.InputSteps) + t) * batch.InputSize)..(((sequence * batch.InputSteps) + t + 1) * batch.InputSize)])];

    private double[][][] Normalised(BatchNorm layer, double[][][] x, BlockWeights weights)
    {
        double[][] rows = [.. x.SelectMany(each => each)];
        double[] mean = [.. rows[0].Select((_, k) => rows.Average(row => row[k]))];
        double[] squares = [.. mean.Select((m, k) => rows.Sum(row => (row[k] - m) * (row[k] - m)))];
        Statistics[layer.Name] = (mean, [.. squares.Select(sum => sum / (rows.Length - 1))]);
        double[] scale = weights.Of(layer.Name + "weight");
        double[] shift = weights.Of(layer.Name + "bias");
        double[] Row(double[] row) =>
            [.. row.Select((value, k) => ((value - mean[k]) / Math.Sqrt((squares[k] / rows.Length) + layer.Epsilon) * scale[k]) + shift[k])];
        return [.. x.Select(each => each.Select(Row).ToArray())];
    }
}
