using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.States;

/// <summary>What <c>[Add]</c> and <c>[Multiply]</c> make of two values. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class JoinedValues
{
    /// <summary>result = a + b, value by value; it may be the memory of one of them.</summary>
    /// <param name="a">size floats.</param>
    /// <param name="b">size floats.</param>
    /// <param name="result">size floats.</param>
    /// <param name="size">Values.</param>
    public static void Sum(ref float a, ref float b, ref float result, int size)
    {
        nuint i = 0;
        for (; i + 4 <= (nuint)size; i += 4)
            (Vector128.LoadUnsafe(ref a, i) + Vector128.LoadUnsafe(ref b, i)).StoreUnsafe(ref result, i);
        for (; i < (nuint)size; i++)
            Unsafe.Add(ref result, i) = Unsafe.Add(ref a, i) + Unsafe.Add(ref b, i);
    }

    /// <summary>result = a * b, value by value; it may be the memory of one of them.</summary>
    /// <param name="a">size floats.</param>
    /// <param name="b">size floats.</param>
    /// <param name="result">size floats.</param>
    /// <param name="size">Values.</param>
    public static void Product(ref float a, ref float b, ref float result, int size)
    {
        nuint i = 0;
        for (; i + 4 <= (nuint)size; i += 4)
            (Vector128.LoadUnsafe(ref a, i) * Vector128.LoadUnsafe(ref b, i)).StoreUnsafe(ref result, i);
        for (; i < (nuint)size; i++)
            Unsafe.Add(ref result, i) = Unsafe.Add(ref a, i) * Unsafe.Add(ref b, i);
    }

    /// <summary>One of several outputs of consecutive steps, out of the joined ones.</summary>
    /// <param name="joined">Its first value in the first joined output.</param>
    /// <param name="stride">Floats of a joined output.</param>
    /// <param name="part">Receives it: size floats a step.</param>
    /// <param name="size">Its floats in a step.</param>
    public static void TakePart(ref float joined, int stride, Span<float> part, int size)
    {
        ref float from = ref joined;
        for (; part.Length >= size; part = part[size..])
        {
            StepBuffers.Copy(ref from, ref MemoryMarshal.GetReference(part), size);
            from = ref Unsafe.Add(ref from, stride);
        }
    }
}
