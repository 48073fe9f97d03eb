namespace TinyRnn.Model.Planning;

/// <summary>A table of tokens in integers: row by row its scale, and its numbers.</summary>
/// <param name="Parameters">The table among the parameters.</param>
/// <param name="Packed">Where it goes, in bytes.</param>
/// <param name="Size">Numbers of a row.</param>
/// <param name="Format">The integers.</param>
internal sealed record TablePacking(Extent Parameters, Extent Packed, int Size, WeightFormat Format)
{
    /// <summary>Of 16 bits; otherwise of 8, whatever values are.</summary>
    public bool IsShort => Format == WeightFormat.Int16;
}
