using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.States;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Means and maxima of all steps so far, over the rows of a batch: row <c>t * batch + b</c> belongs to step t of sequence b. In front of the outputs stand
/// those from before the first step, a row for each sequence. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class OverTimeRows
{
    /// <summary>The mean of all steps so far.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="size">Values of a step.</param>
    /// <param name="before">Steps of each sequence before the first.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="inputStride">Floats from one row of them to the next.</param>
    /// <param name="outputs">What was known before the first step, and then the outputs.</param>
    /// <param name="stride">Floats from one row of them to the next.</param>
    public static void Mean(int steps, int batch, int size, ref float before, ref float inputs, int inputStride, ref float outputs, int stride)
    {
        for (int row = 0; row < steps * batch; row++)
        {
            ref float output = ref Next(ref outputs, row, batch, stride, size);
            float seen = Unsafe.Add(ref before, row % batch) + (row / batch);
            OverTime.Mean(ref output, ref seen, ref Unsafe.Add(ref inputs, row * inputStride), size);
        }
    }

    /// <summary>The largest of all steps so far.</summary>
    /// <inheritdoc cref="Mean"/>
    public static void Max(int steps, int batch, int size, ref float before, ref float inputs, int inputStride, ref float outputs, int stride)
    {
        for (int row = 0; row < steps * batch; row++)
        {
            ref float output = ref Next(ref outputs, row, batch, stride, size);
            float seen = Unsafe.Add(ref before, row % batch) + (row / batch);
            OverTime.Max(ref output, ref seen, ref Unsafe.Add(ref inputs, row * inputStride), size);
        }
    }

    /// <summary>The gradient of means: a step takes part in its own and in all later ones, of which each is divided by its steps.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="size">Values of a step.</param>
    /// <param name="before">Steps of each sequence before the first.</param>
    /// <param name="gradients">dL/dy, after a row for each sequence; changed on the way.</param>
    /// <param name="stride">Floats from one row of them to the next.</param>
    /// <param name="inputGradients">dL/dx, to which it is added.</param>
    /// <param name="inputStride">Floats from one row of them to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMeanGradient(
        int steps, int batch, int size, ref float before, ref float gradients, int stride, ref float inputGradients, int inputStride)
    {
        for (int row = (steps * batch) - 1; row >= 0; row--)
        {
            ref float own = ref Unsafe.Add(ref gradients, (row + batch) * stride);
            ref float later = ref Unsafe.Add(ref own, batch * stride);
            float seen = OverTime.Seen(Unsafe.Add(ref before, row % batch) + (row / batch) + 1);
            bool isLast = row / batch == steps - 1;
            for (int k = 0; k < size; k++)
            {
                float sum = (Unsafe.Add(ref own, k) / seen) + (isLast ? 0 : Unsafe.Add(ref later, k));
                Unsafe.Add(ref own, k) = sum;
                Unsafe.Add(ref inputGradients, (row * inputStride) + k) += sum;
            }
        }
    }

    /// <summary>The gradient of the largest: all of it is that of the first step which has the value.</summary>
    /// <param name="steps">Steps.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="size">Values of a step.</param>
    /// <param name="before">Steps of each sequence before the first.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="inputStride">Floats from one row of them, and of their gradient, to the next.</param>
    /// <param name="outputs">What was known before the first step, and then the outputs.</param>
    /// <param name="outputStride">Floats from one row of them to the next.</param>
    /// <param name="gradients">dL/dy, after a row for each sequence; changed on the way.</param>
    /// <param name="stride">Floats from one row of them to the next.</param>
    /// <param name="inputGradients">dL/dx, to which it is added.</param>
    /// <param name="gradientStride">Floats from one row of them to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMaxGradient(
        int steps, int batch, int size, ref float before, ref float inputs, int inputStride, ref float outputs, int outputStride, ref float gradients,
        int stride, ref float inputGradients, int gradientStride)
    {
        for (int row = (steps * batch) - 1; row >= 0; row--)
        {
            bool isFirst = Unsafe.Add(ref before, row % batch) + (row / batch) == 0;
            for (int k = 0; k < size; k++)
            {
                float gradient = Unsafe.Add(ref gradients, ((row + batch) * stride) + k);
                float value = Unsafe.Add(ref inputs, (row * inputStride) + k);
                float largest = Unsafe.Add(ref outputs, (row * outputStride) + k);
                if (isFirst || value > largest || (float.IsNaN(value) && !float.IsNaN(largest)))
                    Unsafe.Add(ref inputGradients, (row * gradientStride) + k) += gradient;
                else
                    Unsafe.Add(ref gradients, (row * stride) + k) += gradient;
            }
        }
    }

    /// <summary>The output of a row, which begins as that of the step before.</summary>
    private static ref float Next(ref float outputs, int row, int batch, int stride, int size)
    {
        ref float previous = ref Unsafe.Add(ref outputs, row * stride);
        ref float output = ref Unsafe.Add(ref previous, batch * stride);
        MemoryMarshal.CreateReadOnlySpan(ref previous, size).CopyTo(MemoryMarshal.CreateSpan(ref output, size));
        return ref output;
    }
}
