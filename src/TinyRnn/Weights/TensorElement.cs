using System.Buffers.Binary;

namespace TinyRnn.Weights;

/// <summary>One little-endian element of a tensor.</summary>
internal static class TensorElement
{
    /// <summary>Rounded to nearest from F64, exact from the other float types.</summary>
    public static float ToSingle(ReadOnlySpan<byte> bytes, TensorType type) =>

        // Not by way of double, which would change the payload of a NaN.
        type == TensorType.F32 ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : (float)ToDouble(bytes, type);

    /// <summary>Exact for every float type.</summary>
    public static double ToDouble(ReadOnlySpan<byte> bytes, TensorType type) => type switch
    {
        TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        TensorType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No float type."),
    };

    /// <summary>An integer of 8 or 16 bits, by its length: programs that read weights alone need no other.</summary>
    public static float ToWhole(ReadOnlySpan<byte> bytes, TensorType type) =>
        bytes.Length == 1 ? (sbyte)bytes[0] : BinaryPrimitives.ReadInt16LittleEndian(bytes);

    /// <summary>Exact for every integer type.</summary>
    /// <exception cref="OverflowException">A U64 that no <see cref="long"/> can hold.</exception>
    public static long ToInt64(ReadOnlySpan<byte> bytes, TensorType type) => type switch
    {
        TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        TensorType.I32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        TensorType.I16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        TensorType.I8 => (sbyte)bytes[0],
        TensorType.U64 => checked((long)BinaryPrimitives.ReadUInt64LittleEndian(bytes)),
        TensorType.U32 => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
        TensorType.U16 => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
        TensorType.U8 => bytes[0],
        TensorType.Bool => bytes[0] == 0 ? 0 : 1,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No integer type."),
    };
}
