namespace TinyRnn.Generator.Emission;

/// <summary>
/// Arrays that lie in one block at known offsets, so that a kernel needs one pointer for all of them. A processor has some thirty registers for pointers, x64
/// sixteen, and a kernel for four inputs would have more arrays than that.
/// </summary>
/// <param name="block">The variable at the block.</param>
/// <param name="names">Its arrays, in order.</param>
/// <param name="length">Floats of each.</param>
internal sealed class ArrayPlaces(string block, IReadOnlyList<string> names, int length)
{
    /// <summary>Every array has a variable of its own.</summary>
    public static readonly ArrayPlaces None = new("", [], 0);

    /// <summary>The variable at the block; empty without one.</summary>
    public string Block => block;

    /// <summary>Floats of the block.</summary>
    public int Length => names.Count * length;

    /// <summary>The variable from which an array is reached.</summary>
    public string Origin(string array) => IndexOf(array) < 0 ? array : block;

    /// <summary>An index into an array, counted from its origin.</summary>
    public string Index(string array, string index)
    {
        int offset = Math.Max(IndexOf(array), 0) * length;
        if (int.TryParse(index, out int known))
            return (offset + known).ToString();
        return offset == 0 ? index : $"{offset} + {index}";
    }

    private int IndexOf(string array)
    {
        for (int index = 0; index < names.Count; index++)
        {
            if (names[index] == array)
                return index;
        }

        return -1;
    }
}
