using System.Runtime.CompilerServices;

namespace TinyRnn;

/// <summary>The lengths of sequences that are padded to the longest, one for each of several streams.</summary>
internal static class PaddedLengths
{
    /// <summary>Each stream has as many inputs, and as many outputs, as the others.</summary>
    /// <exception cref="ArgumentException">Not so.</exception>
    public static void CheckEqual(int streams, int inputs, int outputs, string argument)
    {
        if (streams == 0 ? inputs + outputs > 0 : inputs % streams != 0 || outputs % streams != 0)
        {
            throw new ArgumentException(
                $"{Counted.Of(streams, "state")}, {Counted.Of(inputs, "input")} and {Counted.Of(outputs, "output")}: each stream has as many "
                + "inputs, and as many outputs, as the others. Pass spans whose lengths are multiples of the number of states.",
                argument);
        }
    }

    /// <summary>How many of its steps each stream takes.</summary>
    /// <param name="lengths">A number for each stream.</param>
    /// <param name="streams">How many streams there are.</param>
    /// <param name="fewest">The least that a length may be.</param>
    /// <param name="steps">The most: steps of the padded sequences.</param>
    /// <exception cref="ArgumentException">Not a length for each stream.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A length outside of the limits; the message names its stream.</exception>
    public static void Check(ReadOnlySpan<int> lengths, int streams, int fewest, int steps)
    {
        if (lengths.Length != streams)
            throw new ArgumentException(
                $"{nameof(lengths)} has {Counted.Of(lengths.Length, "value")}, but states has {streams}. Pass a length for each stream.", nameof(lengths));
        for (int b = 0; b < lengths.Length; b++)
        {
            int length = lengths[b];
            if (length < fewest || length > steps)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(lengths), length, $"Stream {b} has the length {length}; it must be {fewest} to {steps}, the steps that each stream has room for.");
            }
        }
    }

    /// <summary>A length that has been checked. It is brought into its limits once more, because another thread may have written there meanwhile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Of(ReadOnlySpan<int> lengths, int stream, int fewest, int steps) => Math.Clamp(lengths[stream], fewest, steps);
}
