using System.Numerics;

namespace TinyRnn.Import.Interpretation;

/// <summary>Numbers of tensors in the precision of a computation.</summary>
internal static class Values<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>All values, row-major.</summary>
    public static T[] All(SourceTensor tensor) => Of(tensor.Values);

    /// <summary>All values; zeros if there is no tensor.</summary>
    public static T[] OrZeros(SourceTensor? tensor, int count) => tensor is null ? new T[count] : All(tensor);

    /// <summary>A matrix's rows.</summary>
    public static T[][] Rows(SourceTensor matrix)
    {
        int columns = matrix.Shape[1];
        T[][] rows = new T[matrix.Shape[0]][];
        for (int row = 0; row < rows.Length; row++)
            rows[row] = Of(matrix.Values.Slice(row * columns, columns));
        return rows;
    }

    /// <summary>Values of float32.</summary>
    public static T[] Of(ReadOnlySpan<float> values)
    {
        T[] all = new T[values.Length];
        for (int i = 0; i < all.Length; i++)
            all[i] = T.CreateChecked(values[i]);
        return all;
    }

    /// <summary>The sum of products, from the first to the last.</summary>
    public static T Dot(T[] weights, T[] x)
    {
        if (weights.Length != x.Length)
            throw new SourceFormatException($"A matrix of {Counted.Of(weights.Length, "column")} meets {Counted.Of(x.Length, "value")}. The file's layers "
                + $"do not fit one another.");
        T sum = T.Zero;
        for (int k = 0; k < weights.Length; k++)
            sum += weights[k] * x[k];
        return sum;
    }
}
