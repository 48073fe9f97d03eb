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
    /// <param name="shape">Sizes, outermost first; none for a scalar.</param>
    /// <param name="values">As many values as the shape says, row-major.</param>
    /// <exception cref="ArgumentException">The name is used, or the number of values does not fit the shape.</exception>
    public void Add(string name, IReadOnlyList<int> shape, ReadOnlyMemory<float> values) => Add(name, shape, 0, values);

    /// <summary>Adds a tensor of 32-bit zeros, which takes no memory.</summary>
    /// <param name="name">Its name, not yet used.</param>
    /// <param name="shape">Sizes, outermost first; none for a scalar.</param>
    /// <exception cref="ArgumentException">The name is used, or the shape is none.</exception>
    public void AddZeros(string name, IReadOnlyList<int> shape) => Add(name, shape, Count(name, shape), default);

    /// <summary>Adds a tensor that begins with <paramref name="zeros"/> zeros, for which no memory is taken.</summary>
    internal void Add(string name, IReadOnlyList<int> shape, long zeros, ReadOnlyMemory<float> values)
    {
        long count = Count(name, shape);
        if (count != zeros + values.Length)
            throw new ArgumentException($"Tensor '{name}' has the shape {TensorInfo.ShapeText(shape)}, but {zeros + values.Length} values.", nameof(values));
        if (name == "__metadata__")
            throw new ArgumentException("The name '__metadata__' is reserved by the file format. Give the tensor another one.", nameof(name));
        if (!_names.Add(name))
            throw new ArgumentException($"There is already a tensor '{name}'. Give each its own name.", nameof(name));
        _entries.Add(new Entry(name, [.. shape], zeros, values));
    }

    /// <summary>Writes header and data.</summary>
    /// <param name="stream">A writable stream.</param>
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
        WriteData(stream.Write);
    }

    /// <summary>The checksum of all tensors' bytes, in the order of the file.</summary>
    internal Checksum Sum()
    {
        Checksum sum = default;
        WriteData(bytes => sum.Add(bytes));
        return sum;
    }

    private void WriteData(Action<ReadOnlySpan<byte>> write)
    {
        byte[] buffer = new byte[16 << 10];
        foreach (Entry entry in _entries)
        {
            WriteZeros(write, entry.Zeros, buffer);
            WriteFloats(write, entry.Values.Span, buffer);
        }
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
            offset += sizeof(float) * (entry.Zeros + entry.Values.Length);
            json.WriteNumberValue(offset);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static long Count(string name, IReadOnlyList<int> shape)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(shape);

        // What the reader would refuse is not written either.
        long count = 1;
        foreach (int size in shape)
        {
            if (size < 0 || shape.Count > SafetensorsHeader.MostDimensions || (size > 0 && count > int.MaxValue / size))
            {
                throw new ArgumentException(
                    $"Tensor '{name}' has the shape {TensorInfo.ShapeText(shape)}, but at most {SafetensorsHeader.MostDimensions} sizes of at least 0 "
                    + $"and {int.MaxValue} elements are supported.",
                    nameof(shape));
            }

            count *= size;
        }

        return count;
    }

    private static void WriteZeros(Action<ReadOnlySpan<byte>> write, long count, byte[] buffer)
    {
        Array.Clear(buffer);
        for (long left = count * sizeof(float); left > 0; left -= buffer.Length)
            write(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)));
    }

    private static void WriteFloats(Action<ReadOnlySpan<byte>> write, ReadOnlySpan<float> values, byte[] buffer)
    {
        while (!values.IsEmpty)
        {
            int count = Math.Min(values.Length, buffer.Length / sizeof(float));
            for (int i = 0; i < count; i++)
                BinaryPrimitives.WriteSingleLittleEndian(buffer.AsSpan(i * sizeof(float)), values[i]);
            write(buffer.AsSpan(0, count * sizeof(float)));
            values = values[count..];
        }
    }

    private sealed record Entry(string Name, int[] Shape, long Zeros, ReadOnlyMemory<float> Values);
}
