using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace TinyRnn.Import.Files;

/// <summary>Many numbers at once out of a file's bytes, the lowest byte first, as float32.</summary>
internal static class LittleEndian
{
    /// <param name="bytes">float32.</param>
    /// <param name="values">A value for each four bytes.</param>
    public static void Singles(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        bytes[..(values.Length * sizeof(float))].CopyTo(MemoryMarshal.AsBytes(values));
        if (BitConverter.IsLittleEndian)
            return;
        Span<int> bits = MemoryMarshal.Cast<float, int>(values);
        BinaryPrimitives.ReverseEndianness(bits, bits);
    }

    /// <param name="bytes">float64.</param>
    /// <param name="values">A value for each eight bytes, rounded to nearest.</param>
    public static void Doubles(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertTruncating<double, float>(MemoryMarshal.Cast<byte, double>(bytes)[..values.Length], values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(i * sizeof(double))..]);
    }

    /// <param name="bytes">IEEE half precision.</param>
    /// <param name="values">A value for each two bytes, exact.</param>
    public static void Halves(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes)[..values.Length], values);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(bytes[(i * sizeof(ushort))..]);
    }

    /// <param name="bytes">bfloat16: the upper half of a float32.</param>
    /// <param name="values">A value for each two bytes, exact.</param>
    public static void Brains(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        if (BitConverter.IsLittleEndian)
        {
            Span<uint> bits = MemoryMarshal.Cast<float, uint>(values);
            TensorPrimitives.ConvertTruncating<ushort, uint>(MemoryMarshal.Cast<byte, ushort>(bytes)[..values.Length], bits);
            TensorPrimitives.ShiftLeft(bits, 16, bits);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            values[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(i * sizeof(ushort))..]) << 16);
    }
}
