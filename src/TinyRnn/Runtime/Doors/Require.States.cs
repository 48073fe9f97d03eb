using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Doors;

/// <content>
/// A call reads and writes its state from its first step to its last, so what the caller passes beside it is other memory. A state's vectors are spans of it,
/// and come here by mistake easily.
/// </content>
public static partial class Require
{
    /// <summary>A state, or another value that a call changes, and memory that it reads or writes: they must not overlap.</summary>
    /// <param name="state">What the call changes.</param>
    /// <param name="values">The memory.</param>
    /// <param name="changed">Name of <paramref name="state"/> in the message.</param>
    /// <param name="memory">Name of <paramref name="values"/> in the message.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<TState>(
        ref TState state,
        ReadOnlySpan<float> values,
        [CallerArgumentExpression(nameof(state))] string changed = "",
        [CallerArgumentExpression(nameof(values))] string memory = "")
        where TState : unmanaged
    {
        ref byte first = ref Unsafe.As<float, byte>(ref MemoryMarshal.GetReference(values));
        nint distance = Unsafe.ByteOffset(ref Unsafe.As<TState, byte>(ref state), ref first);

        // In one comparison, because it is part of every step: the values end at the state's first byte or before it, which wraps around to a huge number,
        // or begin after its last.
        nuint rest = ((nuint)values.Length * sizeof(float)) - 1;
        if ((nuint)distance + rest < (nuint)Unsafe.SizeOf<TState>() + rest)
            ThrowUnlessEmpty(values.Length, changed, memory);
    }

    /// <inheritdoc cref="Apart{TState}(ref TState, ReadOnlySpan{float}, string, string)"/>
    public static void Apart<TState>(
        ref TState state,
        ReadOnlySpan<int> values,
        [CallerArgumentExpression(nameof(state))] string changed = "",
        [CallerArgumentExpression(nameof(values))] string memory = "")
        where TState : unmanaged =>
        Apart(ref state, MemoryMarshal.Cast<int, float>(values), changed, memory);

    /// <summary>The same for the states of several streams.</summary>
    /// <inheritdoc cref="Apart{TState}(ref TState, ReadOnlySpan{float}, string, string)"/>
    public static void Apart<TState>(
        Span<TState> states,
        ReadOnlySpan<float> values,
        [CallerArgumentExpression(nameof(states))] string changed = "",
        [CallerArgumentExpression(nameof(values))] string memory = "")
        where TState : unmanaged
    {
        ref byte first = ref Unsafe.As<float, byte>(ref MemoryMarshal.GetReference(values));
        nint distance = Unsafe.ByteOffset(ref Unsafe.As<TState, byte>(ref MemoryMarshal.GetReference(states)), ref first);
        nuint bytes = (nuint)states.Length * (nuint)Unsafe.SizeOf<TState>();
        if (bytes > 0 && !values.IsEmpty && ((nuint)distance < bytes || (nuint)(-distance) < (nuint)values.Length * sizeof(float)))
            ThrowUnlessEmpty(values.Length, changed, memory);
    }

    /// <inheritdoc cref="Apart{TState}(Span{TState}, ReadOnlySpan{float}, string, string)"/>
    public static void Apart<TState>(
        Span<TState> states,
        ReadOnlySpan<int> values,
        [CallerArgumentExpression(nameof(states))] string changed = "",
        [CallerArgumentExpression(nameof(values))] string memory = "")
        where TState : unmanaged =>
        Apart(states, MemoryMarshal.Cast<int, float>(values), changed, memory);

    /// <summary>A state and the source of draws beside it, both of which the call changes.</summary>
    /// <param name="state">The state.</param>
    /// <param name="random">The source.</param>
    /// <param name="changed">Name of <paramref name="state"/> in the message.</param>
    /// <param name="memory">Name of <paramref name="random"/> in the message.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Apart<TState>(
        ref TState state,
        ref RandomState random,
        [CallerArgumentExpression(nameof(state))] string changed = "",
        [CallerArgumentExpression(nameof(random))] string memory = "")
        where TState : unmanaged =>
        Apart(ref state, MemoryMarshal.Cast<RandomState, float>(MemoryMarshal.CreateSpan(ref random, 1)), changed, memory);

    /// <summary>The same for several streams, each with a source of its own.</summary>
    /// <param name="states">The states.</param>
    /// <param name="random">The sources.</param>
    /// <param name="changed">Name of <paramref name="states"/> in the message.</param>
    /// <param name="memory">Name of <paramref name="random"/> in the message.</param>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void Apart<TState>(
        Span<TState> states,
        Span<RandomState> random,
        [CallerArgumentExpression(nameof(states))] string changed = "",
        [CallerArgumentExpression(nameof(random))] string memory = "")
        where TState : unmanaged =>
        Apart(states, MemoryMarshal.Cast<RandomState, float>(random), changed, memory);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ThrowUnlessEmpty(int values, string changed, string memory)
    {
        // Nothing overlaps nothing; the single comparison above does not know that.
        if (values > 0)
        {
            throw new ArgumentException(
                $"The memory of {memory} overlaps that of {changed}, which the call reads and writes meanwhile. Pass a buffer of its own; copy a state's "
                + $"vector before it is read as an input.",
                memory);
        }
    }
}
