using Google.Protobuf;
using Onnx;

namespace TinyRnn.Import.Onnx;

/// <summary>
/// A graph that rounds values to integers between its layers (<c>DynamicQuantizeLSTM</c>, <c>MatMulInteger</c>, <c>QuantizeLinear</c> in front of
/// <c>DequantizeLinear</c>), as the same graph without that: with the file's weights, which stay what its integers stand for. A class rounds where its own
/// format says so, and the proof of an import is exact this way.
/// </summary>
internal sealed class FloatGraph
{
    private readonly GraphProto _graph;
    private readonly Dictionary<string, TensorProto> _constants;
    private bool _isChanged;

    private FloatGraph(GraphProto graph)
    {
        _graph = graph;
        _constants = [];
        foreach (TensorProto tensor in graph.Initializer)
            _constants[tensor.Name] = tensor;
    }

    /// <summary>Changes a model. What it does not know stays, and is named when the graph is read.</summary>
    /// <returns>Whether there was such rounding.</returns>
    /// <exception cref="SourceFormatException">A tensor's sizes and values do not agree.</exception>
    public static bool Make(ModelProto model)
    {
        FloatGraph graph = new(model.Graph);
        foreach (NodeProto node in model.Graph.Node.ToArray())
        {
            switch (node.OpType)
            {
                case "DynamicQuantizeLSTM" when node.Domain == "com.microsoft":
                    graph.Recurrent(node);
                    break;
                case "DynamicQuantizeLinear":
                    graph.Dynamic(node);
                    break;
                case "QuantizeLinear":
                    graph.Static(node);
                    break;
            }
        }

        return graph._isChanged;
    }

    /// <summary>W [D, I, 4H] and R [D, H, 4H] in integers, with a scale and a zero point for each direction or each column.</summary>
    private void Recurrent(NodeProto node)
    {
        string Input(int index) => index < node.Input.Count ? node.Input[index] : "";
        if (Floats(Input(1), Input(8), Input(9)) is not { } weights || Floats(Input(2), Input(10), Input(11)) is not { } hidden)
            return;
        string[] inputs = [Input(0), Add(node.Name + "/W", weights), Add(node.Name + "/R", hidden), .. Enumerable.Range(3, 5).Select(Input)];
        node.OpType = "LSTM";
        node.Domain = "";
        node.Input.Clear();
        node.Input.AddRange(inputs);
        _isChanged = true;
    }

    /// <summary>Turned to [D, 4H, K]; <see langword="null"/>: no constants, or of other sizes.</summary>
    private RealValue? Floats(string integers, string scale, string zero)
    {
        if (Constant(integers) is not IntValue { Rank: 3 } values || Constant(scale) is not RealValue scales)
            return null;
        (int directions, int inputs, int rows) = (values.Shape[0], values.Shape[1], values.Shape[2]);
        long[] zeros = Constant(zero) is IntValue given ? given.Data : new long[scales.Data.Length];
        int per = scales.Data.Length / Math.Max(1, directions);
        if (scales.Data.Length != zeros.Length || scales.Data.Length != per * directions || (per != 1 && per != rows))
            return null;
        float[] turned = new float[values.Count];
        for (int at = 0; at < turned.Length; at++)
        {
            (int direction, int input, int row) = (at / inputs / rows, at / rows % inputs, at % rows);
            int place = (direction * per) + (per == 1 ? 0 : row);
            turned[(((direction * rows) + row) * inputs) + input] = (values.Data[at] - zeros[place]) * scales.Data[place];
        }

        return new(new([directions, rows, inputs], turned));
    }

    /// <summary>Values whose scale is found at run time, in products of integers: the products of the values themselves, times a scale of 1.</summary>
    private void Dynamic(NodeProto node)
    {
        NodeProto[] readers = Readers(node.Output[0]);
        if (node.Output.Count < 3 || IsOutput(node.Output[0]) || readers.Length == 0 || readers.Any(reader => Matrix(reader) is null))
            return;
        foreach (NodeProto reader in readers)
        {
            string matrix = Add(reader.Output[0] + "/matrix", Matrix(reader)!);
            reader.OpType = "MatMul";
            reader.Input.Clear();
            reader.Input.AddRange([node.Output[0], matrix]);
        }

        Add(node.Output[1], new(new([], [1])));
        string[] outputs = [node.Output[0]];
        node.OpType = "Identity";
        node.Output.Clear();
        node.Output.AddRange(outputs);
        _isChanged = true;
    }

    /// <summary>The matrix [K, N] of a product of integers, with its zero points; its scale follows the product.</summary>
    private RealValue? Matrix(NodeProto node)
    {
        if (node.OpType != "MatMulInteger" || node.Input.Count < 2 || Constant(node.Input[1]) is not IntValue { Rank: 2 } values)
            return null;
        long[] zeros = node.Input.Count > 3 && Constant(node.Input[3]) is IntValue given ? given.Data : [0];
        if (zeros.Length != 1 && zeros.Length != values.Shape[1])
            return null;
        return new(new(
            values.Shape,
            [.. values.Data.Select((value, at) => (float)(value - zeros[zeros.Length == 1 ? 0 : at % values.Shape[1]]))]));
    }

