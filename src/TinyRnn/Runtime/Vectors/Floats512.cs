using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of 512 bits.</summary>
internal readonly struct Floats512(Vector512<float> value) : IFloats<Floats512>
{
    private readonly Vector512<float> _value = value;

    public static int Count => 16;

    public static Floats512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Floats512(Vector512<float> value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector512<float>(Floats512 floats) => floats._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator +(Floats512 a, Floats512 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator -(Floats512 a, Floats512 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator -(Floats512 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator *(Floats512 a, Floats512 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator *(Floats512 a, float b) => new(a._value * Vector512.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator /(Floats512 a, Floats512 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 MultiplyAdd(Floats512 a, Floats512 b, Floats512 c) => new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 MultiplyAdd(float a, Floats512 b, Floats512 c) => new(Vector512.MultiplyAddEstimate(Vector512.Create(a), b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Fill(float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Broadcast(ref float value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Load(ref float source, nint offset) => new(Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => _value.StoreUnsafe(ref Unsafe.Add(ref destination, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 LessThan(Floats512 a, Floats512 b) => new(Vector512.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Select(Floats512 mask, Floats512 a, Floats512 b) => new(Vector512.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 WherePositive(Floats512 test) => new(Vector512.AndNot(_value, Vector512.LessThanOrEqual(test._value, Vector512<float>.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Abs() => new(Vector512.Abs(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 CopySign(Floats512 sign) => new(Vector512.CopySign(_value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 AtLeastZero() => new(Vector512.Max(_value, Vector512<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Clamp(float low, float high) => new(VectorMath.Clamp(_value, low, high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Sqrt() => new(Vector512.Sqrt(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 PowerOfTwo() => new(((_value.AsInt32() << 23) + Vector512<float>.One.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Exp() => new(VectorMath.Exp(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Relu() => new(VectorMath.Relu(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Sigmoid() => new(VectorMath.Sigmoid(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats512 Tanh() => new(VectorMath.Tanh(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Vector512.Sum(_value);
}
