using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace TinyRnn.Weights;

/// <summary>Collects tensors and writes them as one safetensors file.</summary>
public sealed class SafetensorsWriter
{
    private const int Alignment = 8;

    private readonly List<Entry> _entries = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Free text by key, written in the order of the keys.</summary>
    public IDictionary<string, string> Metadata { get; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Adds a tensor of 32-bit floats. The memory is read when the file is written.</summary>
    /// <param name="name">Its name, not yet used.</param>
    /// <param name="shape">Sizes, outermost first.</param>
    /// <param name="values">As many values as the shape says, row-major.</param>
    /// <exception cref="ArgumentException">The name is used, or the number of values does not fit the shape.</exception>
    public void Add(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);
        long count = shape.Aggregate(1L, (product, size) => product * size);
        if (count != values.Length)
            throw new ArgumentException($"Tensor '{name}' has the shape {TensorInfo.ShapeText(shape)}, but {values.Length} values.", nameof(values));
        if (name == "__metadata__" || !_names.Add(name))
            throw new ArgumentException($"There is already a tensor '{name}', or the name is reserved.", nameof(name));
        _entries.Add(new Entry(name, [.. shape], values));
    }

    /// <summary>Writes header and data.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArrayBufferWriter<byte> header = new();
        WriteHeader(header);

        // Spaces up to a multiple of 8, so that readers that map the file find aligned floats.
        int padding = (Alignment - (header.WrittenCount % Alignment)) % Alignment;
        header.GetSpan(padding)[..padding].Fill((byte)' ');
        header.Advance(padding);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.WrittenCount);
        stream.Write(length);
        stream.Write(header.WrittenSpan);
        byte[] buffer = new byte[16 << 10];
        foreach (Entry entry in _entries)
            WriteFloats(stream, entry.Values.Span, buffer);
    }

    private void WriteHeader(ArrayBufferWriter<byte> header)
    {
        using Utf8JsonWriter json = new(header);
        json.WriteStartObject();
        if (Metadata.Count > 0)
        {
            json.WriteStartObject("__metadata__");
            foreach ((string key, string value) in Metadata)
                json.WriteString(key, value);
            json.WriteEndObject();
        }

        long offset = 0;
        foreach (Entry entry in _entries)
        {
            json.WriteStartObject(entry.Name);
            json.WriteString("dtype", "F32");
            json.WriteStartArray("shape");
            foreach (int size in entry.Shape)
                json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteStartArray("data_offsets");
            json.WriteNumberValue(offset);
            offset += 4L * entry.Values.Length;
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteFloats(Stream stream, ReadOnlySpan<float> values, byte[] buffer)
    {
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, buffer.Length / sizeof(float));
            for (int i = 0; i < count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(i * sizeof(float)), values[i]);
            stream.Write(buffer, 0, count * sizeof(float));
            values = values[count..];
        }
    }

    private sealed record Entry(string Name, int[] Shape, ReadOnlyMemory<float> Values);
}
