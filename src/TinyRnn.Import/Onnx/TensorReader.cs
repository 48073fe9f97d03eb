using System.Buffers.Binary;
using Google.Protobuf.Collections;
using Onnx;
using TinyRnn.Import.Files;
using DataType = Onnx.TensorProto.Types.DataType;

namespace TinyRnn.Import.Onnx;

/// <summary>A tensor of the file as numbers or integers.</summary>
internal static class TensorReader
{
    /// <exception cref="SourceFormatException">Sizes and values do not agree.</exception>
    public static GraphValue Read(TensorProto tensor)
    {
        int[] shape = Shape(tensor);
        return (DataType)tensor.DataType switch
        {
            DataType.Float => Real(tensor, shape, 4, tensor.FloatData, LittleEndian.Singles, value => value),
            DataType.Double => Real(tensor, shape, 8, tensor.DoubleData, LittleEndian.Doubles, value => (float)value),
            DataType.Float16 => Real(tensor, shape, 2, tensor.Int32Data, LittleEndian.Halves, value => Half(value)),
            DataType.Bfloat16 => Real(tensor, shape, 2, tensor.Int32Data, LittleEndian.Brains, value => Bfloat(value)),
            DataType.Int64 => Whole(tensor, shape, 8, tensor.Int64Data, BinaryPrimitives.ReadInt64LittleEndian, value => value),
            DataType.Int32 => Whole(tensor, shape, 4, tensor.Int32Data, at => BinaryPrimitives.ReadInt32LittleEndian(at), value => value),
            DataType.Int16 => Whole(tensor, shape, 2, tensor.Int32Data, at => BinaryPrimitives.ReadInt16LittleEndian(at), value => value),
            DataType.Uint16 => Whole(tensor, shape, 2, tensor.Int32Data, at => BinaryPrimitives.ReadUInt16LittleEndian(at), value => value),
            DataType.Int8 => Whole(tensor, shape, 1, tensor.Int32Data, at => (sbyte)at[0], value => value),
            DataType.Uint8 or DataType.Bool => Whole(tensor, shape, 1, tensor.Int32Data, at => at[0], value => value),
            var type => throw new NotUnderstoodException(
                $"the tensor '{tensor.Name}' has elements of type {type}",
                    "Float, double, half, bfloat16 and integers are read; convert it before."),
        };
    }

    private delegate T FromBytes<T>(ReadOnlySpan<byte> at);

    private delegate void AllFromBytes<T>(ReadOnlySpan<byte> raw, Span<T> values);

    private static RealValue Real<TField>(
        TensorProto tensor, int[] shape, int width, RepeatedField<TField> field, AllFromBytes<float> fromBytes, Func<TField, float> fromField) =>
        new(Values(tensor, shape, width, field, fromBytes, fromField));

    private static IntValue Whole<TField>(
        TensorProto tensor, int[] shape, int width, RepeatedField<TField> field, FromBytes<long> fromBytes, Func<TField, long> fromField) =>
        new(Values(
            tensor,
            shape,
            width,
            field,
            (raw, values) =>
            {
                for (int i = 0; i < values.Length; i++)
                    values[i] = fromBytes(raw.Slice(i * width, width));
            },
            fromField));

    private static float Half(int bits) => (float)BitConverter.UInt16BitsToHalf((ushort)bits);

    private static float Bfloat(int bits) => BitConverter.UInt32BitsToSingle((uint)(ushort)bits << 16);

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

    private static NdArray<T> Values<T, TField>(
        TensorProto tensor, int[] shape, int width, RepeatedField<TField> field, AllFromBytes<T> fromBytes, Func<TField, T> fromField)
    {
        ReadOnlySpan<byte> raw = tensor.RawData.Span;
        int count = shape.Aggregate(1, (product, size) => product * size);
        var values = new T[count];
        if (raw.Length > 0)
        {
            if (raw.Length != (long)count * width)
                throw Disagrees(tensor);
            fromBytes(raw, values);
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
        string present = tensor.RawData.Length > 0 ? Counted.Of(tensor.RawData.Length, "byte")
            : Counted.Of(tensor.FloatData.Count + tensor.DoubleData.Count + tensor.Int32Data.Count + tensor.Int64Data.Count, "value");
        return new(
            $"The tensor '{tensor.Name}' of sizes [{string.Join(", ", tensor.Dims)}] and type {(DataType)tensor.DataType} has {present}, which do not fit. "
            + $"The file is damaged; fetch or export it again.");
    }
}
