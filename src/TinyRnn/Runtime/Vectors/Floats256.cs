using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of 256 bits.</summary>
internal struct Floats256 : IFloats<Floats256>
{
    // Set by an initializer: a constructor would be one more call to inline in each operation, and a cell has more of them than the compiler inlines.
    private Vector256<float> _value;

    public static int Count => 8;

    public static Floats256 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { _value = Vector256<float>.One };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Floats256(Vector256<float> value) => new() { _value = value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector256<float>(Floats256 floats) => floats._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator +(Floats256 a, Floats256 b) => new() { _value = a._value + b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator -(Floats256 a, Floats256 b) => new() { _value = a._value - b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator -(Floats256 a) => new() { _value = -a._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator *(Floats256 a, Floats256 b) => new() { _value = a._value * b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator *(Floats256 a, float b) => new() { _value = a._value * Vector256.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 operator /(Floats256 a, Floats256 b) => new() { _value = a._value / b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 MultiplyAdd(Floats256 a, Floats256 b, Floats256 c) =>
        new() { _value = Vector256.MultiplyAddEstimate(a._value, b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 MultiplyAdd(float a, Floats256 b, Floats256 c) =>
        new() { _value = Vector256.MultiplyAddEstimate(Vector256.Create(a), b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Fill(float value) => new() { _value = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Broadcast(ref float value) => new() { _value = Vector256.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Load(ref float source, nint offset) => new() { _value = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, offset)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nint offset) => _value.StoreUnsafe(ref Unsafe.Add(ref destination, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 LessThan(Floats256 a, Floats256 b) => new() { _value = Vector256.LessThan(a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats256 Select(Floats256 mask, Floats256 a, Floats256 b) => new() { _value = Vector256.ConditionalSelect(mask._value, a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 WherePositive(Floats256 test) =>
        new() { _value = Vector256.AndNot(_value, Vector256.LessThanOrEqual(test._value, Vector256<float>.Zero)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Abs() => new() { _value = Vector256.Abs(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 CopySign(Floats256 sign) => new() { _value = Vector256.CopySign(_value, sign._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 AtLeastZero() => new() { _value = Vector256.Max(_value, Vector256<float>.Zero) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Clamp(float low, float high) => new() { _value = VectorMath.Clamp(_value, low, high) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Sqrt() => new() { _value = Vector256.Sqrt(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 PowerOfTwo() => new() { _value = ((_value.AsInt32() << 23) + Vector256<float>.One.AsInt32()).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Mantissa(out Floats256 exponent)
    {
        Vector256<int> bits = _value.AsInt32();
        Vector256<int> n = (bits - Vector256.Create(VectorMath.BitsOfRootOfHalf)) >> 23;
        exponent = Vector256.ConvertToSingle(n);
        return (bits - (n << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Exp() => new() { _value = VectorMath.Exp(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Relu() => new() { _value = VectorMath.Relu(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Sigmoid() => new() { _value = VectorMath.Sigmoid(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats256 Tanh() => new() { _value = VectorMath.Tanh(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Sum() => Vector256.Sum(_value);
}