    /// <summary>To integers and back by the same scale: of values nothing, of constants what is left of them.</summary>
    private void Static(NodeProto node)
    {
        NodeProto[] readers = Readers(node.Output[0]);
        if (IsOutput(node.Output[0]) || readers.Length == 0 || !readers.All(reader => IsBack(node, reader)))
            return;
        RealValue? rounded = _constants.ContainsKey(node.Input[0]) ? Rounded(node) : null;
        if (rounded is null && _constants.ContainsKey(node.Input[0]))
            return;
        foreach (NodeProto reader in readers)
        {
            if (rounded is not null)
                Add(reader.Output[0], rounded);
            else
                Pass(reader);
        }

        if (rounded is null)
        {
            Pass(node);
            _isChanged = true;
            return;
        }

        _graph.Node.Remove(node);
        foreach (NodeProto reader in readers)
            _graph.Node.Remove(reader);
    }

    private bool IsBack(NodeProto node, NodeProto reader) =>
        reader.OpType == "DequantizeLinear" && reader.Input[0] == node.Output[0] && IsSame(node, reader, 1) && IsSame(node, reader, 2)
        && Axis(node) == Axis(reader) && !reader.Attribute.Concat(node.Attribute).Any(attribute => attribute.Name == "block_size" && attribute.I != 0);

    private bool IsSame(NodeProto one, NodeProto other, int index)
    {
        string first = index < one.Input.Count ? one.Input[index] : "";
        string second = index < other.Input.Count ? other.Input[index] : "";
        return first == second
            || (_constants.TryGetValue(first, out TensorProto? a) && _constants.TryGetValue(second, out TensorProto? b) && Content(a) == Content(b));

        static ByteString Content(TensorProto tensor) => new TensorProto(tensor) { Name = "" }.ToByteString();
    }

    private static long Axis(NodeProto node) => node.Attribute.FirstOrDefault(attribute => attribute.Name == "axis")?.I ?? 1;

    /// <summary>A constant, rounded as the file says: divided by its scale, to the nearest (of two the even one), within the type of the zero point.</summary>
    private RealValue? Rounded(NodeProto node)
    {
        if (Constant(node.Input[0]) is not RealValue values || Constant(node.Input[1]) is not RealValue scales)
            return null;
        TensorProto? zero = node.Input.Count > 2 && _constants.TryGetValue(node.Input[2], out TensorProto? found) ? found : null;
        (long low, long high)? range = (TensorProto.Types.DataType)(zero?.DataType ?? (int)TensorProto.Types.DataType.Uint8) switch
        {
            TensorProto.Types.DataType.Uint8 => (0, 255),
            TensorProto.Types.DataType.Int8 => (-128, 127),
            TensorProto.Types.DataType.Uint16 => (0, 65535),
            TensorProto.Types.DataType.Int16 => (-32768, 32767),
            _ => null,
        };
        long[] zeros = zero is not null && Constant(zero.Name) is IntValue given ? given.Data : new long[scales.Data.Length];
        int axis = (int)Axis(node);
        axis += axis < 0 ? values.Rank : 0;
        bool isOne = scales.Data.Length == 1;
        if (range is null || zeros.Length != scales.Data.Length
            || (!isOne && (axis < 0 || axis >= values.Rank || values.Shape[axis] != scales.Data.Length)))
            return null;
        int inner = isOne ? 1 : Sizes.Count(values.Shape.AsSpan(axis + 1));
        return new(new(values.Shape, [.. values.Data.Select((value, at) =>
        {
            int place = isOne ? 0 : at / inner % scales.Data.Length;
            double integer = Math.Clamp(MathF.Round(value / scales.Data[place]) + zeros[place], range.Value.low, range.Value.high);
            return (float)(integer - zeros[place]) * scales.Data[place];
        })]));
    }

    private static void Pass(NodeProto node)
    {
        string input = node.Input[0];
        node.OpType = "Identity";
        node.Attribute.Clear();
        node.Input.Clear();
        node.Input.Add(input);
    }

    private NodeProto[] Readers(string value) => [.. _graph.Node.Where(node => node.Input.Contains(value))];

    private bool IsOutput(string value) => _graph.Output.Any(output => output.Name == value);

    private GraphValue? Constant(string name) => _constants.TryGetValue(name, out TensorProto? tensor) ? TensorReader.Read(tensor) : null;

    private string Add(string name, RealValue value)
    {
        TensorProto tensor = new() { Name = name, DataType = (int)TensorProto.Types.DataType.Float };
        tensor.Dims.AddRange(value.Shape.Select(size => (long)size));
        tensor.FloatData.AddRange(value.Data);
        _graph.Initializer.Add(tensor);
        _constants[name] = tensor;
        return name;
    }
}
