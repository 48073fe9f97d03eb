using System.Buffers.Binary;
using System.Text;

namespace TinyRnn.Import.Tests.Rnnoise;

/// <summary>What a blob has of the weights.</summary>
public enum BlobForm
{
    /// <summary>float32 alone, dense.</summary>
    Floats,

    /// <summary>float32 alone; GRUs have only some blocks, and their diagonals apart.</summary>
    SparseFloats,

    /// <summary>8 bits, dense, where RNNoise's exporter rounds.</summary>
    Bytes,

    /// <summary>8 bits; GRUs have only some blocks, and their diagonals apart.</summary>
    SparseBytes,

    /// <summary>As <see cref="SparseBytes"/>, and other numbers in float32 beside them.</summary>
    Both,
}

/// <summary>An array of a blob: what its head says, which a test may falsify, and its bytes.</summary>
internal sealed record BlobArray(string Name, int Type, byte[] Bytes)
{
    public int Version { get; init; }

    public int Size { get; init; } = Bytes.Length;

    /// <summary>To the next head, in steps of 64 bytes.</summary>
    public int Block { get; init; } = (Bytes.Length + 63) / 64 * 64;

    public string Head { get; init; } = "DNNw";

    public void Write(List<byte> file)
    {
        byte[] head = new byte[64];
        Encoding.Latin1.GetBytes(Head, head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), Version);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(8), Type);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(12), Size);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(16), Block);
        Encoding.Latin1.GetBytes(Name, head.AsSpan(20));
        file.AddRange(head);
        file.AddRange(Bytes);
        file.AddRange(new byte[(-Bytes.Length) & 63]);
    }
}

/// <summary>A blob of random numbers for RNNoise 0.2, and its layers as plain matrices.</summary>
internal sealed class BlobFile
{
    public const int Features = 5;
    public const int Bands = 6;
    public const int Frames = 3;

    private const int Conv1 = 8;
    private const int Conv2 = 16;
    private static readonly int[] s_units = [8, 16, 8];

    private readonly Random _random;

    public BlobFile(int seed, BlobForm form)
    {
        _random = new(seed);
        bool isSparse = form is BlobForm.SparseFloats or BlobForm.SparseBytes or BlobForm.Both;
        BlobForm dense = isSparse ? form == BlobForm.SparseFloats ? BlobForm.Floats : form == BlobForm.Both ? form : BlobForm.Bytes : form;
        Add("conv1", Conv1, Frames * Features, BlobForm.Floats);
        Add("conv2", Conv2, Frames * Conv1, dense);
        int inputs = Conv2;
        for (int k = 0; k < s_units.Length; k++)
        {
            Add($"gru{k + 1}_input", 3 * s_units[k], inputs, dense, isSparse);
            Add($"gru{k + 1}_recurrent", 3 * s_units[k], s_units[k], dense, isSparse, hasDiagonal: isSparse);
            inputs = s_units[k];
        }

        Add("dense_out", Bands, Conv2 + s_units.Sum(), BlobForm.Floats);
        Add("vad_dense", 1, Conv2 + s_units.Sum(), BlobForm.Floats);
    }

    public List<BlobArray> Arrays { get; } = [];

    public Dictionary<string, BlobProduct> Products { get; } = [];

    public byte[] Bytes()
    {
        List<byte> file = [];
        foreach (BlobArray array in Arrays)
            array.Write(file);
        return [.. file];
    }

    /// <summary>Puts something else in an array's place.</summary>
    public void Replace(string name, Func<BlobArray, BlobArray> change)
    {
        int place = Arrays.FindIndex(array => array.Name == name);
        Arrays[place] = change(Arrays[place]);
    }

    private void Add(string name, int outputs, int inputs, BlobForm form, bool isSparse = false, bool hasDiagonal = false)
    {
        BlobBlocks? blocks = form == BlobForm.Floats && !isSparse ? null : new(outputs, inputs, isSparse ? _random : null);
        double[,] matrix = new double[outputs, inputs];
        if (form is BlobForm.Bytes or BlobForm.Both)
            AddBytes(name, matrix, blocks!);
        if (form is BlobForm.Floats or BlobForm.Both)
            AddFloats(name, matrix, isSparse ? blocks : null);
        if (isSparse)
            AddInts($"{name}_weights_idx", blocks!.Index());
        if (hasDiagonal)
        {
            float[] diagonal = Floats(outputs);
            AddFloats($"{name}_weights_diag", diagonal);
            for (int o = 0; o < outputs; o++)
                matrix[o, o % inputs] += diagonal[o];
        }

        float[] bias = Floats(outputs);
        AddFloats($"{name}_bias", bias);
        Products.Add(name, new(matrix, bias));
    }

    private void AddFloats(string name, double[,] matrix, BlobBlocks? blocks)
    {
        (int outputs, int inputs) = (matrix.GetLength(0), matrix.GetLength(1));
        Array.Clear(matrix);
        List<float> values = [];
        foreach ((int o, int i) in blocks?.InputByInput()
            ?? Enumerable.Range(0, inputs).SelectMany(i => Enumerable.Range(0, outputs).Select(o => (o, i))))
        {
            values.Add(Floats(1)[0]);
            matrix[o, i] = values[^1];
        }

        AddFloats($"{name}_weights_float", [.. values]);
    }

    private void AddBytes(string name, double[,] matrix, BlobBlocks blocks)
    {
        // Powers of two: what a byte stands for is a float32, and no rounding is between the file and the matrix.
        float[] scale = [.. Enumerable.Range(0, matrix.GetLength(0)).Select(_ => MathF.ScaleB(1, -_random.Next(14, 17)))];
        List<byte> values = [];
        foreach ((int o, int i) in blocks.OutputByOutput())
        {
            int value = _random.Next(-127, 128);
            values.Add((byte)(sbyte)value);
            matrix[o, i] = value * 127.0 * scale[o];
        }

        Arrays.Add(new($"{name}_weights_int8", 3, [.. values]));
        AddFloats($"{name}_scale", scale);
        AddFloats($"{name}_subias", Floats(scale.Length));
    }

    /// <summary>Multiples of 1/1024: with a diagonal they add up exactly in float32.</summary>
    private float[] Floats(int count) => [.. Enumerable.Range(0, count).Select(_ => _random.Next(-700, 701) / 1024f)];

    private void AddFloats(string name, float[] values) => Arrays.Add(new(name, 0, [.. values.SelectMany(BitConverter.GetBytes)]));

    private void AddInts(string name, IEnumerable<int> values) => Arrays.Add(new(name, 1, [.. values.SelectMany(BitConverter.GetBytes)]));
}
