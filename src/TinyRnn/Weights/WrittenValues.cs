using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TinyRnn.Weights;

/// <summary>The values of a tensor that is written, of one type.</summary>
internal abstract class WrittenValues
{
    /// <summary>The type as files spell it.</summary>
    public abstract string Type { get; }

    /// <summary>Bytes of a value.</summary>
    public abstract int Size { get; }

    /// <summary>Some of the values, little-endian.</summary>
    /// <param name="bytes">Where to.</param>
    /// <param name="first">The first value.</param>
    /// <param name="count">How many.</param>
    public abstract void CopyTo(Span<byte> bytes, int first, int count);
}

/// <summary>32-bit floats.</summary>
internal sealed class FloatValues(ReadOnlyMemory<float> values) : WrittenValues
{
    public override string Type => "F32";

    public override int Size => sizeof(float);

    public override void CopyTo(Span<byte> bytes, int first, int count)
    {
        ReadOnlySpan<float> source = values.Span.Slice(first, count);
        for (int i = 0; i < source.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes[(i * sizeof(float))..], source[i]);
    }
}

/// <summary>8-bit integers.</summary>
internal sealed class ByteValues(ReadOnlyMemory<sbyte> values) : WrittenValues
{
    public override string Type => "I8";

    public override int Size => sizeof(sbyte);

    public override void CopyTo(Span<byte> bytes, int first, int count) => MemoryMarshal.AsBytes(values.Span.Slice(first, count)).CopyTo(bytes);
}

/// <summary>16-bit integers.</summary>
internal sealed class ShortValues(ReadOnlyMemory<short> values) : WrittenValues
{
    public override string Type => "I16";

    public override int Size => sizeof(short);

    public override void CopyTo(Span<byte> bytes, int first, int count)
    {
        ReadOnlySpan<short> source = values.Span.Slice(first, count);
        for (int i = 0; i < source.Length; i++)
            BinaryPrimitives.WriteInt16LittleEndian(bytes[(i * sizeof(short))..], source[i]);
    }
}
