using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using TinyRnn.Runtime.Doors;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.States;

/// <summary>
/// The memories of <c>[Window]</c> and <c>[History]</c>: inputs side by side, newest first, without ever moving them.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class StepBuffers
{
    /// <summary>
    /// Adds an input to a ring of the last <paramref name="steps"/> and gives the window, newest first. Every input is kept twice, <paramref name="steps"/>
    /// slots apart, so that the window is one contiguous piece wherever it begins. A position that is none (a state may come from anywhere) counts as 0.
    /// </summary>
    /// <param name="ring">2 * steps * size floats.</param>
    /// <param name="position">Slot of the newest input, updated.</param>
    /// <param name="x">The input.</param>
    /// <param name="steps">Length of the window.</param>
    /// <param name="size">Floats of an input.</param>
    /// <returns>The window: steps * size floats.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float PushWindow(ref float ring, ref int position, ref float x, int steps, int size)
    {
        ref float slot = ref Unsafe.Add(ref ring, Next(ref position, steps) * size);
        Copy(ref x, ref slot, size);
        Copy(ref x, ref Unsafe.Add(ref slot, steps * size), size);
        return ref slot;
    }

    /// <summary>
    /// Adds an input to a ring that has room for more than is seen of it, and gives what is seen: the input and the <paramref name="past"/> before it, newest
    /// first. Only the first <paramref name="past"/> slots are kept twice, for the pieces that begin near the ring's end: most inputs are written once.
    /// A position that is none (a state may come from anywhere) counts as 0.
    /// </summary>
    /// <param name="ring">(slots + past) * size floats.</param>
    /// <param name="position">Slot of the newest input, updated.</param>
    /// <param name="x">The input.</param>
    /// <param name="slots">Inputs that the ring has room for, more than <paramref name="past"/>.</param>
    /// <param name="past">Earlier inputs that are seen.</param>
    /// <param name="size">Floats of an input.</param>
    /// <returns>What is seen: (1 + past) * size floats.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float PushRing(ref float ring, ref int position, ref float x, int slots, int past, int size)
    {
        int next = Next(ref position, slots);
        ref float slot = ref Unsafe.Add(ref ring, next * size);
        Copy(ref x, ref slot, size);
        if (next < past)
            Copy(ref x, ref Unsafe.Add(ref slot, slots * size), size);
        return ref slot;
    }

    /// <summary>Adds an input to a history that is filled from its end, so that the inputs so far lie newest first in one piece.</summary>
    /// <param name="history">maxSteps * size floats.</param>
    /// <param name="steps">Number of inputs so far, updated.</param>
    /// <param name="x">The input.</param>
    /// <param name="maxSteps">Capacity.</param>
    /// <param name="size">Floats of an input.</param>
    /// <param name="length">Floats of the inputs so far.</param>
    /// <returns>The inputs so far: <paramref name="length"/> floats.</returns>
    /// <exception cref="InvalidOperationException">The history is full, or the number is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref float PushHistory(ref float history, ref int steps, ref float x, int maxSteps, int size, out int length)
    {
        // Read once: what is used is what was checked, whoever else writes there.
        int held = steps;
        Require.HistoryRoom(held, 1, maxSteps);
        held++;
        steps = held;
        length = held * size;
        ref float slot = ref Unsafe.Add(ref history, (maxSteps - held) * size);
        Copy(ref x, ref slot, size);
        return ref slot;
    }

    /// <summary>Pieces that lie apart, side by side: what the taps of a convolution see.</summary>
    /// <param name="from">The first piece.</param>
    /// <param name="to">count * size floats.</param>
    /// <param name="count">Pieces.</param>
    /// <param name="stride">Floats from one piece to the next.</param>
    /// <param name="size">Floats of a piece.</param>
    public static void Gather(ref float from, ref float to, int count, int stride, int size)
    {
        for (nint piece = 0; piece < count; piece++)
            Copy(ref Unsafe.Add(ref from, piece * stride), ref Unsafe.Add(ref to, piece * size), size);
    }

    /// <summary>Steps that a history has room for; -1 if <paramref name="steps"/> is no number of inputs that it can hold.</summary>
    public static int HistoryRoom(int steps, int maxSteps) => (uint)steps <= (uint)maxSteps ? maxSteps - steps : -1;

    /// <summary>The input <paramref name="lag"/> steps before the newest one of a ring (<see cref="PushWindow"/>, <see cref="PushRing"/>).</summary>
    public static Span<float> WindowEntry(ref float ring, int position, int lag, int steps, int size) =>
        MemoryMarshal.CreateSpan(ref Unsafe.Add(ref ring, (Slot(position, steps) + Math.Min(lag, steps - 1)) * size), size);

    /// <summary>
    /// The input <paramref name="lag"/> steps before the newest one of a history (<see cref="PushHistory"/>); zeros before the first, where
    /// the history is still empty.
    /// </summary>
    public static Span<float> HistoryEntry(ref float history, int steps, int lag, int maxSteps, int size) =>
        (uint)steps <= (uint)maxSteps && lag < steps ? MemoryMarshal.CreateSpan(ref Unsafe.Add(ref history, (maxSteps - steps + lag) * size), size) : default;

    /// <summary>The slot of the next input of a ring: inputs go towards its beginning.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Next(ref int position, int slots)
    {
        // Read once: what is used is what was compared, whoever else writes there.
        int next = position - 1;
        if ((uint)next >= (uint)slots)
            next = slots - 1;
        position = next;
        return next;
    }

    /// <summary>The slot of a ring's newest input.</summary>
    internal static int Slot(int position, int steps) => (uint)position < (uint)steps ? position : 0;

    /// <summary>A residual connection: <paramref name="result"/> = <paramref name="value"/>, plus <paramref name="skipped"/> in the leading channels.</summary>
    public static void Add(ref float value, ref float skipped, ref float result, int size, int channels)
    {
        for (int i = 0; i < channels; i++)
            Unsafe.Add(ref result, i) = Unsafe.Add(ref value, i) + Unsafe.Add(ref skipped, i);
        for (int i = channels; i < size; i++)
            Unsafe.Add(ref result, i) = Unsafe.Add(ref value, i);
    }

    /// <summary>The same, with zeros for subnormal numbers in the result.</summary>
    public static void AddQuiet(ref float value, ref float skipped, ref float result, int size, int channels)
    {
        int i = 0;
        for (; i + Vector128<float>.Count <= channels; i += Vector128<float>.Count)
        {
            Vector128<float> sum = Vector128.LoadUnsafe(ref value, (nuint)i) + Vector128.LoadUnsafe(ref skipped, (nuint)i);
            Subnormal.ToZeroOfSign(sum).StoreUnsafe(ref result, (nuint)i);
        }

        for (; i < channels; i++)
            Unsafe.Add(ref result, i) = Subnormal.ToZero(Unsafe.Add(ref value, i) + Unsafe.Add(ref skipped, i));
        for (; i < size; i++)
            Unsafe.Add(ref result, i) = Subnormal.ToZero(Unsafe.Add(ref value, i));
    }

    /// <summary>Copies <paramref name="count"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref float source, ref float destination, int count) =>
        MemoryMarshal.CreateSpan(ref source, count).CopyTo(MemoryMarshal.CreateSpan(ref destination, count));
}
