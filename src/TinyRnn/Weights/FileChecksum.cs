namespace TinyRnn.Weights;

/// <summary>
/// Checksums in the metadata of a file, plain text that other readers pass over. Without them a bit that has turned in a weight, a name or a setting would
/// go on as another network.
/// </summary>
/// <remarks>
/// <c>checksum.tensors</c>: that of each tensor's data, in the order of the names' bytes, so that only what is read has to be verified, while it is read.
/// <c>checksum</c>: that of the rest, the name, type and shape of each tensor and the other metadata, so that a damaged header is known before a byte of data
/// is read. Where a tensor lies is not in it: its data is checked under its name wherever it lies, so another program may write the same file anew in another
/// order. The two entries vouch for each other: a file with one of them has lost the other.
/// </remarks>
internal static class FileChecksum
{
    public const string Key = "checksum";
    public const string TensorsKey = "checksum.tensors";

    // Foreign files may have a "checksum" of another kind.
    private const string Prefix = "crc32c:";
    private const int Digits = 8;
    private const string Remedy =
        $"Nothing was loaded; load another one, or copy the file again. A program that changes such a file on purpose must leave '{Key}' and '{TensorsKey}' "
        + $"out of its metadata.";

    /// <summary>The text under <see cref="Key"/>.</summary>
    public static string Text(in Checksum rest) => Prefix + rest;

    /// <summary>The text under <see cref="TensorsKey"/>.</summary>
    public static string Text(ReadOnlySpan<Checksum> tensors)
    {
        string[] texts = new string[tensors.Length];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = tensors[i].ToString();
        return string.Join(',', texts);
    }

    /// <summary>Adds an entry of the metadata, in the order of the keys' bytes.</summary>
    public static void AddMetadata(ref Checksum sum, ReadOnlySpan<byte> key, ReadOnlySpan<byte> text)
    {
        if (key.SequenceEqual("checksum"u8))
            return;
        sum.AddText(key);
        sum.AddText(text);
    }

    /// <summary>Adds a tensor, in the order of the names' bytes.</summary>
    public static void AddTensor(ref Checksum sum, ReadOnlySpan<byte> name, ReadOnlySpan<byte> type, ReadOnlySpan<int> shape)
    {
        sum.AddText(name);
        sum.AddText(type);
        sum.Add(shape.Length);
        foreach (int size in shape)
            sum.Add(size);
    }

    /// <summary>Compares a header with its checksum.</summary>
    /// <returns>Whether it has one.</returns>
    /// <exception cref="WeightFormatException">They differ, or one of the two entries is missing.</exception>
    public static bool Verify(SafetensorsHeader header, string source)
    {
        bool some = header.Metadata.TryGet(Key, out ReadOnlySpan<byte> written);
        bool rest = some && written.StartsWith("crc32c:"u8);
        bool tensors = header.Metadata.TryGet(TensorsKey, out ReadOnlySpan<byte> list);
        if (!rest && !tensors)
            return false;
        if (!rest || !tensors)
        {
            string missing = rest ? TensorsKey : Key;
            throw new WeightFormatException(
                $"{source} is damaged: its metadata has '{(rest ? Key : TensorsKey)}', but {(some && !rest ? "another kind of" : "no")} '{missing}'. {Remedy}");
        }

        Checksum sum = default;
        for (int i = 0; i < header.Metadata.Count; i++)
            AddMetadata(ref sum, header.Metadata.Key(i), header.Metadata.Text(i));
        foreach (int index in header.ByName)
            AddTensor(ref sum, header.Name(index), header.Type(index), header.Entry(index).Shape);
        Require(HeaderTexts.AreEqual(written, Text(sum)), source, "names, shapes or metadata", Text(sum), written);
        int expected = Math.Max((header.Count * (Digits + 1)) - 1, 0);
        if (list.Length != expected)
            throw new WeightFormatException(
                $"{source} is damaged: its '{TensorsKey}' has {Counted.Of(list.Length, "character")}, but {expected} are needed "
                + $"for {Counted.Of(header.Count, "tensor")}. {Remedy}");
        return true;
    }

    /// <summary>Compares a tensor's data with its checksum.</summary>
    /// <exception cref="WeightFormatException">They differ.</exception>
    public static void Verify(SafetensorsHeader header, TensorInfo tensor, in Checksum sum, string source)
    {
        header.Metadata.TryGet(TensorsKey, out ReadOnlySpan<byte> list);
        ReadOnlySpan<byte> written = list.Slice(header.Find([], tensor.Utf8Name) * (Digits + 1), Digits);
        Require(HeaderTexts.AreEqual(written, sum.ToString()), source, $"tensor '{tensor.ShownName}'", sum.ToString(), written);
    }

    private static void Require(bool same, string source, string where, string found, ReadOnlySpan<byte> written)
    {
        if (!same)
            throw new WeightFormatException(
                $"{source} is damaged: its content has the checksum {found}, but it was written with {Excerpt.Of(written)} ({where}). {Remedy}");
    }
}
