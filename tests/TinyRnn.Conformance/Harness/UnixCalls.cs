using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <summary>What checks need of the C library to put things into a program's way that .NET does not make.</summary>
internal static class UnixCalls
{
    private const int LockExclusive = 2;

    /// <summary>Owner and group of a file, by a way of its own: statx has one layout everywhere.</summary>
    public static (int Owner, int Group) OwnerOf(string path)
    {
        byte[] status = new byte[256];
        Verify.Equal(0, Statx(-100, path, 0, 0x7FF, status), "statx");
        return (BitConverter.ToInt32(status, 20), BitConverter.ToInt32(status, 24));
    }

    public static void MakePipe(string path) => Verify.Equal(0, MakeFifo(path, 0x180), "mkfifo");

    /// <summary>Locks a folder until the handle is closed by <see cref="Close"/>.</summary>
    public static int LockFolder(string path)
    {
        int file = Open(path, 0);
        Verify.Equal(0, Flock(file, LockExclusive), "lock");
        return file;
    }

    [DllImport("libc", EntryPoint = "chown", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    public static extern int Chown([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int owner, int group);

    [DllImport("libc", EntryPoint = "close")]
    public static extern int Close(int file);

    [DllImport("libc", EntryPoint = "open", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "flock")]
    private static extern int Flock(int file, int operation);

    [DllImport("libc", EntryPoint = "mkfifo", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int MakeFifo([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode);

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint fields, byte[] status);
}
