using Microsoft.Win32.SafeHandles;

namespace TinyRnn.Weights;

/// <summary>
/// The file that becomes another one. Its writer has it locked until it has the target's name, so that everybody can tell a file that is being written from one
/// that a killed process left, and only the second is removed.
/// </summary>
internal sealed class TemporaryFile : IDisposable
{
    private const int MostTries = 16;
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    // Much longer than a file is closed and not yet renamed.
    private static readonly TimeSpan s_closed = TimeSpan.FromSeconds(10);

    private bool _isMoved;

    private TemporaryFile(string path, FileStream stream)
    {
        Path = path;
        Stream = stream;
    }

    public string Path { get; }

    public FileStream Stream { get; }

    /// <summary>Creates one beside a target; a link or file that somebody has put under its name is never opened.</summary>
    /// <param name="target">The target.</param>
    /// <param name="isPrivate">Whether nobody else may open it before it has the target's rights.</param>
    public static TemporaryFile Create(string target, bool isPrivate)
    {
        for (int tries = 1; ; tries++)
        {
            string path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(target)!, TemporaryName.For(System.IO.Path.GetFileName(target)));
            FileStreamOptions options = new()
            {
                Mode = FileMode.CreateNew,

                // A network's file system lets only those share a lock who may read.
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
            };
            if (isPrivate && !OperatingSystem.IsWindows())
                options.UnixCreateMode = Private;
            FileStream stream;
            try
            {
                stream = new FileStream(path, options);
            }
            catch (IOException exception)
            {
                throw SaveError.Of(exception, path, target);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw SaveError.Of(exception, path, target);
            }

            if (!UnixFiles.IsSupported || (UnixFiles.Lock(stream.SafeFileHandle) != UnixFiles.LockResult.Busy && File.Exists(path)) || tries == MostTries)
                return new TemporaryFile(path, stream);

            // Between its creation and its lock, another process has taken it for a leftover.
            stream.Dispose();
            TryDelete(path);
        }
    }

    /// <summary>Removes what killed processes left beside a target. A file that another process is writing stays.</summary>
    public static void RemoveLeftovers(string target)
    {
        string name = System.IO.Path.GetFileName(target);
        try
        {
            foreach (string path in Directory.EnumerateFiles(System.IO.Path.GetDirectoryName(target)!, "*.tmp"))
            {
                if (TemporaryName.IsOf(System.IO.Path.GetFileName(path.AsSpan()), name) && new FileInfo(path).LinkTarget is null)
                    RemoveUnlessWritten(path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that may not be listed can still be saved to.
        }
    }

    /// <summary>Becomes the target, which others can read at once.</summary>
    public void MoveTo(string target)
    {
        if (UnixFiles.IsSupported)
            UnixFiles.Share(Stream.SafeFileHandle);
        else
            Stream.Dispose();
        File.Move(Path, target, overwrite: true);
        _isMoved = true;
    }

    /// <summary>Closes it, and removes it if it has not become the target.</summary>
    public void Dispose()
    {
        try
        {
            Stream.Dispose();
        }
        catch (IOException) when (!_isMoved)
        {
            // It tries again to write what could not be written before.
        }

        if (!_isMoved)
            TryDelete(Path);
    }

    /// <summary>Who has the lock may remove it: the name belongs to one file for ever, so that no other one can have taken its place meanwhile.</summary>
    private static void RemoveUnlessWritten(string path)
    {
        try
        {
            if (UnixFiles.IsSupported)
            {
                using SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
                if (UnixFiles.Lock(file) == UnixFiles.LockResult.Taken)
                    File.Delete(path);
            }
            else if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_closed)
            {
                // To open it alone fails while it is being written. There, a file must be closed before it can be renamed.
                new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process is faster, or it is somebody else's.
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is what the caller needs to know; the next save removes it.
        }
    }
}
