using Google.Protobuf;
using Onnx;
using TinyRnn.Import.Onnx;

namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Writes graphs as exporters do.</summary>
internal sealed class GraphFile
{
    private int _next;

    public GraphFile(int opset = 13)
    {
        Model = new ModelProto { IrVersion = 7, ProducerName = "test", Graph = new GraphProto { Name = "g" } };
        Model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
    }

    public GraphFile(ModelProto model) => Model = model;

    public ModelProto Model { get; }

    public string Input(string name, params long[] shape) => Typed(name, 1, shape);

    /// <summary>An input; a size of 0 is open.</summary>
    public string Typed(string name, int type, params long[] shape)
    {
        Model.Graph.Input.Add(Value(name, type, shape));
        return name;
    }

    public void Output(string name, params long[] shape) => Model.Graph.Output.Add(Value(name, 1, shape));

    public string Weight(string name, float[] values, params long[] shape)
    {
        var tensor = new TensorProto { Name = name, DataType = 1 };
        tensor.Dims.AddRange(shape);
        tensor.FloatData.AddRange(values);
        Model.Graph.Initializer.Add(tensor);
        return name;
    }

    public string Number(float value) => Weight($"number_{_next++}", [value]);

    /// <summary>Integers of 8 bits, with a sign or without.</summary>
    public string Bytes(bool isSigned, int[] values, params long[] shape)
    {
        var tensor = new TensorProto { Name = $"bytes_{_next++}", DataType = isSigned ? 3 : 2 };
        tensor.Dims.AddRange(shape);
        tensor.Int32Data.AddRange(values);
        Model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    public string Integers(params long[] values)
    {
        var tensor = new TensorProto { Name = $"integers_{_next++}", DataType = 7 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.AddRange(values);
        Model.Graph.Initializer.Add(tensor);
        return tensor.Name;
    }

    /// <summary>A node of one output.</summary>
    public string Node(string type, string[] inputs, params (string Name, object Value)[] attributes) =>
        Nodes(type, inputs, 1, attributes)[0];

    public string[] Nodes(string type, string[] inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        var node = new NodeProto { OpType = type, Name = $"{type}_{_next}" };
        node.Input.AddRange(inputs);
        string[] names = [.. Enumerable.Range(0, outputs).Select(at => $"{type}_{_next}_out{at}")];
        _next++;
        node.Output.AddRange(names);
        foreach ((string name, object value) in attributes)
            node.Attribute.Add(Attribute(name, value));
        Model.Graph.Node.Add(node);
        return names;
    }

    /// <summary>A node of ONNX Runtime's own.</summary>
    public string[] Microsoft(string type, string[] inputs, int outputs, params (string Name, object Value)[] attributes)
    {
        if (!Model.OpsetImport.Any(opset => opset.Domain.Length > 0))
            Model.OpsetImport.Add(new OperatorSetIdProto { Domain = "com.microsoft", Version = 1 });
        string[] names = Nodes(type, inputs, outputs, attributes);
        Model.Graph.Node[^1].Domain = "com.microsoft";
        return names;
    }

    /// <summary>Calls a value what an output is called.</summary>
    public void Name(string value, string name)
    {
        var node = new NodeProto { OpType = "Identity", Name = "name_" + name };
        node.Input.Add(value);
        node.Output.Add(name);
        Model.Graph.Node.Add(node);
    }

    public byte[] Bytes() => Model.ToByteArray();

    public OnnxModel Read(ReadOptions? options = null) => Read(Bytes(), options);

    public static OnnxModel Read(byte[] bytes, ReadOptions? options = null)
    {
        using var file = new MemoryStream(bytes);
        return OnnxReader.ReadModel(file, "test.onnx", options ?? ReadOptions.None);
    }

    public static AttributeProto Attribute(string name, object value)
    {
        var attribute = new AttributeProto { Name = name };
        switch (value)
        {
            case int number:
                attribute.I = number;
                attribute.Type = AttributeProto.Types.AttributeType.Int;
                break;
            case float number:
                attribute.F = number;
                attribute.Type = AttributeProto.Types.AttributeType.Float;
                break;
            case string text:
                attribute.S = ByteString.CopyFromUtf8(text);
                attribute.Type = AttributeProto.Types.AttributeType.String;
                break;
            case int[] numbers:
                attribute.Ints.AddRange(numbers.Select(number => (long)number));
                attribute.Type = AttributeProto.Types.AttributeType.Ints;
                break;
            case float[] numbers:
                attribute.Floats.AddRange(numbers);
                attribute.Type = AttributeProto.Types.AttributeType.Floats;
                break;
            case string[] texts:
                attribute.Strings.AddRange(texts.Select(ByteString.CopyFromUtf8));
                attribute.Type = AttributeProto.Types.AttributeType.Strings;
                break;
            case GraphProto graph:
                attribute.G = graph;
                attribute.Type = AttributeProto.Types.AttributeType.Graph;
                break;
            default:
                throw new ArgumentException($"{value.GetType()} is no attribute here.", nameof(value));
        }

        return attribute;
    }

    private static ValueInfoProto Value(string name, int type, long[] shape)
    {
        var sizes = new TensorShapeProto();
        foreach (long size in shape)
            sizes.Dim.Add(size == 0 ? new TensorShapeProto.Types.Dimension { DimParam = "open" + sizes.Dim.Count }
                : new TensorShapeProto.Types.Dimension { DimValue = size });
        return new ValueInfoProto { Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = type, Shape = sizes } } };
    }
}
