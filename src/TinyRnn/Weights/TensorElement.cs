using System.Buffers.Binary;

namespace TinyRnn.Weights;

/// <summary>One little-endian element of a tensor.</summary>
internal static class TensorElement
{
    /// <summary>Exact for all types but large 64-bit integers.</summary>
    public static double ToDouble(ReadOnlySpan<byte> bytes, TensorType type) => type switch
    {
        TensorType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        TensorType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        TensorType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        TensorType.BF16 => BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes) << 16),
        _ => ToInt64(bytes, type),
    };

    public static long ToInt64(ReadOnlySpan<byte> bytes, TensorType type) => type switch
    {
        TensorType.I64 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
        TensorType.I32 => BinaryPrimitives.ReadInt32LittleEndian(bytes),
        TensorType.I16 => BinaryPrimitives.ReadInt16LittleEndian(bytes),
        TensorType.I8 => (sbyte)bytes[0],
        TensorType.U8 or TensorType.Bool => bytes[0],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No integer type."),
    };
}
