using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>
/// The loss of a batch of pairs by two scalar networks in double, the second of which begins where the first ended, as a function of
/// numbers that may be changed.
/// </summary>
internal sealed class PairReference<TSource, TInput, TTarget>(
    PairBatch<TSource, TInput, TTarget> batch, Layer[] encoderLayers, Layer[] decoderLayers, TensorBinding[] encoderTensors, TensorBinding[] decoderTensors)
    where TSource : unmanaged
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private const int Count = PairBatch<float, float, float>.Count;
    private const int SourceSteps = 7;
    private const int Steps = 5;

    /// <summary>Parameters of the encoder, in the order of its block.</summary>
    public double[] Encoder { get; private set; } = [];

    /// <summary>Parameters of the decoder.</summary>
    public double[] Decoder { get; private set; } = [];

    /// <summary>In the order of the batch.</summary>
    public double[] Sources { get; } = Doubles(batch.Sources);

    /// <summary>In the order of the batch.</summary>
    public double[] Inputs { get; } = Doubles(batch.Inputs);

    /// <summary>dL/dy of a loss that is the sum of its products with the outputs, instead of the batch's; empty: the batch's loss.</summary>
    public float[] OutputGradients { get; init; } = [];

    /// <summary>Initial hidden states of the encoder.</summary>
    public double[][] Hidden { get; private set; } = [];

    /// <summary>Initial cell states; empty where there are none.</summary>
    public double[][] Cell { get; private set; } = [];

    public void SetParameters(ReadOnlySpan<float> encoder, ReadOnlySpan<float> decoder)
    {
        Encoder = Doubles(encoder.ToArray());
        Decoder = Doubles(decoder.ToArray());
    }

    public void Begin(float[][] hidden, float[][] cell)
    {
        Hidden = Array.ConvertAll(hidden, Doubles);
        Cell = Array.ConvertAll(cell, Doubles);
    }

    /// <summary>The weighted mean over all targets, or what <see cref="OutputGradients"/> says.</summary>
    public double Loss()
    {
        Func<string, double[]> encoderWeights = Weights(Encoder, encoderTensors);
        Func<string, double[]> decoderWeights = Weights(Decoder, decoderTensors);
        double sum = 0;
        double total = 0;
        for (int b = 0; b < Count; b++)
        {
            ScalarNetwork<double> encoder = new(encoderLayers, encoderWeights);
            encoder.Hidden[0] = Hidden[b];
            if (Cell[b].Length > 0)
                encoder.Cell[0] = Cell[b];
            encoder.Run(Rows(Sources, b, batch.SourceLengths[b], SourceSteps));
            ScalarNetwork<double> decoder = new(decoderLayers, decoderWeights);
            decoder.Hidden[0] = encoder.Hidden[0];
            decoder.Cell[0] = encoder.Cell[0];
            double[][] ys = decoder.Run(Rows(Inputs, b, batch.Lengths[b], Steps));
            for (int t = 0; t < ys.Length; t++)
            {
                int row = (b * Steps) + t;
                if (OutputGradients.Length > 0)
                {
                    sum += ys[t].Zip(OutputGradients.AsSpan(row * ys[t].Length, ys[t].Length).ToArray(), (y, gradient) => y * gradient).Sum();
                    continue;
                }

                float weight = batch.Weights[row];
                sum += weight * TargetLoss(ys[t], row);
                total += weight;
            }
        }

        return OutputGradients.Length > 0 ? sum : sum / total;
    }

    private double TargetLoss(double[] y, int target) => batch.Targets is int[] labels
        ? ScalarLoss.CrossEntropy(y, labels[target])
        : ScalarLoss.Of(TinyRnn.Loss.MeanSquaredError, y, Doubles(((float[])(object)batch.Targets)[(target * y.Length)..((target + 1) * y.Length)]), delta: 1);

    private static double[][] Rows(double[] values, int b, int length, int steps)
    {
        int size = values.Length / (Count * steps);
        return [.. Enumerable.Range(b * steps, length).Select(row => values[(row * size)..((row + 1) * size)])];
    }

    private static Func<string, double[]> Weights(double[] block, TensorBinding[] tensors)
    {
        BlockWeights weights = new(block, tensors);
        Dictionary<string, double[]> read = [];
        return name => read.TryGetValue(name, out double[]? values) ? values : read[name] = weights.Of(name);
    }

    private static double[] Doubles<T>(T[] values) => values is int[] ids
        ? Array.ConvertAll(ids, id => (double)id)
        : Array.ConvertAll((float[])(object)values, value => (double)value);
}
