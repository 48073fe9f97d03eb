using System.Diagnostics;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Files;

/// <summary>Reading that is watched: which exceptions come, how much memory is taken, how long it lasts.</summary>
internal static class Bounds
{
    private const long LeastMemory = 1 << 20;

    /// <summary>The longest header that the format's readers take.</summary>
    private const long LongestHeader = 16 << 20;

    /// <summary>Much more than anything takes that is not hopeless, because other processes may have the processor.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(2);

    /// <param name="fileBytes">Length of the file without its tail.</param>
    /// <param name="sparseTail">Zeros behind that; a header that reaches into them is read once, data are not.</param>
    /// <param name="read">Reads the file.</param>
    /// <returns>Whether the file was accepted, and what is wrong.</returns>
    public static (bool IsAccepted, FileSubject.Fault? Fault) Watch(long fileBytes, long sparseTail, Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long began = Stopwatch.GetTimestamp();
        bool isAccepted = false;
        FileSubject.Fault? fault = null;
        try
        {
            read();
            isAccepted = true;
        }
        catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException)
        {
            if (exception.Message.Any(letter => char.IsControl(letter) && letter != '\n'))
                fault = new("a message with control characters", exception.Message);
        }
        catch (Exception exception)
        {
            fault = new($"{exception.GetType().Name} where a file should be refused", exception.ToString());
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        long most = Math.Max(4 * fileBytes, LeastMemory) + Math.Min(sparseTail, LongestHeader);
        if (bytes > most)
            fault ??= new("too much memory",
                FormattableString.Invariant($"A file of {fileBytes} bytes took {bytes} bytes of memory; {most} are allowed."));
        if (elapsed > s_longest)
            fault ??= new("too much time",
                FormattableString.Invariant($"A file of {fileBytes} bytes took {elapsed.TotalSeconds:0.0} s; {s_longest.TotalSeconds} are allowed."));
        return (isAccepted, fault);
    }
}
