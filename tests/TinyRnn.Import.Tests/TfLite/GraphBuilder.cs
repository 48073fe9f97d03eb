using System.Runtime.InteropServices;
using Google.FlatBuffers;

namespace TinyRnn.Import.Tests.TfLite;

/// <summary>Writes small TFLite files with FlatBuffers' own library, so that the reader is held to another hand's tables.</summary>
internal sealed class GraphBuilder
{
    private readonly FlatBufferBuilder _builder = new(1024);
    private readonly List<Offset<int>> _tensors = [];
    private readonly List<Offset<int>> _buffers = [];
    private readonly List<Offset<int>> _codes = [];
    private readonly List<Offset<int>> _operators = [];

    public GraphBuilder() => _buffers.Add(Table(1, () => { }));

    /// <summary>A tensor that is computed.</summary>
    public int Value(string name, params int[] shape) => Tensor(name, shape, 0, 0);

    public int Floats(string name, int[] shape, float[] values) => Constant(name, shape, 0, MemoryMarshal.AsBytes<float>(values).ToArray());

    public int Halves(string name, int[] shape, Half[] values) => Constant(name, shape, 1, MemoryMarshal.AsBytes<Half>(values).ToArray());

    public int Ints(string name, params int[] values) => Constant(name, [values.Length], 2, MemoryMarshal.AsBytes<int>(values).ToArray());

    public int Bytes(string name, int[] shape, sbyte[] values) => Constant(name, shape, 9, MemoryMarshal.AsBytes<sbyte>(values).ToArray());

    /// <summary>An operator of one output; its options are a table of so many fields.</summary>
    public void Add(int code, int[] inputs, int output, int fields = 0, Action<FlatBufferBuilder>? options = null)
    {
        int? settings = options is null ? null : Table(fields, () => options(_builder)).Value;
        int reads = Vector(inputs);
        int gives = Vector([output]);
        int index = _codes.Count;
        _codes.Add(Table(4, () => { _builder.AddByte(0, (byte)code, 0); _builder.AddInt(3, code, 0); }));
        _operators.Add(Table(5, () =>
        {
            _builder.AddInt(0, index, -1);
            _builder.AddOffset(1, reads, 0);
            _builder.AddOffset(2, gives, 0);
            if (settings is { } there)
                _builder.AddOffset(4, there, 0);
        }));
    }

    public byte[] Finish(int input, int output)
    {
        int tensors = Tables(_tensors);
        int reads = Vector([input]);
        int gives = Vector([output]);
        int operators = Tables(_operators);
        Offset<int> graph = Table(4, () =>
        {
            _builder.AddOffset(0, tensors, 0);
            _builder.AddOffset(1, reads, 0);
            _builder.AddOffset(2, gives, 0);
            _builder.AddOffset(3, operators, 0);
        });
        int graphs = Tables([graph]);
        int codes = Tables(_codes);
        int buffers = Tables(_buffers);
        Offset<int> model = Table(5, () =>
        {
            _builder.AddInt(0, 3, 0);
            _builder.AddOffset(1, codes, 0);
            _builder.AddOffset(2, graphs, 0);
            _builder.AddOffset(4, buffers, 0);
        });
        _builder.Finish(model.Value, "TFL3");
        return _builder.SizedByteArray();
    }

    private int Constant(string name, int[] shape, int type, byte[] bytes)
    {
        _builder.StartVector(1, bytes.Length, sizeof(float));
        foreach (byte value in bytes.Reverse())
            _builder.AddByte(value);
        int data = _builder.EndVector().Value;
        _buffers.Add(Table(1, () => _builder.AddOffset(0, data, 0)));
        return Tensor(name, shape, type, _buffers.Count - 1);
    }

    private int Tensor(string name, int[] shape, int type, int buffer)
    {
        int sizes = Vector(shape);
        int text = _builder.CreateString(name).Value;
        _tensors.Add(Table(4, () =>
        {
            _builder.AddOffset(0, sizes, 0);
            _builder.AddByte(1, (byte)type, 0);
            _builder.AddInt(2, buffer, 0);
            _builder.AddOffset(3, text, 0);
        }));
        return _tensors.Count - 1;
    }

    private int Vector(int[] values)
    {
        _builder.StartVector(sizeof(int), values.Length, sizeof(int));
        foreach (int value in values.Reverse())
            _builder.AddInt(value);
        return _builder.EndVector().Value;
    }

    private int Tables(IEnumerable<Offset<int>> tables)
    {
        Offset<int>[] all = [.. tables];
        _builder.StartVector(sizeof(int), all.Length, sizeof(int));
        foreach (Offset<int> table in all.Reverse())
            _builder.AddOffset(table.Value);
        return _builder.EndVector().Value;
    }

    private Offset<int> Table(int fields, Action fill)
    {
        _builder.StartTable(fields);
        fill();
        return new(_builder.EndTable());
    }
}
