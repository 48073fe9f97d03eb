using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace TinyRnn.Weights;

/// <summary>
/// What .NET does not offer of a Unix system's files. All of it is best effort: without the C library, or on a file system that does not know the
/// operation, the answer says so.
/// </summary>
internal static partial class UnixFiles
{
    /// <summary>A disk that fails: what was flushed may not have arrived.</summary>
    public const int InputOutputError = 5;

    private const int LockShared = 1;
    private const int LockExclusive = 2;
    private const int LockWithoutWaiting = 4;
    private const int KeepOwner = -1;

    /// <summary>Whether there is a C library to ask.</summary>
    public static bool IsSupported => !OperatingSystem.IsWindows() && !OperatingSystem.IsBrowser() && !OperatingSystem.IsWasi();

    // The same numbers on all processors that .NET runs on; none for other systems.
    private static int CloseOnExecute => OperatingSystem.IsLinux() ? 0x80000 : OperatingSystem.IsMacOS() ? 0x1000000 : 0;

    internal enum LockResult
    {
        /// <summary>This handle has the lock until it is closed, or the process ends.</summary>
        Taken,

        /// <summary>Another handle has it.</summary>
        Busy,

        /// <summary>The file system has no locks.</summary>
        Unknown,
    }

    /// <summary>Opens a folder for <see cref="Lock"/> and <see cref="Flush"/>; <see langword="null"/> if it may not be read.</summary>
    public static SafeFileHandle? OpenFolder(string path)
    {
        int file = Open(path, CloseOnExecute);
        return file < 0 ? null : new SafeFileHandle(file, ownsHandle: true);
    }

    /// <summary>Takes the lock of a file or folder if nobody has it.</summary>
    public static LockResult Lock(SafeFileHandle file)
    {
        if (Flock(file, LockExclusive | LockWithoutWaiting) == 0)
            return LockResult.Taken;

        // EWOULDBLOCK: 11 on Linux, 35 on systems that come from BSD.
        return Marshal.GetLastPInvokeError() is 11 or 35 ? LockResult.Busy : LockResult.Unknown;
    }

    /// <summary>Lets others read a file that <see cref="Lock"/> has taken, and still keeps everybody from taking it.</summary>
    public static void Share(SafeFileHandle file) => _ = Flock(file, LockShared | LockWithoutWaiting);

    /// <summary>Writes what the system remembers of a file or folder to the disk.</summary>
    /// <returns>0, or the system's number of the error.</returns>
    public static int Flush(SafeFileHandle file) => Fsync(file) == 0 ? 0 : Marshal.GetLastPInvokeError();

    /// <summary>Gives a file to an owner and a group, or, where only root may do the first, to the group, if the process may do that.</summary>
    public static void Give(SafeFileHandle file, int owner, int group)
    {
        if (Fchown(file, owner, group) != 0)
            _ = Fchown(file, KeepOwner, group);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    private static partial int Flock(SafeFileHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(SafeFileHandle file);

    [LibraryImport("libc", EntryPoint = "fchown", SetLastError = true)]
    private static partial int Fchown(SafeFileHandle file, int owner, int group);
}
