namespace TinyRnn.Model.Planning;

/// <summary>Where a range of floats lies.</summary>
internal readonly record struct Extent(int Offset, int Length)
{
    public int End => Offset + Length;
}
