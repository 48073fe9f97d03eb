using System.Runtime.CompilerServices;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of any width with operators, for kernels that read like their equations.</summary>
internal readonly struct Floats<TOperations, TVector>(TVector value)
    where TOperations : struct, IVectorOperations<TVector>
    where TVector : struct
{
    private readonly TVector _value = value;

    /// <summary>1 in every element.</summary>
    public static Floats<TOperations, TVector> One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TOperations.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats<TOperations, TVector> operator +(Floats<TOperations, TVector> a, Floats<TOperations, TVector> b) =>
        new(TOperations.Add(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats<TOperations, TVector> operator -(Floats<TOperations, TVector> a, Floats<TOperations, TVector> b) =>
        new(TOperations.Subtract(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats<TOperations, TVector> operator *(Floats<TOperations, TVector> a, Floats<TOperations, TVector> b) =>
        new(TOperations.Multiply(a._value, b._value));

    /// <summary>a b + c, fused where the hardware can.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats<TOperations, TVector> MultiplyAdd(
        Floats<TOperations, TVector> a, Floats<TOperations, TVector> b, Floats<TOperations, TVector> c) =>
        new(TOperations.MultiplyAdd(a._value, b._value, c._value));

    /// <summary>The vector <paramref name="offset"/> floats behind <paramref name="source"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats<TOperations, TVector> Load(ref float source, nint offset) => new(TOperations.Load(ref source, offset));

    /// <summary>A vector of equal elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats<TOperations, TVector> Broadcast(ref float value) => new(TOperations.Broadcast(ref value));

    /// <summary>Stores to where <see cref="Load"/> reads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => TOperations.Store(_value, ref destination, offset);

    /// <summary>The value where <paramref name="test"/> is positive or NaN, otherwise 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats<TOperations, TVector> WherePositive(Floats<TOperations, TVector> test) => new(TOperations.WherePositive(test._value, _value));

    /// <summary>max(x, 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats<TOperations, TVector> Relu() => new(TOperations.Relu(_value));

    /// <summary>1 / (1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats<TOperations, TVector> Sigmoid() => new(TOperations.Sigmoid(_value));

    /// <summary>tanh x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats<TOperations, TVector> Tanh() => new(TOperations.Tanh(_value));

    /// <summary>The derivative of tanh where it has this value t: (1 - t) (1 + t).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats<TOperations, TVector> TanhSlope() => (One - this) * (One + this);

    /// <summary>The derivative of a sigmoid where it has this value s: s (1 - s).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats<TOperations, TVector> SigmoidSlope() => this * (One - this);
}
