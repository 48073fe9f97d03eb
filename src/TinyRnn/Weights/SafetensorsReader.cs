using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;

namespace TinyRnn.Weights;

/// <summary>
/// Reads safetensors files. The header is validated as a whole when the file is opened, before any memory is taken for data; data is read
/// piece by piece into the caller's memory. Where the file holds checksums, as TinyRnn's own do, the header is compared with its own, and each
/// tensor while it is read.
/// </summary>
/// <remarks>
/// Format: 8 bytes little-endian header length, JSON header, data (https://github.com/huggingface/safetensors). As in the reference
/// implementation, every byte of the data must belong to exactly one tensor.
/// </remarks>
/// <example>
/// <code>
/// using SafetensorsReader reader = SafetensorsReader.Open("model.safetensors");
/// foreach (TensorInfo tensor in reader.Tensors)
///     Console.WriteLine($"{tensor.Name} {tensor.Type} [{string.Join(", ", tensor.Shape)}]");
/// </code>
/// </example>
public sealed class SafetensorsReader : IDisposable
{
    /// <summary>Real headers have kilobytes; the limit keeps a damaged length from becoming an allocation.</summary>
    internal const long LongestHeader = 16 << 20;

    private const int LengthBytes = 8;

    private readonly Stream _stream;
    private readonly bool _ownsStream;
    private readonly string _source;
    private readonly long _dataStart;
    private readonly SafetensorsHeader _header;
    private readonly byte[] _buffer = new byte[16 << 10];

    /// <summary>
    /// Reads a stream from its position to its end. One that cannot seek, such as a network's or a decompressor's, is read into memory first, because tensors
    /// are read in the model's order.
    /// </summary>
    /// <param name="stream">A readable stream; the caller disposes it.</param>
    /// <exception cref="ArgumentException">The stream cannot be read.</exception>
    /// <exception cref="WeightFormatException">No valid safetensors data.</exception>
    public SafetensorsReader(Stream stream)
        : this(Seekable(stream), ownsStream: false, source: SourceName(stream))
    {
    }

