using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Files;

/// <summary>Valid files as other programs write them: other types, spaces, another order, no metadata.</summary>
internal sealed class ForeignFile
{
    private static readonly string[] s_types = ["F64", "F16", "BF16", "F32"];
    private static readonly string[] s_integers = ["I8", "I16"];

    private readonly List<byte> _data = [];
    private readonly List<HeaderNode.Member> _members = [];

    private ForeignFile()
    {
    }

    /// <summary>A model's weights as floats of several types.</summary>
    public static byte[] Write(ReadOnlySpan<TensorBinding> bindings, bool hasMetadata)
    {
        ForeignFile file = new();
        int number = 0;
        foreach (TensorBinding binding in bindings)
        {
            float first = (number * 7) - 5;
            file.Add(binding.Name, binding.Shape, s_types[number++ % s_types.Length], index => (first + (index % 11)) / 16f);
        }

        if (hasMetadata)
            file._members.Add(new("\"__metadata__\"", HeaderNode.Object(new HeaderNode.Member("\"framework\"", new("\"other\"")))));
        return file.ToBytes();
    }

    /// <summary>A model's weights as <c>tinyrnn quantize</c> writes them: matrices of integers with the scales of their rows, and floats.</summary>
    public static byte[] WriteIntegers(ReadOnlySpan<TensorBinding> bindings)
    {
        ForeignFile file = new();
        int number = 0;
        foreach (TensorBinding binding in bindings)
        {
            int first = number - 5;
            if (binding.Shape.Count == 1)
            {
                file.Add(binding.Name, binding.Shape, "F32", index => (first + (index % 11)) / 16f);
                continue;
            }

            file.Add(binding.Name, binding.Shape, s_integers[number++ % s_integers.Length], index => first + (index % 11));

            // A scale for each row, or one for all.
            int scales = number % 3 == 0 ? 1 : binding.Rows;
            file.Add($"{binding.Name}_scale", [scales], "F32", index => (index + 1) / 64f);
        }

        return file.ToBytes();
    }

    private void Add(string name, IReadOnlyList<int> shape, string type, Func<int, float> value)
    {
        int begin = _data.Count;
        int count = shape.Aggregate(1, (product, size) => product * size);
        for (int index = 0; index < count; index++)
            _data.AddRange(Bytes(value(index), type));
        _members.Insert(0, new(
            $"\"{name}\"",
            HeaderNode.Object(
                new("\"data_offsets\"", HeaderNode.Array(Text(begin), Text(_data.Count))),
                new("\"dtype\"", new($"\"{type}\"")),
                new("\"shape\"", HeaderNode.Array(shape.Select(Text))))));
    }

    private byte[] ToBytes()
    {
        StringBuilder header = new();
        HeaderNode.Object(_members).Write(header, " ");
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(header.ToString()), .. _data];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(float value, string type) => type switch
    {
        "F64" => BitConverter.GetBytes((double)value),
        "F16" => BitConverter.GetBytes((Half)value),
        "BF16" => BitConverter.GetBytes(value)[2..],
        "I16" => BitConverter.GetBytes((short)value),
        "I8" => [(byte)(sbyte)value],
        _ => BitConverter.GetBytes(value),
    };
}
