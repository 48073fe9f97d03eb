using System.Runtime.InteropServices;

namespace TinyRnn.Weights;

/// <summary>Kind and owner of a file, by Linux' <c>statx</c>, whose answer has the same layout on all processors (include/uapi/linux/stat.h).</summary>
internal readonly partial record struct LinuxFileStatus(int Owner, int Group, int Mode)
{
    private const int KindBits = 0xF000;
    private const int CurrentFolder = -100;
    private const int BasicFields = 0x7FF;
    private const int Length = 256;

    /// <summary>What is no file to be replaced, in words; <see langword="null"/> for a file.</summary>
    public string? OtherKind => (Mode & KindBits) switch
    {
        0x1000 => "a named pipe",
        0x2000 or 0x6000 => "a device",
        0x4000 => "a folder",
        0xC000 => "a socket",
        _ => null,
    };

    /// <summary>Asks for what a path leads to, links included; <see langword="null"/> if there is nothing, or on another system.</summary>
    public static LinuxFileStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        Span<byte> status = stackalloc byte[Length];
        status.Clear();
        try
        {
            if (Statx(CurrentFolder, path, 0, BasicFields, ref MemoryMarshal.GetReference(status)) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }

        return new LinuxFileStatus(
            MemoryMarshal.Read<int>(status[20..]), MemoryMarshal.Read<int>(status[24..]), MemoryMarshal.Read<ushort>(status[28..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint fields, ref byte status);
}
