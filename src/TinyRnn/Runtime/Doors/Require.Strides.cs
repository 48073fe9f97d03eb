namespace TinyRnn.Runtime.Doors;

/// <content>What models ask that give an output every few steps.</content>
public static partial class Require
{
    /// <summary>Room for as many outputs as the steps give.</summary>
    /// <exception cref="ArgumentException">The length differs; the message names both.</exception>
    public static void StridedOutputs(int actual, int steps, int outputs, int size, int stride, string argument, string meaning)
    {
        if (actual != (long)outputs * size)
        {
            throw new ArgumentException(
                $"{argument} has {Values(actual)}, but {(long)outputs * size} are needed for {Counted.Of(outputs, "output")} of "
                + $"{Counted.Of(steps, "step")}, one every {stride} steps here: {meaning} is {size}. Size it by OutputSteps(ref state, steps).",
                argument);
        }
    }

    /// <summary>A sequence that must give an output, because the last one is what is asked for.</summary>
    /// <exception cref="ArgumentException">It gives none.</exception>
    public static void AnyOutput(int outputs, int steps, int stride, string argument)
    {
        if (outputs == 0)
            throw new ArgumentException(
                $"{argument} has {Counted.Of(steps, "step")}, but there is an output every {stride} steps. Pass at least {stride}.", argument);
    }

    /// <summary>Streams that give equally many outputs in equally many steps.</summary>
    /// <exception cref="ArgumentException">One gives another number than the first.</exception>
    public static void SameOutputs(int outputs, int expected, int stream, string argument)
    {
        if (outputs != expected)
        {
            throw new ArgumentException(
                $"Stream {stream} of {argument} would give {Counted.Of(outputs, "output")}, stream 0 {expected}: they have seen different numbers of steps "
                + $"since their last output. Run them one by one.",
                argument);
        }
    }

    /// <summary>Flags that are written while other memory is read or written.</summary>
    /// <exception cref="ArgumentException">They overlap.</exception>
    public static void FlagsApart(ReadOnlySpan<byte> memory, ReadOnlySpan<bool> flags, string name)
    {
        if (System.Runtime.InteropServices.MemoryMarshal.AsBytes(flags).Overlaps(memory))
            throw new ArgumentException($"The memory of the flags overlaps that of {name}. Pass separate buffers.", nameof(flags));
    }
}
