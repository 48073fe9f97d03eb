using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace TinyRnn.Formats;

/// <summary>The arrays of a blob by name, little-endian, as parts of the file: nothing is copied before its size was held against what is there.</summary>
internal sealed class BlobArrays
{
    /// <summary>Bytes of a head: "DNNw", version, type, bytes of the array, bytes to the next head, name.</summary>
    private const int HeadBytes = 64;

    private const int NameAt = 20;

    private readonly Dictionary<string, ReadOnlyMemory<byte>> _arrays = new(StringComparer.Ordinal);
    private readonly string _file;

    private BlobArrays(string file) => _file = file;

    /// <summary>Parts a file into its arrays.</summary>
    public static BlobArrays Read(ReadOnlyMemory<byte> blob, string file)
    {
        BlobArrays arrays = new(file);
        for (int place = 0; place < blob.Length || place == 0;)
            place += arrays.Add(blob[place..], place);
        return arrays;
    }

    public bool Has(string name) => _arrays.ContainsKey(name);

    /// <summary>Numbers of an array that has to be there.</summary>
    public int Count(string name) => Bytes(name).Length / (BlobNames.TypeOf(name) == BlobType.Int8 ? sizeof(sbyte) : sizeof(float));

    /// <summary>The numbers of an array of float32, as many as are expected, all finite.</summary>
    public float[] Floats(string name, long expected)
    {
        ReadOnlySpan<byte> bytes = Bytes(name);
        Expect(name, expected);
        float[] values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
            if (!float.IsFinite(values[i]))
                throw Error(FormattableString.Invariant($"has {values[i]} as value {i} of {name}, where finite numbers are expected"));
        }

        return values;
    }

    /// <summary>The numbers of an array of 8 bits, as many as are expected.</summary>
    public ReadOnlySpan<sbyte> Int8s(string name, long expected)
    {
        Expect(name, expected);
        return MemoryMarshal.Cast<byte, sbyte>(Bytes(name));
    }

    public int[] Ints(string name)
    {
        ReadOnlySpan<byte> bytes = Bytes(name);
        int[] values = new int[bytes.Length / sizeof(int)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(i * sizeof(int))..]);
        return values;
    }

    /// <summary>Refuses an array that has another number of values.</summary>
    public void Expect(string name, long expected)
    {
        if (Count(name) != expected)
            throw Error($"has {Counted.Of(Count(name), "value")} in {name}, where {expected} are expected");
    }

    public SourceFormatException Error(string what) =>
        new($"{_file} {what}. Write the blob again with RNNoise's dump_weights_blob, or check the transfer.");

    private ReadOnlySpan<byte> Bytes(string name) =>
        _arrays.TryGetValue(name, out ReadOnlyMemory<byte> array) ? array.Span : throw Error($"has no array {name}, without which there is no network");

    /// <summary>Takes the array at a place, and says how many bytes it is to the next.</summary>
    private int Add(ReadOnlyMemory<byte> rest, int place)
    {
        ReadOnlySpan<byte> head = rest.Span;
        if (head.Length < HeadBytes)
            throw Error($"ends at byte {(long)place + head.Length}, within the head of an array that begins at byte {place} and has {HeadBytes} bytes");
        if (!head.StartsWith(RnnoiseBlob.Signature))
            throw Error($"has '{Excerpt.Of(head[..4])}' at byte {place}, where an array's head begins with 'DNNw'");
        string name = NameOf(head[NameAt..HeadBytes], place);
        BlobType type = BlobNames.TypeOf(name) ?? throw Error(
            $"has an array '{Excerpt.Of(name)}' at byte {place}, which RNNoise 0.2 does not have (Opus and LPCNet have blobs of this form, too)");
        ExpectHead(name, "version", Number(head, 4), 0);
        ExpectHead(name, "type", Number(head, 8), (int)type);
        (int bytes, int block) = (Number(head, 12), Number(head, 16));
        if (bytes <= 0 || bytes % (type == BlobType.Int8 ? sizeof(sbyte) : sizeof(float)) != 0)
            throw Error($"gives {name} {Counted.Of(bytes, "byte")}, where whole numbers of type {(int)type} are expected, and one at least");
        if (block < bytes)
            throw Error($"gives {name} a block of {Counted.Of(block, "byte")} for its {Counted.Of(bytes, "byte")}");
        if (block > rest.Length - HeadBytes)
            throw Error($"ends within {name}, whose block has {Counted.Of(block, "byte")} where {rest.Length - HeadBytes} are left");
        if (!_arrays.TryAdd(name, rest.Slice(HeadBytes, bytes)))
            throw Error($"has {name} twice, the second time at byte {place}");
        return HeadBytes + block;
    }

    private void ExpectHead(string name, string what, int found, int expected)
    {
        if (found != expected)
            throw Error($"gives {name} the {what} {found}, where {expected} is the one that is known");
    }

    private string NameOf(ReadOnlySpan<byte> field, int place)
    {
        int end = field.IndexOf((byte)0);
        return end > 0
            ? System.Text.Encoding.Latin1.GetString(field[..end])
            : throw Error($"has the name '{Excerpt.Of(field)}' in the head at byte {place}, where 1 to {Counted.Of(field.Length - 1, "character")} and a "
            + $"zero are expected");
    }

    private static int Number(ReadOnlySpan<byte> head, int place) => BinaryPrimitives.ReadInt32LittleEndian(head[place..]);
}
