using System.Buffers.Binary;
using TinyRnn.Import.Files;

namespace TinyRnn.Import.TfLite;

/// <summary>A tensor of the graph: a constant if it has bytes.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Sizes; -1: left open.</param>
/// <param name="Type">Number of its element type in the schema.</param>
/// <param name="Data">A constant's bytes.</param>
/// <param name="IsSparse">It is stored without its zeros.</param>
internal sealed record TfLiteTensor(string Name, int[] Shape, int Type, ReadOnlyMemory<byte> Data, bool IsSparse)
{
    public const int Float32 = 0;
    public const int Float16 = 1;
    public const int Int32 = 2;
    public const int Int64 = 4;

    private static readonly string[] s_types =
        ["FLOAT32", "FLOAT16", "INT32", "UINT8", "INT64", "STRING", "BOOL", "INT16", "COMPLEX64", "INT8", "FLOAT64"];

    public string TypeName => Type < s_types.Length ? s_types[Type] : $"type {Type}";

    public override string ToString() => $"{TypeName} [{string.Join(", ", Shape)}]";
}

/// <summary>An operator of the graph.</summary>
/// <param name="Code">Its number in the schema's BuiltinOperator.</param>
/// <param name="Custom">A custom operator's name.</param>
/// <param name="Inputs">Tensors; -1: left out.</param>
/// <param name="Outputs">Tensors.</param>
/// <param name="Options">Its options, if it has any.</param>
internal sealed record TfLiteOperator(int Code, string Custom, int[] Inputs, int[] Outputs, FlatTable? Options);

/// <summary>
/// A file's first graph. Field numbers are those of TensorFlow's schema.fbs, version 3: Model 0 version, 1 operator_codes,
/// 2 subgraphs, 3 description, 4 buffers; OperatorCode 0 deprecated_builtin_code, 1 custom_code, 3 builtin_code; SubGraph 0 tensors,
/// 1 inputs, 2 outputs, 3 operators; Tensor 0 shape, 1 type, 2 buffer, 3 name, 6 sparsity, 7 shape_signature;
/// Operator 0 opcode_index, 1 inputs, 2 outputs, 4 builtin_options; Buffer 0 data, 1 offset.
/// </summary>
internal sealed class TfLiteFile
{
    private const int MostTables = 1 << 16;
    private const int MostOperands = 256;
    private const int MostAxes = 8;

    /// <summary>Sums of as many sizes as an operator has operands fit a whole number.</summary>
    private const int LargestSize = 1 << 22;

    private const int Version = 3;
    private readonly string _name;
    private long _left;

    private TfLiteFile(string name, int length) => (_name, _left) = (name, 4L * length);

    public string Description { get; private init; } = "";

    /// <summary>Graphs beside the first one: bodies of loops and conditions.</summary>
    public int Graphs { get; private init; }

    public IReadOnlyList<TfLiteTensor> Tensors { get; private init; } = [];

    public IReadOnlyList<TfLiteOperator> Operators { get; private init; } = [];

    public int[] Inputs { get; private init; } = [];

    public int[] Outputs { get; private init; } = [];

    /// <exception cref="SourceFormatException">It is damaged, or of another version.</exception>
    public static TfLiteFile Parse(ReadOnlyMemory<byte> file, string name)
    {
        FlatTable model = FlatTable.Root(file, name);
        if (model.Int(0) != Version)
        {
            throw new SourceFormatException(
                $"{name} is of version {model.Int(0)} of TFLite's schema, where {Version} is the one that is known. Convert the model again.");
        }

        FlatTable[] graphs = model.Tables(2, MostTables);
        if (graphs.Length == 0)
            throw new SourceFormatException($"{name} has no graph. It is damaged; save or download it again.");
        FlatTable[] buffers = model.Tables(4, MostTables);
        TfLiteTensor[] tensors = [.. graphs[0].Tables(0, MostTables).Select(tensor => Tensor(tensor, buffers, name))];
        (int Code, string Custom)[] codes = [.. model.Tables(1, MostTables).Select(code => (Math.Max((int)code.Byte(0), code.Int(3)), code.Text(1)))];
        return new(name, file.Length)
        {
            Description = model.Text(3),
            Graphs = graphs.Length,
            Tensors = tensors,
            Operators = [.. graphs[0].Tables(3, MostTables).Select(call => Operator(call, codes, tensors.Length, name))],
            Inputs = References(graphs[0].Ints(1, MostOperands), tensors.Length, name),
            Outputs = References(graphs[0].Ints(2, MostOperands), tensors.Length, name),
        };
    }

