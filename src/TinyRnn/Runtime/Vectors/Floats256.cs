using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of 256 bits.</summary>
internal readonly struct Floats256(Vector256<float> value) : IFloats<Floats256>
{
    private readonly Vector256<float> _value = value;

    public static int Count => 8;

    public static Floats256 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Floats256(Vector256<float> value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector256<float>(Floats256 floats) => floats._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator +(Floats256 a, Floats256 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator -(Floats256 a, Floats256 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator -(Floats256 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator *(Floats256 a, Floats256 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator *(Floats256 a, float b) => new(a._value * Vector256.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator /(Floats256 a, Floats256 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 MultiplyAdd(Floats256 a, Floats256 b, Floats256 c) => new(Vector256.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 MultiplyAdd(float a, Floats256 b, Floats256 c) => new(Vector256.MultiplyAddEstimate(Vector256.Create(a), b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Fill(float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Broadcast(ref float value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Load(ref float source, nint offset) => new(Vector256.LoadUnsafe(ref Unsafe.Add(ref source, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => _value.StoreUnsafe(ref Unsafe.Add(ref destination, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 LessThan(Floats256 a, Floats256 b) => new(Vector256.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Select(Floats256 mask, Floats256 a, Floats256 b) => new(Vector256.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 WherePositive(Floats256 test) => new(Vector256.AndNot(_value, Vector256.LessThanOrEqual(test._value, Vector256<float>.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Abs() => new(Vector256.Abs(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 CopySign(Floats256 sign) => new(Vector256.CopySign(_value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 AtLeastZero() => new(Vector256.Max(_value, Vector256<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Clamp(float low, float high) => new(VectorMath.Clamp(_value, low, high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Sqrt() => new(Vector256.Sqrt(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 PowerOfTwo() => new(((_value.AsInt32() << 23) + Vector256<float>.One.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Exp() => new(VectorMath.Exp(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Relu() => new(VectorMath.Relu(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Sigmoid() => new(VectorMath.Sigmoid(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats256 Tanh() => new(VectorMath.Tanh(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Vector256.Sum(_value);
}
