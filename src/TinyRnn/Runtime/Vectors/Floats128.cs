using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Vectors;

/// <summary>A vector of 128 bits.</summary>
internal struct Floats128 : IFloats<Floats128>
{
    // Set by an initializer: a constructor would be one more call to inline in each operation, and a cell has more of them than the compiler inlines.
    private Vector128<float> _value;

    public static int Count => 4;

    public static Floats128 One
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new() { _value = Vector128<float>.One };
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Floats128(Vector128<float> value) => new() { _value = value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator Vector128<float>(Floats128 floats) => floats._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator +(Floats128 a, Floats128 b) => new() { _value = a._value + b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator -(Floats128 a, Floats128 b) => new() { _value = a._value - b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator -(Floats128 a) => new() { _value = -a._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator *(Floats128 a, Floats128 b) => new() { _value = a._value * b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator *(Floats128 a, float b) => new() { _value = a._value * Vector128.Create(b) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 operator /(Floats128 a, Floats128 b) => new() { _value = a._value / b._value };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 MultiplyAdd(Floats128 a, Floats128 b, Floats128 c) =>
        new() { _value = Vector128.MultiplyAddEstimate(a._value, b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 MultiplyAdd(float a, Floats128 b, Floats128 c) =>
        new() { _value = Vector128.MultiplyAddEstimate(Vector128.Create(a), b._value, c._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Fill(float value) => new() { _value = Vector128.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Broadcast(ref float value) => new() { _value = Vector128.Create(value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Load(ref float source, nint offset) => new() { _value = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, offset)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void Store(ref float destination, nint offset) => _value.StoreUnsafe(ref Unsafe.Add(ref destination, offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 LessThan(Floats128 a, Floats128 b) => new() { _value = Vector128.LessThan(a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Floats128 Select(Floats128 mask, Floats128 a, Floats128 b) => new() { _value = Vector128.ConditionalSelect(mask._value, a._value, b._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 WherePositive(Floats128 test) =>
        new() { _value = Vector128.AndNot(_value, Vector128.LessThanOrEqual(test._value, Vector128<float>.Zero)) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Abs() => new() { _value = Vector128.Abs(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 CopySign(Floats128 sign) => new() { _value = Vector128.CopySign(_value, sign._value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 AtLeastZero() => new() { _value = Vector128.Max(_value, Vector128<float>.Zero) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Clamp(float low, float high) => new() { _value = VectorMath.Clamp(_value, low, high) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Sqrt() => new() { _value = Vector128.Sqrt(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 PowerOfTwo() => new() { _value = ((_value.AsInt32() << 23) + Vector128<float>.One.AsInt32()).AsSingle() };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Mantissa(out Floats128 exponent)
    {
        Vector128<int> bits = _value.AsInt32();
        Vector128<int> n = (bits - Vector128.Create(VectorMath.BitsOfRootOfHalf)) >> 23;
        exponent = Vector128.ConvertToSingle(n);
        return (bits - (n << 23)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Exp() => new() { _value = VectorMath.Exp(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Relu() => new() { _value = VectorMath.Relu(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Sigmoid() => new() { _value = VectorMath.Sigmoid(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Floats128 Tanh() => new() { _value = VectorMath.Tanh(_value) };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly float Sum() => Vector128.Sum(_value);
}
