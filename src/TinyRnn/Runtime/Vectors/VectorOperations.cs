using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>Vectors of one width, so that a kernel is written once for all: its type parameters are structs, and the compiler makes code of its own for each.</summary>
/// <typeparam name="TVector">A vector of 4, 8 or 16 floats.</typeparam>
internal interface IVectorOperations<TVector>
    where TVector : struct
{
    /// <summary>The floats of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>1 in every element.</summary>
    static abstract TVector One { get; }

    /// <summary>A vector of equal elements.</summary>
    static abstract TVector Broadcast(ref float value);

    /// <summary>The vector that begins <paramref name="offset"/> floats behind <paramref name="source"/>.</summary>
    static abstract TVector Load(ref float source, nint offset);

    /// <summary>Stores to where <see cref="Load"/> reads.</summary>
    static abstract void Store(TVector value, ref float destination, nint offset);

    /// <summary>a + b.</summary>
    static abstract TVector Add(TVector a, TVector b);

    /// <summary>a - b.</summary>
    static abstract TVector Subtract(TVector a, TVector b);

    /// <summary>a * b.</summary>
    static abstract TVector Multiply(TVector a, TVector b);

    /// <summary>a / b.</summary>
    static abstract TVector Divide(TVector a, TVector b);

    /// <summary>A vector of equal elements.</summary>
    static abstract TVector Fill(float value);

    /// <summary>x, held between two numbers; NaN stays.</summary>
    static abstract TVector Clamp(TVector x, float low, float high);

    /// <summary>2^n for an integer n from -126 to 127 that stands in the low bits of a float, as adding <see cref="VectorMath.RoundingShift"/> leaves it; infinity for 128.</summary>
    static abstract TVector PowerOfTwo(TVector shifted);

    /// <summary>a * b + c, fused where the hardware can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary><paramref name="value"/> where <paramref name="test"/> is positive or NaN, otherwise 0.</summary>
    static abstract TVector WherePositive(TVector test, TVector value);

    /// <summary><paramref name="value"/> where |<paramref name="test"/>| is at least <paramref name="limit"/> or NaN, otherwise 0.</summary>
    static abstract TVector WhereBeyond(TVector test, float limit, TVector value);

    /// <summary><see cref="VectorMath.Relu(Vector128{float})"/>.</summary>
    static abstract TVector Relu(TVector x);

    /// <summary><see cref="VectorMath.Sigmoid(Vector128{float})"/>.</summary>
    static abstract TVector Sigmoid(TVector x);

    /// <summary><see cref="VectorMath.Tanh(Vector128{float})"/>.</summary>
    static abstract TVector Tanh(TVector x);
}
