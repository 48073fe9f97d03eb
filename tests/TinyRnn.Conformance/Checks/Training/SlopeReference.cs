using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>The loss of a batch by the scalar reference in double, as a function of numbers that may be changed.</summary>
internal sealed class SlopeReference<TInput, TTarget>(
    Layer[] layers, TensorBinding[] tensors, LossSetup setup, SlopeBatch<TInput, TTarget> batch)
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <summary>Parameters in the order of the model's block.</summary>
    public double[] Block { get; private set; } = [];

    /// <summary>In the order of the batch.</summary>
    public double[] Inputs { get; } = batch.Inputs is int[] ids
        ? Array.ConvertAll(ids, id => (double)id)
        : Array.ConvertAll((float[])(object)batch.Inputs, value => (double)value);

    /// <summary>Initial hidden states, by sequence and number.</summary>
    public required double[][][] Hidden { get; init; }

    /// <summary>Initial cell states; empty where a layer has none.</summary>
    public required double[][][] Cell { get; init; }

    public void SetParameters(float[] block) => Block = Array.ConvertAll(block, value => (double)value);

    /// <summary>The weighted mean over all targets that count.</summary>
    public double Loss()
    {
        BlockWeights weights = new(Block, tensors);
        Dictionary<string, double[]> read = [];
        double[] Weight(string name) => read.TryGetValue(name, out double[]? values) ? values : read[name] = weights.Of(name);
        double sum = 0;
        double total = 0;
        for (int b = 0; b < Slopes.Batch; b++)
        {
            double[][] ys = Outputs(b, Weight);
            for (int t = 0; t < (batch.HasOneTarget ? 1 : batch.Lengths[b] / batch.Stride); t++)
            {
                int target = (b * batch.TargetSteps) + t;
                if (batch.Targets is int[] labels && labels[target] == setup.IgnoredLabel)
                    continue;
                double[] y = batch.HasOneTarget ? ys[^1] : ys[t];
                sum += batch.Weights[target] * TargetLoss(y, target);
                total += batch.Weights[target] * (batch.Targets is int[] classes ? setup.WeightOf(classes[target]) : 1);
            }
        }

        return sum / total;
    }

    private double TargetLoss(double[] y, int target) => batch.Targets is int[] labels
        ? setup.Of(y, labels[target])
        : setup.Of(
            y, Array.ConvertAll(((float[])(object)batch.Targets)[(target * batch.TargetSize)..((target + 1) * batch.TargetSize)], value => (double)value));

    private double[][] Outputs(int sequence, Func<string, double[]> weights)
    {
        ScalarNetwork<double> network = new(layers, weights);
        for (int index = 0; index < Hidden[sequence].Length; index++)
        {
            network.Hidden[index] = Hidden[sequence][index];
            if (Cell[sequence][index].Length > 0)
                network.Cell[index] = Cell[sequence][index];
        }

        double[][] xs = [.. Enumerable.Range(0, batch.Lengths[sequence]).Select(t => Input(sequence, t))];
        return network.Run(xs);
    }

    private double[] Input(int sequence, int t) => batch.HasOneInput && t > 0
        ? new double[batch.InputSize]
        : Inputs[(((sequence * batch.InputSteps) + t) * batch.InputSize)..(((sequence * batch.InputSteps) + t + 1) * batch.InputSize)];
}
