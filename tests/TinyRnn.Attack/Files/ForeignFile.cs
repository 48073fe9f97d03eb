using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Files;

/// <summary>Valid files as other programs write them: other types, spaces, another order, no metadata.</summary>
internal static class ForeignFile
{
    private static readonly string[] s_types = ["F64", "F16", "BF16", "F32"];

    public static byte[] Write(ReadOnlySpan<TensorBinding> bindings, bool hasMetadata)
    {
        List<byte> data = [];
        List<HeaderNode.Member> members = [];
        int number = 0;
        foreach (TensorBinding binding in bindings)
        {
            int begin = data.Count;
            string type = s_types[number % s_types.Length];
            for (int index = 0; index < binding.Count; index++)
                data.AddRange(Bytes(((number * 7) + (index % 11) - 5) / 16f, type));
            members.Insert(0, new(
                $"\"{binding.Name}\"",
                HeaderNode.Object(
                    new("\"data_offsets\"", HeaderNode.Array(Text(begin), Text(data.Count))),
                    new("\"dtype\"", new($"\"{type}\"")),
                    new("\"shape\"", HeaderNode.Array(binding.Shape.Select(Text))))));
            number++;
        }

        if (hasMetadata)
            members.Add(new("\"__metadata__\"", HeaderNode.Object(new HeaderNode.Member("\"framework\"", new("\"other\"")))));
        StringBuilder header = new();
        HeaderNode.Object(members).Write(header, " ");
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        return [.. length, .. Encoding.ASCII.GetBytes(header.ToString()), .. data];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static byte[] Bytes(float value, string type) => type switch
    {
        "F64" => BitConverter.GetBytes((double)value),
        "F16" => BitConverter.GetBytes((Half)value),
        "BF16" => BitConverter.GetBytes(value)[2..],
        _ => BitConverter.GetBytes(value),
    };
}
