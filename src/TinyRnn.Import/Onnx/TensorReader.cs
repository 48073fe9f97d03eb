using System.Buffers.Binary;
using Google.Protobuf.Collections;
using Onnx;
using DataType = Onnx.TensorProto.Types.DataType;

namespace TinyRnn.Import.Onnx;

/// <summary>A tensor of the file as numbers or integers.</summary>
internal static class TensorReader
{
    /// <exception cref="SourceFormatException">Sizes and values do not agree.</exception>
    public static GraphValue Read(TensorProto tensor)
    {
        int[] shape = Shape(tensor);
        int count = 1;
        foreach (int size in shape)
            count *= size;
        var type = (DataType)tensor.DataType;
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        return type switch
        {
            DataType.Float => Real(Values(tensor, raw, shape, count, 4, tensor.FloatData, at => BinaryPrimitives.ReadSingleLittleEndian(at), value => value)),
            DataType.Double => Real(Values(tensor, raw, shape, count, 8, tensor.DoubleData, at => (float)BinaryPrimitives.ReadDoubleLittleEndian(at), value => (float)value)),
            DataType.Float16 => Real(Values(tensor, raw, shape, count, 2, tensor.Int32Data,
                at => (float)BinaryPrimitives.ReadHalfLittleEndian(at), value => (float)BitConverter.UInt16BitsToHalf((ushort)value))),
            DataType.Bfloat16 => Real(Values(tensor, raw, shape, count, 2, tensor.Int32Data, at => Bfloat(BinaryPrimitives.ReadUInt16LittleEndian(at)), value => Bfloat((ushort)value))),
            DataType.Int64 => Whole(Values(tensor, raw, shape, count, 8, tensor.Int64Data, at => BinaryPrimitives.ReadInt64LittleEndian(at), value => value)),
            DataType.Int32 => Whole(Values(tensor, raw, shape, count, 4, tensor.Int32Data, at => (long)BinaryPrimitives.ReadInt32LittleEndian(at), value => value)),
            DataType.Int16 => Whole(Values(tensor, raw, shape, count, 2, tensor.Int32Data, at => (long)BinaryPrimitives.ReadInt16LittleEndian(at), value => value)),
            DataType.Uint16 => Whole(Values(tensor, raw, shape, count, 2, tensor.Int32Data, at => (long)BinaryPrimitives.ReadUInt16LittleEndian(at), value => value)),
            DataType.Int8 => Whole(Values(tensor, raw, shape, count, 1, tensor.Int32Data, at => (long)(sbyte)at[0], value => value)),
            DataType.Uint8 or DataType.Bool => Whole(Values(tensor, raw, shape, count, 1, tensor.Int32Data, at => (long)at[0], value => value)),
            _ => throw new NotUnderstoodException($"the tensor '{tensor.Name}' has elements of type {type}", "Float, double, half, bfloat16 and integers are read; convert it before."),
        };
    }

    private delegate T FromBytes<T>(ReadOnlySpan<byte> at);

    private static RealValue Real(NdArray<float> array) => new(array);

    private static IntValue Whole(NdArray<long> array) => new(array);

    private static float Bfloat(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);

    /// <summary>The sizes, bounded by the bytes that the tensor has.</summary>
    private static int[] Shape(TensorProto tensor)
    {
        long present = tensor.RawData.Length + tensor.FloatData.Count + tensor.DoubleData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count;
        long count = 1;
        foreach (long size in tensor.Dims)
        {
            if (size < 0 || (size > 0 && count > int.MaxValue / size))
                throw Disagrees(tensor);
            count *= size;
        }

        return count > present ? throw Disagrees(tensor) : [.. tensor.Dims.Select(size => (int)size)];
    }

    private static NdArray<T> Values<T, TField>(TensorProto tensor, ReadOnlySpan<byte> raw, int[] shape, int count, int width, RepeatedField<TField> field, FromBytes<T> fromBytes, Func<TField, T> fromField)
    {
        var values = new T[count];
        if (raw.Length > 0)
        {
            if (raw.Length != (long)count * width)
                throw Disagrees(tensor);
            for (int i = 0; i < count; i++)
                values[i] = fromBytes(raw.Slice(i * width, width));
        }
        else
        {
            if (field.Count != count)
                throw Disagrees(tensor);
            for (int i = 0; i < count; i++)
                values[i] = fromField(field[i]);
        }

        return new(shape, values);
    }

    private static SourceFormatException Disagrees(TensorProto tensor)
    {
        string present = tensor.RawData.Length > 0 ? $"{tensor.RawData.Length} bytes" : $"{tensor.FloatData.Count + tensor.DoubleData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count} values";
        return new($"The tensor '{tensor.Name}' of sizes [{string.Join(", ", tensor.Dims)}] and type {(DataType)tensor.DataType} has {present}, which do not fit. The file is damaged; fetch or export it again.");
    }
}
