using System.Runtime.Intrinsics;

namespace TinyRnn.Benchmarks.Machine;

/// <summary>The few operations that the probes need, on vectors of one width: a probe is written once and compiled for each.</summary>
internal interface IVectorWidth<TVector>
{
    static abstract int Lanes { get; }

    static abstract TVector Fill(float value);

    /// <summary>The vector that begins <paramref name="offset"/> floats behind <paramref name="block"/>.</summary>
    static abstract TVector Load(ref float block, nuint offset);

    /// <summary>The cheapest way to use a loaded vector: one cycle, memory operand included.</summary>
    static abstract TVector Xor(TVector a, TVector b);

    /// <summary>a * b + c, as the kernels write it.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    static abstract float First(TVector vector);
}

internal readonly struct Width512 : IVectorWidth<Vector512<float>>
{
    public static int Lanes => Vector512<float>.Count;

    public static Vector512<float> Fill(float value) => Vector512.Create(value);

    public static Vector512<float> Load(ref float block, nuint offset) => Vector512.LoadUnsafe(ref block, offset);

    public static Vector512<float> Xor(Vector512<float> a, Vector512<float> b) => a ^ b;

    public static Vector512<float> MultiplyAdd(Vector512<float> a, Vector512<float> b, Vector512<float> c) => Vector512.MultiplyAddEstimate(a, b, c);

    public static float First(Vector512<float> vector) => vector.ToScalar();
}

internal readonly struct Width256 : IVectorWidth<Vector256<float>>
{
    public static int Lanes => Vector256<float>.Count;

    public static Vector256<float> Fill(float value) => Vector256.Create(value);

    public static Vector256<float> Load(ref float block, nuint offset) => Vector256.LoadUnsafe(ref block, offset);

    public static Vector256<float> Xor(Vector256<float> a, Vector256<float> b) => a ^ b;

    public static Vector256<float> MultiplyAdd(Vector256<float> a, Vector256<float> b, Vector256<float> c) => Vector256.MultiplyAddEstimate(a, b, c);

    public static float First(Vector256<float> vector) => vector.ToScalar();
}

internal readonly struct Width128 : IVectorWidth<Vector128<float>>
{
    public static int Lanes => Vector128<float>.Count;

    public static Vector128<float> Fill(float value) => Vector128.Create(value);

    public static Vector128<float> Load(ref float block, nuint offset) => Vector128.LoadUnsafe(ref block, offset);

    public static Vector128<float> Xor(Vector128<float> a, Vector128<float> b) => a ^ b;

    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) => Vector128.MultiplyAddEstimate(a, b, c);

    public static float First(Vector128<float> vector) => vector.ToScalar();
}