    /// <summary>Reads a stream that messages call <paramref name="source"/>, or by what they know of it.</summary>
    internal SafetensorsReader(Stream stream, bool ownsStream, string? source)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _source = Excerpt.Path(source ?? SourceName(stream));
        _ownsStream = ownsStream;
        _stream = stream;
        long start = stream.Position;
        byte[] json = ReadHeader(Math.Max(stream.Length - start, 0));
        _dataStart = start + LengthBytes + json.Length;
        DataLength = Math.Max(stream.Length - _dataStart, 0);
        _header = new SafetensorsHeader(json, _source, DataLength);
        HasChecksum = FileChecksum.Verify(_header, _source);
    }

    /// <summary>Free text by key.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>The tensors, in the header's order.</summary>
    public IReadOnlyList<TensorInfo> Tensors => _header.Tensors;

    /// <summary>Whether tensors are compared with checksums when they are read.</summary>
    internal bool HasChecksum { get; }

    /// <summary>Bytes of data.</summary>
    internal long DataLength { get; }

    internal SafetensorsHeader Header => _header;

    /// <summary>Opens a file.</summary>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    /// <exception cref="WeightFormatException">No valid safetensors file.</exception>
    public static SafetensorsReader Open(string path)
    {
        // Unbuffered, because the reader has a buffer; deletion is shared, because on Windows nobody could save over the file otherwise.
        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        try
        {
            return new SafetensorsReader(stream, ownsStream: true, source: null);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Looks a tensor up.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out TensorInfo? tensor)
    {
        ArgumentNullException.ThrowIfNull(name);
        int index = _header.IndexOf(name);
        tensor = index < 0 ? null : _header.Info(index);
        return index >= 0;
    }

    /// <summary>A tensor that must be there.</summary>
    /// <exception cref="WeightFormatException">It is not; the message lists what is.</exception>
    public TensorInfo Get(string name)
    {
        if (TryGet(name, out TensorInfo? tensor))
            return tensor;
        List<string> names = [];
        foreach (int index in _header.ByName)
        {
            if (names.Count < Excerpt.MostItems)
                names.Add(Excerpt.Of(_header.Name(index)));
        }

        throw new WeightFormatException($"{_source} has no tensor '{Excerpt.Of(name)}'; it has {Excerpt.Join(", ", names, _header.Count - names.Count)}.");
    }

    /// <summary>
    /// Reads a tensor of F32, F16, BF16 or F64 as 32-bit floats, rounded to nearest where they are narrower; or one of I8 or I16 beside which the file has a
    /// tensor of the same name and <c>_scale</c>, with a number for each row: integers times the scale of their row, as <c>tinyrnn quantize</c> writes them.
    /// </summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">Room for exactly its elements.</param>
    /// <exception cref="ArgumentException">Room for another number of elements, or the tensor of another file.</exception>
    /// <exception cref="WeightFormatException">
    /// No floats, or the data ends early, or is not what the file's checksum says; what is in the destination then is of no use.
    /// </exception>
    public void Read(TensorInfo tensor, Span<float> destination)
    {
        if (IsOwn(tensor) && tensor.Scale is { } scale)
        {
            ReadScaled(tensor, scale, destination);
            return;
        }

        RequireType(tensor, TensorTypes.IsFloat, "F32, F16, BF16 or F64, or I8 or I16 with scales, is");
        Read(tensor, destination, TensorElement.ToSingle);
    }

    private void ReadScaled(TensorInfo tensor, TensorInfo scale, Span<float> destination)
    {
        Read(tensor, destination, TensorElement.ToWhole);
        float[] scales = new float[scale.ElementCount];
        Read(scale, scales, TensorElement.ToSingle);
        int row = destination.Length / Math.Max(1, tensor.Sizes[0]);
        for (int i = 0; i < destination.Length; i++)
            destination[i] *= scales[scales.Length == 1 ? 0 : i / row];
    }

    private bool IsOwn(TensorInfo tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.Header == _header;
    }

    /// <summary>Reads a tensor of F32, F16, BF16 or F64 as 64-bit floats, which hold them all exactly.</summary>
    /// <inheritdoc cref="Read(TensorInfo, Span{float})"/>
    public void Read(TensorInfo tensor, Span<double> destination)
    {
        RequireType(tensor, TensorTypes.IsFloat, "F32, F16, BF16 or F64 is");
        Read(tensor, destination, TensorElement.ToDouble);
    }

    /// <summary>Reads a tensor of an integer type; Bool gives 0 and 1.</summary>
    /// <param name="tensor">One of <see cref="Tensors"/>.</param>
    /// <param name="destination">Room for exactly its elements.</param>
    /// <exception cref="ArgumentException">Room for another number of elements, or the tensor of another file.</exception>
    /// <exception cref="WeightFormatException">
    /// No integers, a U64 beyond <see cref="long.MaxValue"/>, or the data ends early, or is not what the file's checksum says.
    /// </exception>
    public void Read(TensorInfo tensor, Span<long> destination)
    {
        RequireType(tensor, TensorTypes.IsInteger, "I64, I32, I16, I8, U64, U32, U16, U8 or BOOL is");
        try
        {
            Read(tensor, destination, TensorElement.ToInt64);
        }
        catch (OverflowException exception)
        {
            throw new WeightFormatException(
                $"{_source}: tensor '{tensor.ShownName}' ({tensor}) holds a value above {long.MaxValue}, the largest supported. Export it as I64.", exception);
        }
    }

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        if (_ownsStream)
            _stream.Dispose();
    }

    /// <summary>What messages call a stream.</summary>
    internal static string SourceName(Stream stream) => stream is FileStream file ? file.Name : "The stream";

    /// <summary>A stream that can seek. Files and resources can: a program that loads only those does not carry this.</summary>
    private static Stream Seekable(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanRead)
            throw new ArgumentException("The stream cannot be read: it is closed, or open for writing only.", nameof(stream));
        if (stream.CanSeek)
            return stream;
        MemoryStream copy = new();
        stream.CopyTo(copy);
        copy.Position = 0;
        return copy;
    }

    private delegate T Convert<T>(ReadOnlySpan<byte> bytes, TensorType type);

    private byte[] ReadHeader(long length)
    {
        if (length < LengthBytes)
        {
            throw new WeightFormatException(
                $"{_source} has {Counted.Of(length, "byte")}, but a safetensors file has at least {LengthBytes}. Check that the download or the export was "
                + $"complete.");
        }

        Fill(_buffer.AsSpan(0, LengthBytes), "its header's length");
        ulong headerLength = BinaryPrimitives.ReadUInt64LittleEndian(_buffer);
        if (headerLength > (ulong)(length - LengthBytes))
        {
            throw Foreign() ?? new WeightFormatException(
                $"{_source} announces a header of {Counted.Of($"{headerLength}", "byte")}, but only {length - LengthBytes} follow: it is truncated, or no "
                + $"safetensors file. "
                + "Check that the download or the export was complete.");
        }

        if (headerLength is 0 or > LongestHeader)
        {
            throw Foreign() ?? new WeightFormatException(
                $"{_source} announces a header of {Counted.Of($"{headerLength}", "byte")}, but 1 to {LongestHeader} are supported. Check that it is a "
                + $"safetensors file.");
        }

        byte[] json = new byte[headerLength];
        Fill(json, "its header");
        return json;
    }

    /// <summary>An error that names the file's real format, if its beginning tells it; the length has been read.</summary>
    private WeightFormatException? Foreign()
    {
        int read =
            _stream.ReadAtLeast(
                _buffer.AsSpan(LengthBytes, ForeignFile.HeadLength - LengthBytes), ForeignFile.HeadLength - LengthBytes, throwOnEndOfStream: false);
        return ForeignFile.Of(_buffer.AsSpan(0, LengthBytes + read)) is var (what, remedy)
            ? new WeightFormatException($"{_source} is no safetensors file, but {what}. {remedy}.") : null;
    }

    /// <summary>The checksum of all tensors' bytes, in the order of the file: that of the first checkpoints.</summary>
    internal Checksum Sum()
    {
        Checksum sum = default;
        _stream.Position = _dataStart;
        for (long left = DataLength; left > 0;)
        {
            Span<byte> piece = _buffer.AsSpan(0, (int)Math.Min(left, _buffer.Length));
            Fill(piece, "its data");
            sum.Add(piece);
            left -= piece.Length;
        }

        return sum;
    }

    private void RequireType(TensorInfo tensor, Predicate<TensorType> accepts, string expected)
    {
        if (!IsOwn(tensor))
            throw new ArgumentException($"The tensor '{tensor.ShownName}' belongs to another file. Take it from this reader's Tensors.", nameof(tensor));
        if (!accepts(tensor.Type))
        {
            throw new WeightFormatException(
                $"{_source}: tensor '{tensor.ShownName}' is {tensor}, but {expected} expected here. Export it as such a type, or read it by the other "
                + $"overload.");
        }
    }

    private void Read<T>(TensorInfo tensor, Span<T> destination, Convert<T> convert)
    {
        if (destination.Length != tensor.ElementCount)
        {
            throw new ArgumentException(
                $"Tensor '{tensor.ShownName}' has {Counted.Of(tensor.ElementCount, "element")}, but there is room for "
                + $"{destination.Length}.", nameof(destination));
        }

        int size = tensor.Type.Size();
        _stream.Position = _dataStart + tensor.ByteOffset;
        int done = 0;
        Checksum sum = default;
        while (done < destination.Length)
        {
            int count = Math.Min(_buffer.Length / size, destination.Length - done);
            Fill(_buffer.AsSpan(0, count * size), $"tensor '{tensor.ShownName}'");
            if (HasChecksum)
                sum.Add(_buffer.AsSpan(0, count * size));
            for (int i = 0; i < count; i++)
                destination[done + i] = convert(_buffer.AsSpan(i * size, size), tensor.Type);
            done += count;
        }

        if (HasChecksum)
            FileChecksum.Verify(_header, tensor, sum, _source);
    }

    private void Fill(Span<byte> bytes, string what)
    {
        int read = _stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (read < bytes.Length)
        {
            throw new WeightFormatException(
                $"{_source} ends inside {what}: {Counted.Of(bytes.Length, "byte")} were expected, {read} found. It was truncated while it was being read; "
                + $"load it again.");
        }
    }
}
