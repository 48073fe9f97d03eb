using System.Text;

namespace TinyRnn.Weights;

/// <summary>A tensor as a safetensors file describes it.</summary>
/// <example>
/// <code>
/// using SafetensorsReader reader = SafetensorsReader.Open("model.safetensors");
/// TensorInfo tensor = reader.Get("fc.weight");
/// float[] values = new float[tensor.ElementCount];
/// reader.Read(tensor, values);
/// </code>
/// </example>
public sealed class TensorInfo
{
    private readonly int _index;
    private string? _name;
    private string? _typeText;
    private int[]? _shape;

    internal TensorInfo(SafetensorsHeader header, int index)
    {
        Header = header;
        _index = index;
        Type = TensorTypes.Parse(header.Type(index));
    }

    /// <summary>Name, such as <c>lstm.weight_ih_l0</c>.</summary>
    public string Name => _name ??= Encoding.UTF8.GetString(Utf8Name);

    /// <summary>Element type.</summary>
    public TensorType Type { get; }

    /// <summary>Element type as the file spells it.</summary>
    public string TypeText => _typeText ??= Encoding.UTF8.GetString(Header.Type(_index));

    /// <summary>Sizes, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape => _shape ??= Sizes.ToArray();

    /// <summary>Number of elements.</summary>
    public long ElementCount => Header.Entry(_index).ElementCount;

    /// <summary>First byte, counted from the end of the header.</summary>
    public long ByteOffset => Header.Entry(_index).Begin;

    /// <summary>Number of bytes.</summary>
    public long ByteLength => Header.Entry(_index).End - Header.Entry(_index).Begin;

    /// <summary>Where it is described.</summary>
    internal SafetensorsHeader Header { get; }

    /// <summary>
    /// Of integers of 8 or 16 bits: the tensor that has this one's name and <c>_scale</c>, with a number for each of its rows, or one for all. What is stored
    /// are the integers times these. <see langword="null"/>: there is none that fits.
    /// </summary>
    internal TensorInfo? Scale
    {
        get
        {
            if (Type is not (TensorType.I8 or TensorType.I16) || Sizes.IsEmpty)
                return null;
            int place = Header.Find(Utf8Name, "_scale"u8);
            TensorInfo? scale = place < 0 ? null : Header.Info(Header.ByName[place]);
            return scale is not null && scale.Type.IsFloat() && (scale.ElementCount == 1 || scale.ElementCount == Sizes[0]) ? scale : null;
        }
    }

    /// <summary>It can be read as floats.</summary>
    internal bool HoldsFloats => Type.IsFloat() || Scale is not null;

    /// <summary>It is the scale of another tensor.</summary>
    internal bool IsScale
    {
        get
        {
            if (!Utf8Name.EndsWith("_scale"u8))
                return false;
            int place = Header.Find([], Utf8Name[..^"_scale"u8.Length]);
            return place >= 0 && Header.Info(Header.ByName[place]).Scale is not null;
        }
    }

    internal ReadOnlySpan<byte> Utf8Name => Header.Name(_index);

    internal ReadOnlySpan<int> Sizes => Header.Entry(_index).Shape;

    /// <summary>The name, for a message.</summary>
    internal string ShownName => Excerpt.Of(Utf8Name);

    /// <summary>Type and shape: <c>F32 [128, 3]</c>.</summary>
    public override string ToString() => $"{Excerpt.Of(Header.Type(_index))} {ShapeText(Sizes)}";

    internal static string ShapeText(ReadOnlySpan<int> shape)
    {
        StringBuilder text = new("[");
        for (int i = 0; i < shape.Length; i++)
            text.Append(i > 0 ? ", " : "").Append(shape[i]);
        return text.Append(']').ToString();
    }
}
