using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// ReLU with a learnt slope below 0, over the rows of a batch: y = max(x, 0) + a min(x, 0), so that dL/da is the sum of dL/dy min(x, 0), and dL/dx is dL/dy, or
/// a dL/dy where x is not above 0. For emitted code.
/// </summary>
/// <remarks>
/// Rows are padded to a multiple of 4 floats with zeros, which stay zeros. A slope for each channel is a row of its own; one for all is a single number.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PReluRows
{
    /// <summary>The function, and min(x, 0), which the gradient of the slopes needs.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="x">The first value.</param>
    /// <param name="slopes">The first slope.</param>
    /// <param name="isShared">There is one slope.</param>
    /// <param name="below">The first min(x, 0).</param>
    /// <param name="y">The first result.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int rows, int stride, ref float x, ref float slopes, bool isShared, ref float below, ref float y)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint k = 0; k < stride; k += Vector128<float>.Count)
            {
                nint place = (row * stride) + k;
                Vector128<float> value = Vector128.LoadUnsafe(ref Unsafe.Add(ref x, place));
                Vector128<float> negative = Vector128.Min(value, Vector128<float>.Zero);
                Vector128<float> slope = Slope(ref slopes, isShared, k);
                negative.StoreUnsafe(ref Unsafe.Add(ref below, place));
                (Vector128.Max(value, Vector128<float>.Zero) + (slope * negative)).StoreUnsafe(ref Unsafe.Add(ref y, place));
            }
        }
    }

    /// <summary>The gradient of x, set or added.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="x">The first value.</param>
    /// <param name="slopes">The first slope.</param>
    /// <param name="isShared">There is one slope.</param>
    /// <param name="dy">The first gradient of the results.</param>
    /// <param name="dx">The first gradient of the values.</param>
    /// <param name="adds">It is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(int rows, int stride, ref float x, ref float slopes, bool isShared, ref float dy, ref float dx, bool adds)
    {
        for (nint row = 0; row < rows; row++)
        {
            for (nint k = 0; k < stride; k += Vector128<float>.Count)
            {
                nint place = (row * stride) + k;
                Vector128<float> above = Vector128.GreaterThan(Vector128.LoadUnsafe(ref Unsafe.Add(ref x, place)), Vector128<float>.Zero);
                Vector128<float> gradient = Vector128.LoadUnsafe(ref Unsafe.Add(ref dy, place));
                Vector128<float> result = Vector128.ConditionalSelect(above, gradient, gradient * Slope(ref slopes, isShared, k));
                if (adds)
                    result += Vector128.LoadUnsafe(ref Unsafe.Add(ref dx, place));
                result.StoreUnsafe(ref Unsafe.Add(ref dx, place));
            }
        }
    }

    /// <summary>The gradient of one slope for all channels, in the first of four places, of which the others become 0.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="dy">The first gradient of the results.</param>
    /// <param name="below">The first min(x, 0).</param>
    /// <param name="gradient">The gradient.</param>
    /// <param name="adds">It is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SharedGradient(int rows, int stride, ref float dy, ref float below, ref float gradient, bool adds)
    {
        Vector128<float> sum = Vector128<float>.Zero;
        for (nint row = 0; row < rows; row++)
        {
            // A sum for each row: a long one would round small products away.
            Vector128<float> part = Vector128<float>.Zero;
            for (nint k = 0; k < stride; k += Vector128<float>.Count)
            {
                nint place = (row * stride) + k;
                part = Vector128.MultiplyAddEstimate(
                    Vector128.LoadUnsafe(ref Unsafe.Add(ref dy, place)), Vector128.LoadUnsafe(ref Unsafe.Add(ref below, place)), part);
            }

            sum += part;
        }

        float total = Vector128.Sum(sum) + (adds ? gradient : 0);
        Vector128.CreateScalar(total).StoreUnsafe(ref gradient);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Slope(ref float slopes, bool isShared, nint k) =>
        isShared ? Vector128.Create(slopes) : Vector128.LoadUnsafe(ref Unsafe.Add(ref slopes, k));
}
