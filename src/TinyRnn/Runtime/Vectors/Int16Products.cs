using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace TinyRnn.Runtime.Vectors;

/// <summary>Products of 16-bit integers in vectors of 128 bits, where a processor may have no instruction for them. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Int16Products
{
    /// <summary>Adds to each lane the products of its two weights with two inputs.</summary>
    /// <param name="sum">A sum in each lane.</param>
    /// <param name="inputs">The same two in each lane.</param>
    /// <param name="weights">Two weights in each lane.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Add(Vector128<int> sum, Vector128<short> inputs, Vector128<short> weights)
    {
        if (Sse2.IsSupported)
            return sum + Sse2.MultiplyAddAdjacent(inputs, weights);
        (Vector128<int> x, Vector128<int> w) = (inputs.AsInt32(), weights.AsInt32());
        return sum + (((x << 16) >> 16) * ((w << 16) >> 16)) + ((x >> 16) * (w >> 16));
    }
}
