using System.Globalization;
using System.Runtime.InteropServices;

namespace TinyRnn.Conformance;

/// <summary>A word for the bits of many numbers, short enough to be written into a check.</summary>
internal static class Digest
{
    /// <summary>FNV-1a of the bits.</summary>
    public static string Of<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        ulong hash = 14695981039346656037;
        foreach (byte part in MemoryMarshal.AsBytes(values))
            hash = unchecked((hash ^ part) * 1099511628211);
        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
