namespace TinyRnn.Weights;

/// <summary>Element types of safetensors files.</summary>
public enum TensorType
{
    /// <summary>A type that this library does not know; its tensors can be listed, not read.</summary>
    Unknown,

    /// <summary>64-bit float.</summary>
    F64,

    /// <summary>32-bit float.</summary>
    F32,

    /// <summary>IEEE half precision.</summary>
    F16,

    /// <summary>bfloat16: the upper half of a 32-bit float.</summary>
    BF16,

    /// <summary>64-bit signed integer.</summary>
    I64,

    /// <summary>32-bit signed integer.</summary>
    I32,

    /// <summary>16-bit signed integer.</summary>
    I16,

    /// <summary>8-bit signed integer.</summary>
    I8,

    /// <summary>64-bit unsigned integer.</summary>
    U64,

    /// <summary>32-bit unsigned integer.</summary>
    U32,

    /// <summary>16-bit unsigned integer.</summary>
    U16,

    /// <summary>8-bit unsigned integer.</summary>
    U8,

    /// <summary>A byte that is 0 or 1.</summary>
    Bool,
}

/// <summary>What is known of each <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    // In the order of the enumeration, without its first member.
    private static readonly string[] s_texts = ["F64", "F32", "F16", "BF16", "I64", "I32", "I16", "I8", "U64", "U32", "U16", "U8", "BOOL"];

    /// <summary>The type of a header's <c>dtype</c> text.</summary>
    public static TensorType Parse(ReadOnlySpan<byte> utf8)
    {
        for (int i = 0; i < s_texts.Length; i++)
        {
            if (HeaderTexts.AreEqual(utf8, s_texts[i]))
                return (TensorType)(i + 1);
        }

        return TensorType.Unknown;
    }

    /// <summary>Bytes of an element; 0 for unknown types.</summary>
    public static int Size(this TensorType type) => type switch
    {
        TensorType.F64 or TensorType.I64 or TensorType.U64 => 8,
        TensorType.F32 or TensorType.I32 or TensorType.U32 => 4,
        TensorType.F16 or TensorType.BF16 or TensorType.I16 or TensorType.U16 => 2,
        TensorType.I8 or TensorType.U8 or TensorType.Bool => 1,
        _ => 0,
    };

    /// <summary>Whether its values are floats; those of an unknown type are neither floats nor integers.</summary>
    public static bool IsFloat(this TensorType type) =>
        type is TensorType.F64 or TensorType.F32 or TensorType.F16 or TensorType.BF16;

    /// <summary>Whether its values are whole numbers.</summary>
    public static bool IsInteger(this TensorType type) => type != TensorType.Unknown && !type.IsFloat();
}
