using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of 128 bits.</summary>
internal readonly struct Floats128(Vector128<float> value) : IFloats<Floats128>
{
    private readonly Vector128<float> _value = value;

    public static int Count => 4;

    public static Floats128 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector128<float>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Floats128(Vector128<float> value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector128<float>(Floats128 floats) => floats._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator +(Floats128 a, Floats128 b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator -(Floats128 a, Floats128 b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator -(Floats128 a) => new(-a._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator *(Floats128 a, Floats128 b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator *(Floats128 a, float b) => new(a._value * Vector128.Create(b));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator /(Floats128 a, Floats128 b) => new(a._value / b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 MultiplyAdd(Floats128 a, Floats128 b, Floats128 c) => new(Vector128.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 MultiplyAdd(float a, Floats128 b, Floats128 c) => new(Vector128.MultiplyAddEstimate(Vector128.Create(a), b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Fill(float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Broadcast(ref float value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Load(ref float source, nint offset) => new(Vector128.LoadUnsafe(ref Unsafe.Add(ref source, offset)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float destination, nint offset) => _value.StoreUnsafe(ref Unsafe.Add(ref destination, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 LessThan(Floats128 a, Floats128 b) => new(Vector128.LessThan(a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Select(Floats128 mask, Floats128 a, Floats128 b) => new(Vector128.ConditionalSelect(mask._value, a._value, b._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 WherePositive(Floats128 test) => new(Vector128.AndNot(_value, Vector128.LessThanOrEqual(test._value, Vector128<float>.Zero)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Abs() => new(Vector128.Abs(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 CopySign(Floats128 sign) => new(Vector128.CopySign(_value, sign._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 AtLeastZero() => new(Vector128.Max(_value, Vector128<float>.Zero));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Clamp(float low, float high) => new(VectorMath.Clamp(_value, low, high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Sqrt() => new(Vector128.Sqrt(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 PowerOfTwo() => new(((_value.AsInt32() << 23) + Vector128<float>.One.AsInt32()).AsSingle());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Exp() => new(VectorMath.Exp(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Relu() => new(VectorMath.Relu(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Sigmoid() => new(VectorMath.Sigmoid(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Floats128 Tanh() => new(VectorMath.Tanh(_value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Sum() => Vector128.Sum(_value);
}
