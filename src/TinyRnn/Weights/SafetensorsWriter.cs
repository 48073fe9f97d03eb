using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace TinyRnn.Weights;

/// <summary>Collects tensors and writes them as one safetensors file. What <see cref="SafetensorsReader"/> would refuse is not written.</summary>
/// <example>
/// <code>
/// SafetensorsWriter writer = new() { Metadata = { ["made by"] = "an example" } };
/// writer.Add("fc.weight", [2, 3], new float[] { 1, 2, 3, 4, 5, 6 });
/// AtomicFile.Write("model.safetensors", writer.Write);
/// </code>
/// </example>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    private readonly List<Entry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>
    /// Free text by key, written in the order of the keys. If <c>checksum.tensors</c> is among them, as in a copy of a file of TinyRnn's, it and
    /// <c>checksum</c> are written as they are right for the new file.
    /// </summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the file gets checksums.</summary>
    internal bool HasChecksum { get; init; }

    /// <summary>Adds a tensor of 32-bit floats. The memory is read when the file is written.</summary>
    /// <param name="name">Its name, not yet used.</param>
    /// <param name="shape">Sizes, outermost first; none for a scalar.</param>
    /// <param name="values">As many values as the shape says, row-major.</param>
    /// <exception cref="ArgumentException">The name is used, or no valid text; the shape is none, or the number of values does not fit it.</exception>
    public void Add(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values) => Add(name, Copy(shape), 0, values);

    /// <summary>Adds a tensor of 8-bit integers, <c>I8</c>. The memory is read when the file is written.</summary>
    /// <inheritdoc cref="Add(string, IReadOnlyList{int}, ReadOnlyMemory{float})"/>
    public void AddIntegers(string name, IReadOnlyList<int> shape, ReadOnlyMemory<sbyte> values) =>
        Add(name, Copy(shape), 0, values.Length, new ByteValues(values));

    /// <summary>Adds a tensor of 16-bit integers, <c>I16</c>. The memory is read when the file is written.</summary>
    /// <inheritdoc cref="Add(string, IReadOnlyList{int}, ReadOnlyMemory{float})"/>
    public void AddIntegers(string name, IReadOnlyList<int> shape, ReadOnlyMemory<short> values) =>
        Add(name, Copy(shape), 0, values.Length, new ShortValues(values));

    /// <summary>Adds a tensor of 32-bit zeros, which takes no memory.</summary>
    /// <param name="name">Its name, not yet used.</param>
    /// <param name="shape">Sizes, outermost first; none for a scalar.</param>
    /// <exception cref="ArgumentException">The name is used, or no valid text; or the shape is none.</exception>
    public void AddZeros(string name, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        int[] sizes = Copy(shape);
        Add(name, sizes, Count(name, sizes), default);
    }

    /// <summary>Adds a tensor that begins with <paramref name="zeros"/> zeros, for which no memory is taken.</summary>
    internal void Add(string name, int[] shape, long zeros, ReadOnlyMemory<float> values) => Add(name, shape, zeros, values.Length, new FloatValues(values));

    private void Add(string name, int[] shape, long zeros, int count, WrittenValues values)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (HeaderTexts.Utf8(name) is not { } utf8)
            throw new ArgumentException(
                $"'{Excerpt.Of(name)}' holds half of a surrogate pair, which no UTF-8 has. Give the tensor a name of whole characters.", nameof(name));
        if (name == "__metadata__")
            throw new ArgumentException("The name '__metadata__' is reserved by the file format. Give the tensor another one.", nameof(name));
        if (_names.Contains(name))
            throw new ArgumentException($"There is already a tensor '{Excerpt.Of(name)}'. Give each its own name.", nameof(name));
        if (Count(name, shape) != zeros + count)
        {
            throw new ArgumentException(
                $"Tensor '{Excerpt.Of(name)}' has the shape {TensorInfo.ShapeText(shape)}, but {Counted.Of(zeros + count, "value")}.", nameof(values));
        }

        _names.Add(name);
        _entries.Add(new Entry(name, utf8, shape, zeros, count, values));
    }

    /// <summary>Writes header and data.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <exception cref="InvalidOperationException">
    /// The metadata holds what is no text, or the header is longer than readers take; nothing has been written.
    /// </exception>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ReadOnlySpan<byte> header = Header();
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        byte[] buffer = new byte[16 << 10];
        foreach (Entry entry in _entries)
            WriteData(entry, stream.Write, buffer);
    }

    private ReadOnlySpan<byte> Header()
    {
        SortedDictionary<string, string> texts = CheckedMetadata();
        if (HasChecksum || texts.ContainsKey(FileChecksum.TensorsKey))
            AddChecksums(texts);
        ArrayBufferWriter<byte> header = new();
        WriteHeader(header, texts);

        // Spaces up to a multiple of 8, so that readers that map the file find aligned floats.
        int padding = (Alignment - (header.WrittenCount % Alignment)) % Alignment;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        if (header.WrittenCount > SafetensorsReader.LongestHeader)
        {
            throw new InvalidOperationException(
                $"Names, shapes and metadata take {Counted.Of(header.WrittenCount, "byte")}, but readers take a header of at most "
                + $"{SafetensorsReader.LongestHeader}. Write several files, or less metadata.");
        }

        return header.WrittenSpan;
    }

    private SortedDictionary<string, string> CheckedMetadata()
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string key, string? text) in Metadata)
        {
            if (text is null)
                throw new InvalidOperationException($"The metadata has no text under '{Excerpt.Of(key)}', but null. Set a text, or remove the key.");
            if (HeaderTexts.Utf8(key) is null || HeaderTexts.Utf8(text) is null)
            {
                throw new InvalidOperationException(
                    $"The metadata has '{Excerpt.Of(text)}' under '{Excerpt.Of(key)}', with half of a surrogate pair, which no UTF-8 has. Write whole "
                    + $"characters.");
            }

            texts.Add(key, text);
        }

        return texts;
    }

    private void AddChecksums(SortedDictionary<string, string> texts)
    {
        Entry[] byName = [.. _entries];
        Array.Sort(byName, (a, b) => a.Utf8.AsSpan().SequenceCompareTo(b.Utf8));
        Checksum[] tensors = new Checksum[byName.Length];
        byte[] buffer = new byte[16 << 10];
        for (int i = 0; i < tensors.Length; i++)
        {
            Checksum sum = default;
            WriteData(byName[i], bytes => sum.Add(bytes), buffer);
            tensors[i] = sum;
        }

        texts[FileChecksum.TensorsKey] = FileChecksum.Text(tensors);
        List<(byte[] Key, byte[] Text)> sorted = [];
        foreach ((string key, string text) in texts)
            sorted.Add((HeaderTexts.Utf8(key)!, HeaderTexts.Utf8(text)!));
        sorted.Sort((a, b) => a.Key.AsSpan().SequenceCompareTo(b.Key));
        Checksum rest = default;
        foreach ((byte[] key, byte[] text) in sorted)
            FileChecksum.AddMetadata(ref rest, key, text);
        foreach (Entry entry in byName)
            FileChecksum.AddTensor(ref rest, entry.Utf8, HeaderTexts.Utf8(entry.Values.Type), entry.Shape);
        texts[FileChecksum.Key] = FileChecksum.Text(rest);
    }

    private void WriteHeader(ArrayBufferWriter<byte> header, SortedDictionary<string, string> texts)
    {
        using Utf8JsonWriter json = new(header);
        json.WriteStartObject();
        if (texts.Count > 0)
        {
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in texts)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        long offset = 0;
        foreach (Entry entry in _entries)
        {
            json.WriteStartObject(entry.Name);
            json.WriteString("dtype", entry.Values.Type);
            json.WriteStartArray("shape");
            foreach (int size in entry.Shape)
                json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += entry.Values.Size * (entry.Zeros + entry.Count);
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    /// <summary>A copy, because what has been checked must be what is written.</summary>
    private static int[] Copy(IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return [.. shape];
    }

    private static long Count(string name, int[] shape)
    {
        long count = 1;
        foreach (int size in shape)
        {
            if (size < 0 || shape.Length > SafetensorsHeader.MostDimensions || (size > 0 && count > int.MaxValue / size))
            {
                throw new ArgumentException(
                    $"Tensor '{Excerpt.Of(name)}' has the shape "
                    + $"{TensorInfo.ShapeText(shape.AsSpan(0, Math.Min(shape.Length, SafetensorsHeader.MostDimensions + 1)))}, "
                    + $"but at most {SafetensorsHeader.MostDimensions} sizes of at least 0 and {int.MaxValue} elements are supported.",
                    nameof(shape));
            }

            count *= size;
        }

        return count;
    }

    private static void WriteData(Entry entry, Action<ReadOnlySpan<byte>> write, byte[] buffer)
    {
        WriteZeros(write, entry.Zeros, buffer);
        for (int done = 0; done < entry.Count;)
        {
            int count = Math.Min(entry.Count - done, buffer.Length / entry.Values.Size);
            entry.Values.CopyTo(buffer, done, count);
            write(buffer.AsSpan(0, count * entry.Values.Size));
            done += count;
        }
    }

    private static void WriteZeros(Action<ReadOnlySpan<byte>> write, long count, byte[] buffer)
    {
        Array.Clear(buffer);
        for (long left = count * sizeof(float); left > 0; left -= buffer.Length)
            write(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
    }

    private sealed record Entry(string Name, byte[] Utf8, int[] Shape, long Zeros, int Count, WrittenValues Values);
}
