using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace TinyRnn.Weights;

/// <summary>
/// Reads safetensors files. The header is validated as a whole when the file is opened, before any memory is taken for data; data is read
/// piece by piece into the caller's memory.
/// </summary>
/// <remarks>Format: 8 bytes little-endian header length, JSON header, data (https://github.com/huggingface/safetensors).</remarks>
public sealed class SafetensorsReader : IDisposable
{
    /// <summary>Real headers have kilobytes; the limit keeps a damaged length from becoming an allocation.</summary>
    private const long LongestHeader = 4 << 20;

    private const int LengthBytes = 8;

    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _source;
    private readonly long _dataStart;
    private readonly Dictionary<string, TensorInfo> _byName;
    private readonly byte[] _buffer = new byte[16 << 10];

    /// <summary>Reads a stream from its position to its end.</summary>
    /// <param name="stream">A stream that can seek; the caller disposes it.</param>
    /// <exception cref="WeightFormatException">No valid safetensors data.</exception>
    public SafetensorsReader(Stream stream)
        : this(stream, "The stream", ownsStream: false)
    {
    }

    private SafetensorsReader(Stream stream, string source, bool ownsStream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
            throw new ArgumentException("The stream cannot seek, but tensors are read in the model's order. Copy it to a MemoryStream first.", nameof(stream));
        _stream = stream;
        _source = source;
        _ownsStream = ownsStream;
        long start = stream.Position;
        long length = stream.Length - start;
        if (length < LengthBytes)
            throw new WeightFormatException($"{source} has {length} bytes; a safetensors file has at least {LengthBytes}.");
        stream.ReadExactly(_buffer, 0, LengthBytes);
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(_buffer);
        if (headerLength > (ulong)(length - LengthBytes))
        {
            throw new WeightFormatException(
                $"{source} announces a header of {headerLength} bytes, but only {length - LengthBytes} follow: it is truncated, or no safetensors file.");
        }

        if (headerLength is 0 or > LongestHeader)
            throw new WeightFormatException($"{source} announces a header of {headerLength} bytes; 1 to {LongestHeader} are supported.");

        byte[] json = new byte[headerLength];
        stream.ReadExactly(json);
        _dataStart = start + LengthBytes + json.Length;
        SafetensorsHeader header = new(source);
        header.Parse(json, length - LengthBytes - json.Length);
        Metadata = header.Metadata;
        Tensors = header.Tensors;
        _byName = header.Tensors.ToDictionary(tensor => tensor.Name, StringComparer.Ordinal);
    }

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensors, in the header's order.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Opens a file.</summary>
    /// <exception cref="WeightFormatException">No valid safetensors file.</exception>
    public static SafetensorsReader Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            return new SafetensorsReader(stream, path, ownsStream: true);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Looks a tensor up.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorInfo? tensor) => _byName.TryGetValue(name, out tensor);

    /// <summary>A tensor that must be there.</summary>
    /// <exception cref="WeightFormatException">It is not; the message lists what is.</exception>
    public TensorInfo Get(string name) =>
        TryGet(name, out TensorInfo? tensor)
            ? tensor
            : throw new WeightFormatException($"{_source} has no tensor '{name}'; it has {string.Join(", ", _byName.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>Reads a tensor of any known type as 32-bit floats, rounded to nearest where they are narrower.</summary>
    /// <exception cref="ArgumentException">Room for another number of elements.</exception>
    /// <exception cref="WeightFormatException">An unknown element type, or the data ends early.</exception>
    public void Read(TensorInfo tensor, Span<float> destination) =>
        Read(tensor, destination, static (bytes, type) => (float)TensorElement.ToDouble(bytes, type));

    /// <summary>Reads a tensor of any known type as 64-bit floats.</summary>
    /// <inheritdoc cref="Read(TensorInfo, Span{float})"/>
    public void Read(TensorInfo tensor, Span<double> destination) =>
        Read(tensor, destination, TensorElement.ToDouble);

    /// <summary>Reads a tensor of an integer type.</summary>
    /// <inheritdoc cref="Read(TensorInfo, Span{float})"/>
    public void Read(TensorInfo tensor, Span<long> destination)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.Type.IsFloat())
            throw new WeightFormatException($"{_source}: tensor '{tensor.Name}' is {tensor}, no integers.");
        Read(tensor, destination, TensorElement.ToInt64);
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_ownsStream)
            _stream.Dispose();
    }

    private delegate T Convert<T>(ReadOnlySpan<byte> bytes, TensorType type);

    private void Read<T>(TensorInfo tensor, Span<T> destination, Convert<T> convert)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        int size = tensor.Type.Size();
        if (size == 0)
            throw new WeightFormatException($"{_source}: tensor '{tensor.Name}' has the element type '{tensor.TypeText}', which is not supported.");
        if (destination.Length != tensor.ElementCount)
        {
            throw new ArgumentException(
                $"Tensor '{tensor.Name}' has {tensor.ElementCount} elements, but there is room for {destination.Length}.", nameof(destination));
        }

        _stream.Position = _dataStart + tensor.Begin;
        int done = 0;
        while (done < destination.Length)
        {
            int count = Math.Min(_buffer.Length / size, destination.Length - done);
            Fill(_buffer.AsSpan(0, count * size), tensor);
            for (int i = 0; i < count; i++)
                destination[done + i] = convert(_buffer.AsSpan(i * size, size), tensor.Type);
            done += count;
        }
    }

    private void Fill(Span<byte> bytes, TensorInfo tensor)
    {
        if (_stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            throw new WeightFormatException($"{_source} ends inside tensor '{tensor.Name}': it was truncated while it was being read.");
    }
}
