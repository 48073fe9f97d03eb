using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Batch normalisation of the rows of a batch, column by column: n = (x - m) f with f = 1 / sqrt(v + epsilon). For emitted code.
/// </summary>
/// <remarks>
/// <para>Rows of steps after a sequence's end take no part in m and v. Rows are padded to a multiple of 4 floats with zeros, whose mean is 0, so that they stay
/// zeros.</para>
/// <para>The statistics on the tape are a row of means, a row of factors, and the number of rows that they were taken of: 0 if they are the running ones, which
/// do not depend on the batch.</para>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNormRows
{
    /// <summary>Statistics of the batch, which the running ones follow unless they are not finite.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="lengths">Steps of each sequence; empty: all rows count.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="momentum">The share of the batch in the running statistics.</param>
    /// <param name="x">The first value.</param>
    /// <param name="statistics">Where the statistics go.</param>
    /// <param name="runningMean">The first running mean.</param>
    /// <param name="runningVariance">The first running variance.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Measure(
        int steps, int batch, ReadOnlySpan<int> lengths, int stride, float epsilon, float momentum, ref float x, ref float statistics,
        ref float runningMean, ref float runningVariance)
    {
        int count = Count(steps, batch, lengths);
        Unsafe.Add(ref statistics, 2 * stride) = count;
        for (nint k = 0; k < stride; k += Vector128<float>.Count)
        {
            Vector128<float> mean = Sum(steps, batch, lengths, stride, ref Unsafe.Add(ref x, k), Vector128<float>.Zero, isSquare: false) / count;
            Vector128<float> squares = Sum(steps, batch, lengths, stride, ref Unsafe.Add(ref x, k), mean, isSquare: true);
            Vector128<float> factor = Vector128<float>.One / Vector128.Sqrt((squares / count) + Vector128.Create(epsilon));
            mean.StoreUnsafe(ref Unsafe.Add(ref statistics, k));
            factor.StoreUnsafe(ref Unsafe.Add(ref statistics, k + stride));
            Vector128<float> variance = squares / Math.Max(count - 1, 1);
            if (!IsFinite(mean) || !IsFinite(variance))
                continue;
            Follow(ref Unsafe.Add(ref runningMean, k), mean, momentum);
            Follow(ref Unsafe.Add(ref runningVariance, k), variance, momentum);
        }
    }

    /// <summary>The running statistics.</summary>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="statistics">Where the statistics go.</param>
    /// <param name="runningMean">The first running mean.</param>
    /// <param name="runningVariance">The first running variance.</param>
    public static void Recall(int stride, float epsilon, ref float statistics, ref float runningMean, ref float runningVariance)
    {
        Unsafe.Add(ref statistics, 2 * stride) = 0;
        for (nint k = 0; k < stride; k += Vector128<float>.Count)
        {
            Vector128<float> spread = Vector128.LoadUnsafe(ref Unsafe.Add(ref runningVariance, k)) + Vector128.Create(epsilon);
            Vector128.LoadUnsafe(ref Unsafe.Add(ref runningMean, k)).StoreUnsafe(ref Unsafe.Add(ref statistics, k));
            (Vector128<float>.One / Vector128.Sqrt(spread)).StoreUnsafe(ref Unsafe.Add(ref statistics, k + stride));
        }
    }

    /// <summary>n = (x - m) f.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="x">The first value.</param>
    /// <param name="statistics">The statistics.</param>
    /// <param name="normal">The first normalised value.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int rows, int stride, ref float x, ref float statistics, ref float normal)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint k = 0; k < stride; k += Vector128<float>.Count)
            {
                nint place = (row * stride) + k;
                Vector128<float> difference = Vector128.LoadUnsafe(ref Unsafe.Add(ref x, place)) - Vector128.LoadUnsafe(ref Unsafe.Add(ref statistics, k));
                (difference * Vector128.LoadUnsafe(ref Unsafe.Add(ref statistics, k + stride))).StoreUnsafe(ref Unsafe.Add(ref normal, place));
            }
        }
    }

    /// <summary>
    /// The gradient of x, set or added. By running statistics dL/dx = f g for g = dL/dn; by those of the batch, which depend on every x that counts,
    /// f (g - mean(g) - n mean(g n)), as in a layer norm, and 0 in rows that do not count.
    /// </summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="lengths">Steps of each sequence; empty: all rows count.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="statistics">The statistics.</param>
    /// <param name="normal">The first normalised value.</param>
    /// <param name="gradients">The first gradient of the normalised values.</param>
    /// <param name="dx">The first gradient of the values.</param>
    /// <param name="adds">It is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        int steps, int batch, ReadOnlySpan<int> lengths, int stride, ref float statistics, ref float normal, ref float gradients, ref float dx, bool adds)
    {
        float count = Unsafe.Add(ref statistics, 2 * stride);
        for (nint k = 0; k < stride; k += Vector128<float>.Count)
        {
            Vector128<float> sums = Vector128<float>.Zero;
            Vector128<float> products = Vector128<float>.Zero;
            for (int row = 0; count > 0 && row < steps * batch; row++)
            {
                if (!Counts(row, batch, lengths))
                    continue;
                nint place = ((nint)row * stride) + k;
                Vector128<float> gradient = Vector128.LoadUnsafe(ref Unsafe.Add(ref gradients, place));
                sums += gradient;
                products = Vector128.MultiplyAddEstimate(gradient, Vector128.LoadUnsafe(ref Unsafe.Add(ref normal, place)), products);
            }

            Vector128<float> mean = count > 0 ? sums / count : sums;
            Vector128<float> meanProduct = count > 0 ? products / count : products;
            Vector128<float> factor = Vector128.LoadUnsafe(ref Unsafe.Add(ref statistics, k + stride));
            for (int row = 0; row < steps * batch; row++)
            {
                nint place = ((nint)row * stride) + k;
                Vector128<float> result = Vector128<float>.Zero;
                if (count == 0 || Counts(row, batch, lengths))
                {
                    result = Vector128.LoadUnsafe(ref Unsafe.Add(ref gradients, place)) - mean;
                    result -= Vector128.LoadUnsafe(ref Unsafe.Add(ref normal, place)) * meanProduct;
                    result *= factor;
                }

                if (adds)
                    result += Vector128.LoadUnsafe(ref Unsafe.Add(ref dx, place));
                result.StoreUnsafe(ref Unsafe.Add(ref dx, place));
            }
        }
    }

    private static int Count(int steps, int batch, ReadOnlySpan<int> lengths)
    {
        if (lengths.IsEmpty)
            return steps * batch;
        int count = 0;
        foreach (int length in lengths)
            count += length;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Counts(int row, int batch, ReadOnlySpan<int> lengths) => lengths.IsEmpty || row / batch < lengths[row % batch];

    /// <summary>The sum of x - mean, or of its squares, over the rows that count.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector128<float> Sum(int steps, int batch, ReadOnlySpan<int> lengths, nint stride, ref float x, Vector128<float> mean, bool isSquare)
    {
        Vector128<float> all = Vector128<float>.Zero;
        for (int step = 0; step < steps; step++)
        {
            // A sum for each step: a long one would round small values away.
            Vector128<float> sum = Vector128<float>.Zero;
            for (int b = 0; b < batch; b++)
            {
                if (!lengths.IsEmpty && step >= lengths[b])
                    continue;
                Vector128<float> difference = Vector128.LoadUnsafe(ref Unsafe.Add(ref x, ((step * (nint)batch) + b) * stride)) - mean;
                sum += isSquare ? difference * difference : difference;
            }

            all += sum;
        }

        return all;
    }

    /// <summary>Differences are 0 where nothing is infinite or NaN.</summary>
    private static bool IsFinite(Vector128<float> values) => Vector128.EqualsAll(values - values, Vector128<float>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Follow(ref float running, Vector128<float> found, float momentum)
    {
        Vector128<float> before = Vector128.LoadUnsafe(ref running);
        (before + ((found - before) * momentum)).StoreUnsafe(ref running);
    }
}
