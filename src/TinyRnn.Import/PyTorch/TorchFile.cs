using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics;
using TinyRnn.Import.Files;

namespace TinyRnn.Import.PyTorch;

/// <summary>A file of <c>torch.save</c>, of today's form (a zip) or that of before PyTorch 1.6 (pickles, then storages).</summary>
internal static class TorchFile
{
    /// <summary>The first pickle of the older form.</summary>
    private static readonly BigInteger s_magic = BigInteger.Parse("119547037146038801333356", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The saved object, its tensors with their numbers.</summary>
    public static object? Read(Stream file, string name) => ZipFiles.IsZip(file) ? ReadZip(file, name) : ReadOlder(file, name);

    private static object? ReadZip(Stream file, string name)
    {
        using ZipArchive zip = ZipFiles.Open(file, name);
        ZipArchiveEntry data =
            zip.Entries.FirstOrDefault(entry => entry.FullName.EndsWith("/data.pkl", StringComparison.Ordinal) || entry.FullName == "data.pkl")
            ?? throw new SourceFormatException($"{name} is a zip without data.pkl, which torch.save writes. Is it a model file?");
        string folder = data.FullName[..^"data.pkl".Length];
        TorchObjects objects = new();
        object? saved = objects.Read(ZipFiles.Read(data, name), name);
        foreach (TorchStorage storage in objects.Storages.Values)
        {
            ZipArchiveEntry entry = zip.GetEntry($"{folder}data/{storage.Key}")
                ?? throw new SourceFormatException(
                    $"{name} names storage {storage.Key}, but has no file data/{storage.Key}. It is damaged; save or download it again.");
            storage.Fill(ZipFiles.Read(entry, name));
        }

        return saved;
    }

    /// <summary>Magic number, version, system, object, list of keys; then each storage's elements (8 bytes) and bytes.</summary>
    private static object? ReadOlder(Stream file, string name)
    {
        TorchObjects objects = new();
        if (objects.Read(file, name) is not BigInteger magic || magic != s_magic)
            throw new SourceFormatException($"{name} is a pickle, but none of torch.save. Save the model's state_dict() with torch.save.");
        _ = objects.Read(file, name);
        _ = objects.Read(file, name);
        object? saved = objects.Read(file, name);
        if (objects.Read(file, name) is not System.Collections.IList keys)
            throw new SourceFormatException($"{name} has no list of storages after its object. It is damaged; save or download it again.");
        byte[] length = new byte[sizeof(long)];
        foreach (object? key in keys)
        {
            if (key is not string text || !objects.Storages.TryGetValue(text, out TorchStorage? storage))
                throw new SourceFormatException($"{name} lists a storage that no tensor has. It is damaged; save or download it again.");
            ReadExactly(file, length, name);
            long bytes = BinaryPrimitives.ReadInt64LittleEndian(length) * storage.ElementSize;
            if (bytes < 0 || bytes > file.Length - file.Position)
                throw new SourceFormatException($"{name} ends inside storage {text}. It was cut off; save or download it again.");
            byte[] content = new byte[bytes];
            ReadExactly(file, content, name);
            storage.Fill(content);
        }

        return saved;
    }

    private static void ReadExactly(Stream file, byte[] bytes, string name)
    {
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new SourceFormatException($"{name} ends inside its storages. It was cut off; save or download it again.");
    }
}