    /// <summary>A constant of float32 or float16; <see langword="null"/>: it is no constant, or has other numbers.</summary>
    public SourceTensor? Floats(int tensor)
    {
        if (tensor < 0 || Tensors[tensor] is not { Data.Length: > 0, IsSparse: false, Type: TfLiteTensor.Float32 or TfLiteTensor.Float16 } constant)
            return null;
        int width = constant.Type == TfLiteTensor.Float16 ? sizeof(ushort) : sizeof(float);
        float[] values = new float[Take(constant, width)];
        if (width == sizeof(float))
            LittleEndian.Singles(constant.Data.Span, values);
        else
            LittleEndian.Halves(constant.Data.Span, values);
        return new(constant.Shape, values);
    }

    /// <summary>A constant of int32; <see langword="null"/>: it is no such constant.</summary>
    public int[]? Ints(int tensor)
    {
        if (tensor < 0 || Tensors[tensor] is not { Data.Length: > 0, IsSparse: false, Type: TfLiteTensor.Int32 } constant)
            return null;
        int[] values = new int[Take(constant, sizeof(int))];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(constant.Data.Span[(i * sizeof(int))..]);
        return values;
    }

    /// <summary>Counts numbers that are about to be made; all together may take four times the file.</summary>
    public void Reserve(long count)
    {
        _left -= count * sizeof(float);
        if (_left < 0)
        {
            throw new SourceFormatException(
                $"{_name} makes more numbers of its constants than four times its own size. It is damaged; save or download it again.");
        }
    }

    /// <summary>Elements of a constant. All that are read together are bounded, because many tensors may claim one buffer.</summary>
    private int Take(TfLiteTensor constant, int width)
    {
        long count = 1;
        foreach (int size in constant.Shape)
            count = size < 0 || count > int.MaxValue ? -1 : count * size;
        if (count * width != constant.Data.Length)
        {
            throw new SourceFormatException(
                $"{_name}: the tensor {constant.Name}, {constant}, has {Counted.Of(constant.Data.Length, "byte")}. It is damaged; save or download it again.");
        }

        Reserve(count);
        return (int)count;
    }

    private static TfLiteTensor Tensor(FlatTable tensor, FlatTable[] buffers, string name)
    {
        int buffer = tensor.Int(2);
        if (buffer < 0 || (buffer >= buffers.Length && buffer != 0))
            throw new SourceFormatException($"{name} names buffer {buffer} of {buffers.Length}. It is damaged; save or download it again.");
        if (buffer != 0 && buffers[buffer].Has(1))
            throw new SourceFormatException($"{name} keeps a buffer behind its tables, as only files of more than 2 GB do. Those are not read.");
        int[] shape = tensor.Ints(0, MostAxes);
        int[] open = tensor.Ints(7, MostAxes);
        int[] sizes = open.Length == shape.Length ? open : shape;
        if (Array.Exists(sizes, size => size is < -1 or > LargestSize))
        {
            throw new SourceFormatException(
                $"{name} has a tensor [{string.Join(", ", sizes)}]; sizes up to {LargestSize} are read. Is it damaged? Download it again.");
        }

        return new(tensor.Text(3), sizes, tensor.Byte(1), buffer == 0 ? default : buffers[buffer].Bytes(0), tensor.Has(6));
    }

    private static TfLiteOperator Operator(FlatTable call, (int Code, string Custom)[] codes, int tensors, string name)
    {
        int index = call.Int(0);
        if (index < 0 || index >= codes.Length)
            throw new SourceFormatException($"{name} names operator {index} of {codes.Length}. It is damaged; save or download it again.");
        int[] outputs = References(call.Ints(2, MostOperands), tensors, name);
        return new(codes[index].Code, codes[index].Custom, References(call.Ints(1, MostOperands), tensors, name), outputs, call.Table(4));
    }

    private static int[] References(int[] places, int tensors, string name) => Array.TrueForAll(places, place => place >= -1 && place < tensors)
        ? places
        : throw new SourceFormatException(
            $"{name} names a tensor that is not there: [{string.Join(", ", places)}] of {tensors}. It is damaged; save or download it again.");
}
