using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Doors;

public static partial class Require
{
    /// <summary>Indices of streams, each at most once: a stream cannot take two steps at the same time.</summary>
    /// <param name="streams">The indices; in ascending order they are compared with their neighbours only.</param>
    /// <param name="count">How many streams there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index that is negative or not below <paramref name="count"/>.</exception>
    /// <exception cref="ArgumentException">An index twice.</exception>
    public static void EachOnce(ReadOnlySpan<int> streams, int count)
    {
        bool ascends = true;
        int before = -1;
        for (int i = 0; i < streams.Length; i++)
        {
            int stream = streams[i];
            if ((uint)stream >= (uint)count)
                ThrowNoStream(stream, i, count);
            ascends &= stream > before;
            before = stream;
        }

        if (!ascends)
            EachOnceUnordered(streams, count);
    }

    private static void EachOnceUnordered(ReadOnlySpan<int> streams, int count)
    {
        int words = (count + 63) / 64;
        byte[] rented = ArrayPool<byte>.Shared.Rent(words * sizeof(ulong));
        try
        {
            Span<ulong> seen = MemoryMarshal.Cast<byte, ulong>(rented.AsSpan(0, words * sizeof(ulong)));
            seen.Clear();
            for (int i = 0; i < streams.Length; i++)
            {
                // Looked at once more: whoever else writes there, nothing outside is touched.
                int stream = streams[i];
                if ((uint)stream >= (uint)count)
                    ThrowNoStream(stream, i, count);
                ref ulong word = ref seen[stream >> 6];
                ulong bit = 1UL << stream;
                if ((word & bit) != 0)
                    ThrowTwice(stream, i);
                word |= bit;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>
    /// The state of a stream whose index has been checked. It is looked at once more, because another thread may have written into the indices meanwhile.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">An index that is negative or not below the number of states.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ref TState Stream<TState>(Span<TState> states, int stream)
    {
        if ((uint)stream >= (uint)states.Length)
            ThrowNoStream(stream, -1, states.Length);
        return ref Unsafe.Add(ref MemoryMarshal.GetReference(states), stream);
    }

    /// <summary>How many of its steps each stream takes, of sequences that are padded to the same length.</summary>
    /// <param name="lengths">A number for each stream.</param>
    /// <param name="streams">How many streams there are.</param>
    /// <param name="fewest">The least that a length may be.</param>
    /// <param name="steps">The most: steps of the padded sequences.</param>
    /// <exception cref="ArgumentException">Not a length for each stream.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length outside of the limits; the message names its stream.</exception>
    public static void Lengths(ReadOnlySpan<int> lengths, int streams, int fewest, int steps) => PaddedLengths.Check(lengths, streams, fewest, steps);

    /// <summary>A length that has been checked. It is brought into its limits once more, because another thread may have written there meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int StepsOf(ReadOnlySpan<int> lengths, int stream, int fewest, int steps) => PaddedLengths.Of(lengths, stream, fewest, steps);

    /// <summary>The steps that all of several streams take.</summary>
    public static int Common(ReadOnlySpan<int> lengths, int fewest, int steps)
    {
        int common = steps;
        for (int b = 0; b < lengths.Length; b++)
            common = Math.Min(common, StepsOf(lengths, b, fewest, steps));
        return common;
    }

    [DoesNotReturn]
    private static void ThrowNoStream(int streams, int position, int count) =>
        throw new ArgumentOutOfRangeException(
            nameof(streams),
            streams,
            $"Stream {streams}{(position < 0 ? "" : $" at position {position}")} does not exist: "
            + (count == 0 ? "states is empty." : $"the indices of states are 0 to {count - 1}."));

    [DoesNotReturn]
    private static void ThrowTwice(int streams, int position) =>
        throw new ArgumentException(
            $"{nameof(streams)} names stream {streams} again at position {position}, but a stream takes one step a call. Make a second call for its next step.",
            nameof(streams));
}
