using System.IO.Compression;

namespace TinyRnn.Import.Files;

/// <summary>Zip archives of formats that store numbers: sizes are bounded before memory is taken.</summary>
internal static class ZipFiles
{
    /// <summary>A member that claims to be larger than this many times the whole file is a bomb: weights do not compress that well.</summary>
    private const int LargestRatio = 50;

    private const int MostEntries = 1 << 16;

    /// <summary>Whether a stream begins as a zip does.</summary>
    public static bool IsZip(Stream file)
    {
        Span<byte> head = stackalloc byte[4];
        long start = file.Position;
        int read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        file.Position = start;
        return read == head.Length && head is [(byte)'P', (byte)'K', 3, 4];
    }

    /// <summary>Opens an archive.</summary>
    /// <exception cref="SourceFormatException">It is damaged.</exception>
    public static ZipArchive Open(Stream file, string name)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= MostEntries
                ? zip
                : throw new SourceFormatException($"{name} has {Counted.Of(zip.Entries.Count, "member")}; at most {MostEntries} are read.");
        }
        catch (InvalidDataException exception)
        {
            zip?.Dispose();
            throw new SourceFormatException($"{name} is a damaged zip ({exception.Message}). Save or download it again.", exception);
        }
    }

    /// <summary>A member's bytes.</summary>
    /// <exception cref="SourceFormatException">It is damaged, or unpacks to far more than the file.</exception>
    public static byte[] Read(ZipArchiveEntry entry, string name)
    {
        long most = Math.Min(Math.Max(entry.CompressedLength * LargestRatio, 1 << 20), int.MaxValue / 2);
        if (entry.Length > most)
            throw new SourceFormatException(
                $"{name}: {entry.FullName} is said to unpack to {Counted.Of(entry.Length, "byte")}, out of {entry.CompressedLength}. No weights do; it is "
                + $"not read.");
        try
        {
            using Stream stream = entry.Open();
            byte[] bytes = new byte[entry.Length];
            int read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (read < bytes.Length || stream.ReadByte() >= 0)
                throw new SourceFormatException(
                    $"{name}: {entry.FullName} has not the {bytes.Length} bytes that are said. The file is damaged; save or download it again.");
            return bytes;
        }
        catch (InvalidDataException exception)
        {
            throw new SourceFormatException($"{name}: {entry.FullName} is damaged ({exception.Message}). Save or download it again.", exception);
        }
    }
}
