using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Cells;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Layer normalisation of the rows of a batch. With n_k = (x_k - m) f and f = 1 / sqrt(v + epsilon), both of the row, dm/dx_j = 1/C and df/dx_j = -f^2 n_j / C,
/// so that dL/dx_j = f (g_j - mean(g) - n_j mean(g n)) for g = dL/dn. For emitted code.
/// </summary>
/// <remarks>Rows are padded to a multiple of 4 floats; the padding of results is 0.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LayerNormRows
{
    /// <summary>The normalised values of each row, and its factor.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="epsilon">What is added to the variance.</param>
    /// <param name="x">The first value.</param>
    /// <param name="normal">The first normalised value.</param>
    /// <param name="factors">The first row's factor.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(int rows, int size, int stride, float epsilon, ref float x, ref float normal, ref float factors)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float values = ref Unsafe.Add(ref x, row * stride);
            ref float results = ref Unsafe.Add(ref normal, row * stride);
            (float mean, float factor) = Normalisation.Moments(ref values, size, epsilon);
            Normalisation.Centre(ref values, ref results, size, mean, factor);
            Unsafe.Add(ref factors, row) = factor;
            for (nint k = size; k < stride; k++)
                Unsafe.Add(ref results, k) = 0;
        }
    }

    /// <summary>The gradient of x, set or added.</summary>
    /// <param name="rows">Rows.</param>
    /// <param name="size">Values of a row.</param>
    /// <param name="stride">Floats of a row, a multiple of 4.</param>
    /// <param name="normal">The first normalised value.</param>
    /// <param name="factors">The first row's factor.</param>
    /// <param name="gradients">The first gradient of the normalised values; the padding is 0.</param>
    /// <param name="dx">The first gradient of the values.</param>
    /// <param name="adds">It is added to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(int rows, int size, int stride, ref float normal, ref float factors, ref float gradients, ref float dx, bool adds)
    {
        for (nint row = 0; row < rows; row++)
        {
            ref float n = ref Unsafe.Add(ref normal, row * stride);
            ref float g = ref Unsafe.Add(ref gradients, row * stride);
            ref float result = ref Unsafe.Add(ref dx, row * stride);
            Vector128<float> sums = Vector128<float>.Zero;
            Vector128<float> products = Vector128<float>.Zero;
            for (nint k = 0; k < stride; k += Vector128<float>.Count)
            {
                Vector128<float> gradient = Vector128.LoadUnsafe(ref Unsafe.Add(ref g, k));
                sums += gradient;
                products = Vector128.MultiplyAddEstimate(gradient, Vector128.LoadUnsafe(ref Unsafe.Add(ref n, k)), products);
            }

            Vector128<float> mean = Vector128.Create(Vector128.Sum(sums) / size);
            Vector128<float> meanProduct = Vector128.Create(Vector128.Sum(products) / size);
            Vector128<float> factor = Vector128.Create(Unsafe.Add(ref factors, row));
            for (nint k = 0; k < stride; k += Vector128<float>.Count)
            {
                Vector128<float> rest = Vector128.LoadUnsafe(ref Unsafe.Add(ref g, k)) - mean;
                rest -= Vector128.LoadUnsafe(ref Unsafe.Add(ref n, k)) * meanProduct;
                rest *= factor;
                if (adds)
                    rest += Vector128.LoadUnsafe(ref Unsafe.Add(ref result, k));
                rest.StoreUnsafe(ref Unsafe.Add(ref result, k));
            }

            for (nint k = size; k < stride; k++)
                Unsafe.Add(ref result, k) = 0;
        }
    }
}
