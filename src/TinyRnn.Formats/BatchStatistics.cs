namespace TinyRnn.Formats;

/// <summary>Batch normalisation after training: y = (x - mean) / sqrt(variance + epsilon) * weight + bias, which is a scale and a shift.</summary>
public static class BatchStatistics
{
    /// <summary>The scale and the shift, computed in double and rounded once.</summary>
    /// <param name="name">What the file calls it.</param>
    /// <param name="input">Place of its input.</param>
    /// <param name="weight">[C]; none: ones.</param>
    /// <param name="bias">[C]; none: zeros.</param>
    /// <param name="mean">[C].</param>
    /// <param name="variance">[C].</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <exception cref="SourceFormatException">The sizes differ, or a variance with epsilon is not above 0.</exception>
    public static ScaleShiftNode Node(
        string name, int input, SourceTensor? weight, SourceTensor? bias, SourceTensor mean, SourceTensor variance, double epsilon)
    {
        ArgumentNullException.ThrowIfNull(mean);
        ArgumentNullException.ThrowIfNull(variance);
        int size = mean.Count;
        if (variance.Count != size || (weight ?? mean).Count != size || (bias ?? mean).Count != size)
            throw new SourceFormatException(
                $"{name}, a batch normalisation, has {Counted.Of(size, "mean")}, but other sizes beside them. The file contradicts itself; save it again.");
        float[] scale = new float[size];
        float[] shift = new float[size];
        for (int k = 0; k < size; k++)
        {
            double spread = variance.Values[k] + epsilon;
            if (!(spread > 0))
                throw new SourceFormatException(
                    $"{name}, a batch normalisation, has the variance {variance.Values[k]}, which with epsilon {epsilon} is not above 0. The file is "
                    + $"damaged; save it again.");
            double factor = (weight is null ? 1.0 : weight.Values[k]) / Math.Sqrt(spread);
            scale[k] = (float)factor;
            shift[k] = (float)((bias is null ? 0.0 : bias.Values[k]) - (mean.Values[k] * factor));
        }

        return new(name, [input], SourceTensor.Vector(scale), SourceTensor.Vector(shift));
    }
}
