using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.States;

/// <summary>What stands beside the positions of a step: the end of the step before, and padding. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PositionBuffers
{
    /// <summary>y = the end of the step before and then this step, whose end takes its place.</summary>
    /// <param name="past">In: the last <paramref name="values"/> numbers of the step before. Out: those of this one.</param>
    /// <param name="x">This step.</param>
    /// <param name="y">values + size numbers, apart from both.</param>
    /// <param name="values">Numbers of the step before, at most <paramref name="size"/>.</param>
    /// <param name="size">Numbers of a step.</param>
    public static void PushContext(ref float past, ref float x, ref float y, int values, int size)
    {
        StepBuffers.Copy(ref past, ref y, values);
        StepBuffers.Copy(ref x, ref Unsafe.Add(ref y, values), size);
        StepBuffers.Copy(ref Unsafe.Add(ref y, size), ref past, values);
    }

    /// <summary>Positions between zeros.</summary>
    /// <param name="x">The first number of the first position.</param>
    /// <param name="to">(before + positions + after) * channels numbers, apart from them.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="before">Positions of zeros in front.</param>
    /// <param name="positions">Positions that are copied.</param>
    /// <param name="after">Positions of zeros behind.</param>
    public static void Pad(ref float x, ref float to, int channels, int before, int positions, int after)
    {
        MemoryMarshal.CreateSpan(ref to, before * channels).Clear();
        StepBuffers.Copy(ref x, ref Unsafe.Add(ref to, before * channels), positions * channels);
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, (before + positions) * channels), after * channels).Clear();
    }

    /// <summary>Positions between their mirror images: the first and the last one are not repeated.</summary>
    /// <inheritdoc cref="Pad"/>
    /// <param name="x">The first number of the first position.</param>
    /// <param name="to">(before + positions + after) * channels numbers, apart from them.</param>
    /// <param name="channels">Numbers of a position.</param>
    /// <param name="before">Mirrored positions in front, less than <paramref name="positions"/>.</param>
    /// <param name="positions">Positions that are copied.</param>
    /// <param name="after">Mirrored positions behind, less than <paramref name="positions"/>.</param>
    public static void Reflect(ref float x, ref float to, int channels, int before, int positions, int after)
    {
        StepBuffers.Copy(ref x, ref Unsafe.Add(ref to, before * channels), positions * channels);
        for (nint k = 0; k < before; k++)
            StepBuffers.Copy(ref Unsafe.Add(ref x, (before - k) * channels), ref Unsafe.Add(ref to, k * channels), channels);
        for (nint k = 0; k < after; k++)
        {
            StepBuffers.Copy(
                ref Unsafe.Add(ref x, (positions - 2 - k) * channels), ref Unsafe.Add(ref to, (before + positions + k) * channels), channels);
        }
    }
}
