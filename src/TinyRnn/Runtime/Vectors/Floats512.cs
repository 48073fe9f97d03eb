using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of 512 bits.</summary>
internal struct Floats512 : IFloats<Floats512>
{
    // Set by an initializer: a constructor would be one more call to inline in each operation, and a cell has more of them than the compiler inlines.
    private Vector512<float> _value;

    public static int Count => 16;

    public static Floats512 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { _value = Vector512<float>.One };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Floats512(Vector512<float> value) => new() { _value = value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector512<float>(Floats512 floats) => floats._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator +(Floats512 a, Floats512 b) => new() { _value = a._value + b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator -(Floats512 a, Floats512 b) => new() { _value = a._value - b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator -(Floats512 a) => new() { _value = -a._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator *(Floats512 a, Floats512 b) => new() { _value = a._value * b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator *(Floats512 a, float b) => new() { _value = a._value * Vector512.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 operator /(Floats512 a, Floats512 b) => new() { _value = a._value / b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 MultiplyAdd(Floats512 a, Floats512 b, Floats512 c) =>
        new() { _value = Vector512.MultiplyAddEstimate(a._value, b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 MultiplyAdd(float a, Floats512 b, Floats512 c) =>
        new() { _value = Vector512.MultiplyAddEstimate(Vector512.Create(a), b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Fill(float value) => new() { _value = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Broadcast(ref float value) => new() { _value = Vector512.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Load(ref float source, nint offset) => new() { _value = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, offset)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nint offset) => _value.StoreUnsafe(ref Unsafe.Add(ref destination, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 LessThan(Floats512 a, Floats512 b) => new() { _value = Vector512.LessThan(a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats512 Select(Floats512 mask, Floats512 a, Floats512 b) => new() { _value = Vector512.ConditionalSelect(mask._value, a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 WherePositive(Floats512 test) =>
        new() { _value = Vector512.AndNot(_value, Vector512.LessThanOrEqual(test._value, Vector512<float>.Zero)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Abs() => new() { _value = Vector512.Abs(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 CopySign(Floats512 sign) => new() { _value = Vector512.CopySign(_value, sign._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 AtLeastZero() => new() { _value = Vector512.Max(_value, Vector512<float>.Zero) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Clamp(float low, float high) => new() { _value = VectorMath.Clamp(_value, low, high) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Sqrt() => new() { _value = Vector512.Sqrt(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 PowerOfTwo() => new() { _value = ((_value.AsInt32() << 23) + Vector512<float>.One.AsInt32()).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Mantissa(out Floats512 exponent)
    {
        Vector512<int> bits = _value.AsInt32();
        Vector512<int> n = (bits - Vector512.Create(VectorMath.BitsOfRootOfHalf)) >> 23;
        exponent = Vector512.ConvertToSingle(n);
        return (bits - (n << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Exp() => new() { _value = VectorMath.Exp(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Relu() => new() { _value = VectorMath.Relu(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Sigmoid() => new() { _value = VectorMath.Sigmoid(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats512 Tanh() => new() { _value = VectorMath.Tanh(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Sum() => Vector512.Sum(_value);
}
