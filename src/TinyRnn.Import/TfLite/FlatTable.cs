using System.Buffers.Binary;
using System.Text;

namespace TinyRnn.Import.TfLite;

/// <summary>
/// A table of a FlatBuffers file, its fields told by their numbers in the schema. Every place and length is held against the file
/// before it is used, so that a file that lies is one line, and costs no memory.
/// </summary>
internal readonly struct FlatTable
{
    private const int LongestText = 256;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly string _name;
    private readonly int _position;
    private readonly int _fields;
    private readonly int _fieldsEnd;

    private FlatTable(ReadOnlyMemory<byte> file, string name, long position)
    {
        _file = file;
        _name = name;
        _position = Checked(position, sizeof(int));
        _fields = Checked(position - BinaryPrimitives.ReadInt32LittleEndian(At(_position)), 2 * sizeof(ushort));
        _fieldsEnd = _fields + BinaryPrimitives.ReadUInt16LittleEndian(At(_fields));
        _ = Checked(_fields, _fieldsEnd - _fields);
    }

    /// <summary>The table in which a file begins.</summary>
    /// <exception cref="SourceFormatException">There is none.</exception>
    public static FlatTable Root(ReadOnlyMemory<byte> file, string name) =>
        new(file, name, file.Length >= sizeof(uint) ? BinaryPrimitives.ReadUInt32LittleEndian(file.Span) : file.Length);

    /// <summary>Whether a field is there; what is not has its default.</summary>
    public bool Has(int field) => Place(field) != 0;

    public int Int(int field, int missing = 0) =>
        Place(field) is var place and not 0 ? BinaryPrimitives.ReadInt32LittleEndian(At(Checked(place, sizeof(int)))) : missing;

    public float Float(int field) =>
        Place(field) is var place and not 0 ? BinaryPrimitives.ReadSingleLittleEndian(At(Checked(place, sizeof(float)))) : 0;

    public byte Byte(int field) => Place(field) is var place and not 0 ? At(Checked(place, 1))[0] : (byte)0;

    public bool Flag(int field) => Byte(field) != 0;

    /// <summary>A table that the field holds.</summary>
    public FlatTable? Table(int field) => Place(field) is var place and not 0 ? new FlatTable(_file, _name, Follow(place)) : null;

    /// <summary>A list of tables.</summary>
    public FlatTable[] Tables(int field, int most)
    {
        (int start, int count) = Vector(field, sizeof(uint), most);
        FlatTable[] tables = new FlatTable[count];
        for (int i = 0; i < count; i++)
            tables[i] = new(_file, _name, Follow(start + (i * sizeof(uint))));
        return tables;
    }

    /// <summary>A list of numbers.</summary>
    public int[] Ints(int field, int most)
    {
        (int start, int count) = Vector(field, sizeof(int), most);
        int[] values = new int[count];
        for (int i = 0; i < count; i++)
            values[i] = BinaryPrimitives.ReadInt32LittleEndian(At(start + (i * sizeof(int))));
        return values;
    }

    /// <summary>Bytes, without a copy.</summary>
    public ReadOnlyMemory<byte> Bytes(int field)
    {
        (int start, int count) = Vector(field, 1, int.MaxValue);
        return _file.Slice(start, count);
    }

    /// <summary>A text; long ones are cut, because they are names.</summary>
    public string Text(int field)
    {
        ReadOnlySpan<byte> bytes = Bytes(field).Span;
        return Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, LongestText)]).ReplaceLineEndings(" ");
    }

    private ReadOnlySpan<byte> At(int place) => _file.Span[place..];

    /// <summary>Where a field stands; 0: nowhere. A list of fields begins with its own length and the table's.</summary>
    private int Place(int field)
    {
        int entry = _fields + ((2 + field) * sizeof(ushort));
        if (entry + sizeof(ushort) > _fieldsEnd)
            return 0;
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(At(entry));
        return offset == 0 ? 0 : Checked((long)_position + offset, 1);
    }

    private long Follow(int place) => place + (long)BinaryPrimitives.ReadUInt32LittleEndian(At(Checked(place, sizeof(uint))));

    private (int Start, int Count) Vector(int field, int elementSize, int most)
    {
        int place = Place(field);
        if (place == 0)
            return (0, 0);
        int length = Checked(Follow(place), sizeof(uint));
        long count = BinaryPrimitives.ReadUInt32LittleEndian(At(length));
        if (count > most)
        {
            throw new SourceFormatException(
                $"{_name} has a list of {count} entries where at most {most} are read. It is damaged; save or download it again.");
        }

        return (Checked(length + sizeof(uint), count * elementSize), (int)count);
    }

    private int Checked(long place, long length) => place >= 0 && length >= 0 && place + length <= _file.Length
        ? (int)place
        : throw new SourceFormatException(
            $"{_name} points to {Counted.Of(length, "byte")} at {place}, but has {_file.Length}. It is damaged or cut off; save or download it again.");
}
