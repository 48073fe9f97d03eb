using System.Runtime.InteropServices;
using Google.Protobuf;

namespace TinyRnn.Benchmarks;

/// <summary>Writes the network as an ONNX model in memory: the few messages of the format that it needs, field numbers beside them.</summary>
internal static class OnnxFile
{
    private const int Float = 1;

    private const int SignedByte = 3;

    /// <summary>Operators of ONNX Runtime's own.</summary>
    private const string Microsoft = "com.microsoft";

    /// <summary>LSTM and a linear head: X [T,1,I], h0 and c0 [1,1,H] in; Y [T,1], hn and cn out.</summary>
    public static byte[] Build(CellWeights weights, int steps)
    {
        int units = weights.Units;
        return Build(weights, steps, graph =>
        {
            Field(graph, 1, Node("LSTM", ["X", "W", "R", "B", "", "h0", "c0"], ["hidden", "hn", "cn"], "", ("hidden_size", units)));
            Field(graph, 5, Tensor("W", [1, 4 * units, weights.Inputs], Iofc(weights.InputWeights, units)));
            Field(graph, 5, Tensor("R", [1, 4 * units, units], Iofc(weights.HiddenWeights, units)));
        });
    }

    /// <summary>
    /// The same with both matrices in 8 bits, a scale a row: <c>DynamicQuantizeLSTM</c>, which finds the scales of its values anew at each call.
    /// </summary>
    public static byte[] BuildQuantized(CellWeights weights, int steps)
    {
        int units = weights.Units;
        return Build(weights, steps, graph =>
        {
            string[] inputs = ["X", "W", "R", "B", "", "h0", "c0", "", "W_scale", "W_zero", "R_scale", "R_zero"];
            Field(graph, 1, Node("DynamicQuantizeLSTM", inputs, ["hidden", "hn", "cn"], Microsoft, ("hidden_size", units)));
            Quantize(graph, "W", Iofc(weights.InputWeights, units), weights.Inputs);
            Quantize(graph, "R", Iofc(weights.HiddenWeights, units), units);
        });
    }

    private static byte[] Build(CellWeights weights, int steps, Action<CodedOutputStream> layer)
    {
        int units = weights.Units;
        byte[] graph = Message(graph =>
        {
            layer(graph);
            Field(graph, 1, Node("Reshape", ["hidden", "shape"], ["rows"]));
            Field(graph, 1, Node("MatMul", ["rows", "head"], ["product"]));
            Field(graph, 1, Node("Add", ["product", "head_bias"], ["Y"]));
            Text(graph, 2, "lstm");
            Field(graph, 5, Tensor("B", [1, 8 * units], [.. Iofc(weights.Bias, units), .. new float[4 * units]]));
            Field(graph, 5, Tensor("head", [units, 1], weights.HeadWeights));
            Field(graph, 5, Tensor("head_bias", [1], weights.HeadBias));
            Field(graph, 5, Int64Tensor("shape", [-1, units]));
            Field(graph, 11, Value("X", [steps, 1, weights.Inputs]));
            Field(graph, 11, Value("h0", [1, 1, units]));
            Field(graph, 11, Value("c0", [1, 1, units]));
            Field(graph, 12, Value("Y", [steps, 1]));
            Field(graph, 12, Value("hn", [1, 1, units]));
            Field(graph, 12, Value("cn", [1, 1, units]));
        });
        return Message(model =>
        {
            Number(model, 1, 8);                                       // ir_version
            Field(model, 7, graph);                                    // graph
            Field(model, 8, Message(opset => Number(opset, 2, 14)));   // opset_import: version
            Field(model, 8, Message(opset =>
            {
                Text(opset, 1, Microsoft);
                Number(opset, 2, 1);
            }));
        });
    }

    /// <summary>A matrix [4H, K] as ONNX Runtime's operator takes it, [K, 4H], with scales and zero points.</summary>
    private static void Quantize(CodedOutputStream graph, string name, float[] matrix, int columns)
    {
        int rows = matrix.Length / columns;
        float[] scales = [.. matrix.Chunk(columns).Select(row => row.Max(MathF.Abs) / sbyte.MaxValue)];
        byte[] bytes = new byte[matrix.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                bytes[(column * rows) + row] = (byte)(sbyte)MathF.Round(matrix[(row * columns) + column] / scales[row]);
        }

        Field(graph, 5, RawTensor(name, [1, columns, rows], SignedByte, bytes));
        Field(graph, 5, Tensor(name + "_scale", [1, rows], scales));
        Field(graph, 5, RawTensor(name + "_zero", [1, rows], SignedByte, new byte[rows]));
    }

    /// <summary>Blocks of rows from PyTorch's order i, f, g, o to ONNX's i, o, f, c.</summary>
    private static float[] Iofc(float[] rows, int units)
    {
        int block = rows.Length / 4;
        Span<float> Gate(int gate) => rows.AsSpan(gate * block, block);
        return [.. Gate(0), .. Gate(3), .. Gate(1), .. Gate(2)];
    }

    private static byte[] Node(
        string type, string[] inputs, string[] outputs, string domain = "", params (string Name, int Value)[] attributes) => Message(node =>
    {
        foreach (string input in inputs)
            Text(node, 1, input);
        foreach (string output in outputs)
            Text(node, 2, output);
        Text(node, 4, type);
        Text(node, 7, domain);
        foreach ((string name, int value) in attributes)
        {
            Field(node, 5, Message(attribute =>
            {
                Text(attribute, 1, name);
                Number(attribute, 3, value);    // i
                Number(attribute, 20, 2);       // type: INT
            }));
        }
    });

    private static byte[] Tensor(string name, long[] shape, float[] values) =>
        RawTensor(name, shape, Float, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static byte[] Int64Tensor(string name, long[] values) =>
        RawTensor(name, [values.Length], 7, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());

    private static byte[] RawTensor(string name, long[] shape, int type, byte[] data) => Message(tensor =>
    {
        foreach (long size in shape)
            Number(tensor, 1, size);            // dims
        Number(tensor, 2, type);                // data_type
        Text(tensor, 8, name);
        Field(tensor, 9, data);                 // raw_data
    });

    private static byte[] Value(string name, int[] shape) => Message(value =>
    {
        Text(value, 1, name);
        Field(value, 2, Message(type => Field(type, 1, Message(tensor =>
        {
            Number(tensor, 1, Float);           // elem_type
            Field(tensor, 2, Message(dimensions =>
            {
                foreach (int size in shape)
                    Field(dimensions, 1, Message(dimension => Number(dimension, 1, size)));
            }));
        }))));
    });

    private static byte[] Message(Action<CodedOutputStream> write)
    {
        using MemoryStream memory = new();
        using CodedOutputStream stream = new(memory);
        write(stream);
        stream.Flush();
        return memory.ToArray();
    }

    private static void Number(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }

    private static void Text(CodedOutputStream stream, int field, string text)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(text);
    }

    private static void Field(CodedOutputStream stream, int field, byte[] bytes)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(ByteString.CopyFrom(bytes));
    }
}
