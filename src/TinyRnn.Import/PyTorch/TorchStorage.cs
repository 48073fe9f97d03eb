using System.Buffers.Binary;

namespace TinyRnn.Import.PyTorch;

/// <summary>The type of a storage's elements.</summary>
internal enum StorageType
{
    Float,
    Double,
    Half,
    BFloat16,
    Long,
    Int,
    Short,
    Byte,
    SignedByte,
}

/// <summary>Memory that tensors are views of. Its bytes come with the storage (zip) or after all objects (the older form).</summary>
/// <param name="type">Type of its elements.</param>
/// <param name="key">Its name in the file.</param>
/// <param name="count">Elements, as the file says.</param>
internal sealed class TorchStorage(StorageType type, string key, long count)
{
    private byte[]? _bytes;

    public string Key => key;

    public long Count => count;

    public int ElementSize => type switch
    {
        StorageType.Double or StorageType.Long => 8,
        StorageType.Float or StorageType.Int => 4,
        StorageType.Byte or StorageType.SignedByte => 1,
        _ => 2,
    };

    /// <summary>Sets the bytes.</summary>
    /// <exception cref="SourceFormatException">More or fewer than the file says.</exception>
    public void Fill(byte[] bytes)
    {
        if (count < 0 || bytes.Length != count * ElementSize)
            throw new SourceFormatException(
                $"Storage {key} holds {Counted.Of(bytes.Length, "byte")}, but {Counted.Of(count, "element")} of {Counted.Of(ElementSize, "byte")} are said. "
                + $"The file is damaged; save or download it again.");
        _bytes = bytes;
    }

    /// <summary>An element as float32, rounded where it is wider.</summary>
    public float At(long index)
    {
        if (_bytes is null || index < 0 || index >= count)
            throw new SourceFormatException(
                $"A tensor wants element {index} of storage {key}, which has {(_bytes is null ? 0 : count)}. The file is damaged; save or download it again.");
        ReadOnlySpan<byte> bytes = _bytes.AsSpan((int)(index * ElementSize), ElementSize);
        return type switch
        {
            StorageType.Float => BinaryPrimitives.ReadSingleLittleEndian(bytes),
            StorageType.Double => (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            StorageType.Half => (float)BinaryPrimitives.ReadHalfLittleEndian(bytes),
            StorageType.BFloat16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
            StorageType.Long => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            StorageType.Int => BinaryPrimitives.ReadInt32LittleEndian(bytes),
            StorageType.Short => BinaryPrimitives.ReadInt16LittleEndian(bytes),
            StorageType.SignedByte => (sbyte)bytes[0],
            _ => bytes[0],
        };
    }
}
