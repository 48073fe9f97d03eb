namespace TinyRnn.Weights;

/// <summary>A tensor as a safetensors file describes it.</summary>
public sealed class TensorInfo
{
    internal TensorInfo(string name, string typeText, int[] shape, long begin, long end)
    {
        Name = name;
        TypeText = typeText;
        Type = TensorTypes.Parse(typeText);
        Shape = shape;
        Begin = begin;
        End = end;
    }

    /// <summary>Name, such as <c>lstm.weight_ih_l0</c>.</summary>
    public string Name { get; }

    /// <summary>Element type.</summary>
    public TensorType Type { get; }

    /// <summary>Element type as the file spells it.</summary>
    public string TypeText { get; }

    /// <summary>Sizes, outermost first; empty for a scalar.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public long ElementCount
    {
        get
        {
            long count = 1;
            foreach (int size in Shape)
                count *= size;
            return count;
        }
    }

    /// <summary>First byte, counted from the end of the header.</summary>
    public long ByteOffset => Begin;

    /// <summary>Number of bytes.</summary>
    public long ByteLength => End - Begin;

    /// <summary>First byte, counted from the end of the header.</summary>
    internal long Begin { get; }

    /// <summary>Behind the last byte.</summary>
    internal long End { get; }

    /// <summary>Type and shape: <c>F32 [128, 3]</c>.</summary>
    public override string ToString() => $"{Excerpt.Of(TypeText)} {ShapeText(Shape)}";

    internal static string ShapeText(IEnumerable<int> shape) => $"[{string.Join(", ", shape)}]";
}
