using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.States;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// Layers that give an output every few steps, over the rows of a batch: row <c>t * batch + b</c> belongs to step t of sequence b, of the outputs as of the
/// inputs. Sequences are whole numbers of groups of <c>stride</c> steps. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StridedRows
{
    /// <summary>to[i] = from[(i + 1) stride - 1]: the last step of each group.</summary>
    /// <param name="outputs">Groups of each sequence.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="stride">Steps of a group.</param>
    /// <param name="rowStride">Floats of a row.</param>
    /// <param name="from">The rows of all steps.</param>
    /// <param name="to">The rows of the outputs.</param>
    public static void Pick(int outputs, int batch, int stride, int rowStride, ref float from, ref float to)
    {
        int step = batch * rowStride;
        for (int i = 0; i < outputs; i++)
            Span(ref from, (((i + 1) * stride) - 1) * step, step).CopyTo(Span(ref to, i * step, step));
    }

    /// <summary>The other way: zeros but at the last step of each group.</summary>
    /// <param name="outputs">Groups of each sequence.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="stride">Steps of a group.</param>
    /// <param name="rowStride">Floats of a row.</param>
    /// <param name="from">The rows of the outputs.</param>
    /// <param name="to">The rows of all steps.</param>
    public static void Spread(int outputs, int batch, int stride, int rowStride, ref float from, ref float to)
    {
        int step = batch * rowStride;
        Span(ref to, 0, outputs * stride * step).Clear();
        for (int i = 0; i < outputs; i++)
            Span(ref from, i * step, step).CopyTo(Span(ref to, (((i + 1) * stride) - 1) * step, step));
    }

    /// <summary>to[i] = the largest of the steps of group i; a NaN stays.</summary>
    /// <param name="outputs">Groups of each sequence.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="stride">Steps of a group.</param>
    /// <param name="rowStride">Floats of a row.</param>
    /// <param name="from">The rows of all steps.</param>
    /// <param name="to">The rows of the outputs.</param>
    public static void Max(int outputs, int batch, int stride, int rowStride, ref float from, ref float to)
    {
        int step = batch * rowStride;
        for (int t = 0; t < outputs * stride; t++)
            PoolBuffers.Max(ref Unsafe.Add(ref to, t / stride * step), ref Unsafe.Add(ref from, t * step), step, isFirst: t % stride == 0);
    }

    /// <summary>The gradient of the largest: all of it is that of the first step which has the value.</summary>
    /// <param name="outputs">Groups of each sequence.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="stride">Steps of a group.</param>
    /// <param name="rowStride">Floats of a row.</param>
    /// <param name="inputs">The rows of all steps.</param>
    /// <param name="largest">The rows of the outputs.</param>
    /// <param name="gradient">Their gradient.</param>
    /// <param name="inputGradient">The gradient of the inputs, to which it is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddMaxGradient(
        int outputs, int batch, int stride, int rowStride, ref float inputs, ref float largest, ref float gradient, ref float inputGradient)
    {
        int step = batch * rowStride;
        for (int i = 0; i < outputs; i++)
        {
            for (int k = 0; k < step; k++)
            {
                nint place = i * stride * step + k;
                float value = Unsafe.Add(ref largest, (i * step) + k);
                for (int t = 1; t < stride && !IsSame(Unsafe.Add(ref inputs, place), value); t++)
                    place += step;
                Unsafe.Add(ref inputGradient, place) += Unsafe.Add(ref gradient, (i * step) + k);
            }
        }
    }

    /// <summary>to[i] = the mean of the steps of group i.</summary>
    /// <param name="outputs">Groups of each sequence.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="stride">Steps of a group.</param>
    /// <param name="rowStride">Floats of a row.</param>
    /// <param name="from">The rows of all steps.</param>
    /// <param name="to">The rows of the outputs.</param>
    public static void Average(int outputs, int batch, int stride, int rowStride, ref float from, ref float to)
    {
        int step = batch * rowStride;
        for (int t = 0; t < outputs * stride; t++)
            PoolBuffers.Add(ref Unsafe.Add(ref to, t / stride * step), ref Unsafe.Add(ref from, t * step), step, isFirst: t % stride == 0);
        PoolBuffers.Divide(ref to, outputs * step, stride);
    }

    /// <summary>The gradient of the mean: the same share for each step.</summary>
    /// <param name="outputs">Groups of each sequence.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="stride">Steps of a group.</param>
    /// <param name="rowStride">Floats of a row.</param>
    /// <param name="gradient">That of the outputs.</param>
    /// <param name="inputGradient">The gradient of the inputs, to which it is added.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddAverageGradient(int outputs, int batch, int stride, int rowStride, ref float gradient, ref float inputGradient)
    {
        int step = batch * rowStride;
        float share = 1f / stride;
        for (int t = 0; t < outputs * stride; t++)
        {
            for (int k = 0; k < step; k++)
                Unsafe.Add(ref inputGradient, (t * step) + k) += share * Unsafe.Add(ref gradient, (t / stride * step) + k);
        }
    }

    private static bool IsSame(float one, float other) => one == other || (float.IsNaN(one) && float.IsNaN(other));

    private static Span<float> Span(ref float first, int offset, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref first, offset), length);
}
