using Google.Protobuf;
using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>The file itself: protobuf, bounded, with everything that it keeps elsewhere refused.</summary>
internal static class OnnxFile
{
    /// <summary>Bytes of a file that is read: protobuf itself ends at 2 GB, and a recurrent network is far below.</summary>
    private const long LargestFile = 1L << 30;

    /// <summary>Graphs in graphs (If in If): Silero's files have four levels.</summary>
    private const int DeepestMessage = 64;

    /// <summary>Whether the beginning is that of a model: its version of the format, then fields that a model has.</summary>
    public static bool Recognises(ReadOnlySpan<byte> head)
    {
        bool known = false;
        for (int at = 0; at < head.Length;)
        {
            if (!Number(head, ref at, out ulong tag))
                return known;
            (ulong field, var type) = (tag >> 3, (WireFormat.WireType)(tag & 7));
            if (!Number(head, ref at, out ulong value))
                return known;
            switch (field, type)
            {
                case (1, WireFormat.WireType.Varint):
                    if (value is < 1 or > 1000)
                        return false;
                    known = true;
                    break;
                case (5, WireFormat.WireType.Varint):
                    break;
                case (2 or 3 or 4 or 6 or 8 or 14 or 20 or 25, WireFormat.WireType.LengthDelimited):
                    if (value > (ulong)(head.Length - at))
                        return known;
                    at += (int)value;
                    break;
                case (7, WireFormat.WireType.LengthDelimited):
                    return known;
                default:
                    return false;
            }
        }

        return known;
    }

    /// <summary>A number of protobuf: seven bits a byte, the lowest first.</summary>
    /// <returns>Whether it ends before the bytes do.</returns>
    private static bool Number(ReadOnlySpan<byte> bytes, ref int at, out ulong number)
    {
        number = 0;
        for (int shift = 0; at < bytes.Length && shift < 64; shift += 7)
        {
            byte next = bytes[at++];
            number |= (ulong)(next & 127) << shift;
            if (next < 128)
                return true;
        }

        return false;
    }

    /// <summary>Reads the model.</summary>
    public static ModelProto Read(Stream file, string name)
    {
        if (file.Length > LargestFile)
            throw new SourceFormatException(
                $"{name} has {file.Length} bytes; ONNX files up to {LargestFile} bytes are read here. A recurrent network is far smaller: is this the right "
                + $"file?");
        ModelProto model;
        try
        {
            var input = CodedInputStream.CreateWithLimits(file, (int)LargestFile, DeepestMessage);
            model = ModelProto.Parser.ParseFrom(input);
        }
        catch (InvalidProtocolBufferException error)
        {
            throw new SourceFormatException(
                $"{name} begins as an ONNX model and is damaged or cut off ({file.Length} bytes: {FirstSentence(error.Message)}). Fetch or export it again.",
                error);
        }

        if (model.Graph is null || model.Graph.Node.Count == 0)
            throw new SourceFormatException($"{name} is an ONNX model without nodes. Export the network itself.");
        foreach (TensorProto tensor in Tensors(model.Graph))
        {
            if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
            {
                string where = tensor.ExternalData.FirstOrDefault(entry => entry.Key == "location")?.Value ?? "another file";
                throw new SourceFormatException(
                    $"{name}: the numbers of '{tensor.Name}' are not in the file but in '{where}'. Save it as one file: onnx.save(onnx.load(\"{name}\"), "
                    + $"\"one-file.onnx\", save_as_external_data=False).");
            }
        }

        return model;
    }

    /// <summary>The version of the operators: <c>ai.onnx</c>'s.</summary>
    public static int Opset(ModelProto model, string name)
    {
        long version = model.OpsetImport.FirstOrDefault(set => set.Domain is "" or "ai.onnx")?.Version ?? 1;
        return version is >= 7 and <= 25 ? (int)version
            : throw new SourceFormatException(
                $"{name} uses opset {version}; 7 to 25 are read here. Convert it: onnx.version_converter.convert_version(model, 17).");
    }

    private static IEnumerable<TensorProto> Tensors(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer)
            yield return tensor;
        foreach (AttributeProto attribute in graph.Node.SelectMany(node => node.Attribute))
        {
            if (attribute.T is not null)
                yield return attribute.T;
            if (attribute.G is not null)
            {
                foreach (TensorProto tensor in Tensors(attribute.G))
                    yield return tensor;
            }
        }
    }

    private static string FirstSentence(string text) => text.Split('.', '\n')[0];
}
