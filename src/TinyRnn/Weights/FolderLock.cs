using Microsoft.Win32.SafeHandles;

namespace TinyRnn.Weights;

/// <summary>
/// One save at a time in a folder, of all processes: so there is never more than one temporary file that a kill could leave. The system releases the lock of a
/// process that ends. It is not what keeps files whole, and nobody waits for ever: where there are no locks, or another save takes long, two saves
/// go on beside each other.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private const int PatienceMilliseconds = 5000;

    // A save inside the writing of another one, by the same thread, would wait for itself.
    [ThreadStatic]
    private static int t_depth;

    private readonly SafeFileHandle? _folder;

    /// <summary>Waits for other saves.</summary>
    public FolderLock(string folder)
    {
        _folder = UnixFiles.IsSupported ? UnixFiles.OpenFolder(folder) : null;
        if (t_depth++ > 0 || _folder is null)
            return;
        long end = Environment.TickCount64 + PatienceMilliseconds;
        for (int pause = 1; UnixFiles.Lock(_folder) == UnixFiles.LockResult.Busy && Environment.TickCount64 < end; pause = Math.Min(2 * pause, 16))
            Thread.Sleep(pause);
    }

    /// <summary>Writes to the disk which file has which name in the folder, where the system lets this be asked for.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public void Flush(string target)
    {
        // A file system that refuses has nothing to flush, or flushes on its own.
        if (_folder is not null && UnixFiles.Flush(_folder) == UnixFiles.InputOutputError)
            throw new IOException(
                $"{Excerpt.Path(target)} was written, but the disk failed when its folder was: it may hold the old content after a restart. Save again.");
    }

    public void Dispose()
    {
        t_depth--;
        _folder?.Dispose();
    }
}
