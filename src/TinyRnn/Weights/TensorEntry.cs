using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace TinyRnn.Weights;

/// <summary>A piece of a header's bytes: text without escapes.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">Its number of bytes.</param>
internal readonly record struct HeaderText(int Start, int Length)
{
    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> header) => header.Slice(Start, Length);
}

/// <summary>A tensor as a header describes it, without objects: a header of the largest size describes 350,000.</summary>
internal struct TensorEntry
{
    public HeaderText Name;
    public HeaderText Type;
    public int Dimensions;
    public TensorSizes Sizes;

    /// <summary>First byte, counted from the end of the header.</summary>
    public long Begin;

    /// <summary>Behind the last byte.</summary>
    public long End;

    /// <summary>Sizes, outermost first.</summary>
    [UnscopedRef]
    public readonly ReadOnlySpan<int> Shape => ((ReadOnlySpan<int>)Sizes)[..Dimensions];

    public readonly long ElementCount
    {
        get
        {
            long count = 1;
            foreach (int size in Shape)
                count *= size;
            return count;
        }
    }
}

/// <summary>Room for the sizes of a tensor.</summary>
[InlineArray(SafetensorsHeader.MostDimensions)]
internal struct TensorSizes
{
    private int _first;
}

/// <summary>A key of a header's metadata and its text.</summary>
/// <param name="key">The key.</param>
/// <param name="text">The text.</param>
internal readonly struct MetadataEntry(HeaderText key, HeaderText text)
{
    public HeaderText Key { get; } = key;

    public HeaderText Text { get; } = text;
}
