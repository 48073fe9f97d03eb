using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Matrices;

/// <summary>The columns of a register tile: one, two or four vectors side by side that are used as one.</summary>
/// <typeparam name="T">Their values.</typeparam>
internal interface ITileColumns<T>
    where T : struct
{
    /// <summary>The floats side by side.</summary>
    static abstract int Width { get; }

    /// <summary>The values that begin at <paramref name="source"/>.</summary>
    static abstract T Load(ref float source);

    /// <summary>Stores to where <see cref="Load"/> reads.</summary>
    static abstract void Store(T value, ref float destination);

    /// <summary>a + b.</summary>
    static abstract T Add(T a, T b);

    /// <summary>a b + sum for the one number at <paramref name="a"/>; a reference, so that the broadcast is a load.</summary>
    static abstract T MultiplyAdd(ref float a, T b, T sum);
}

/// <summary>One vector.</summary>
internal readonly struct Single<TFloats>(TFloats value) : ITileColumns<Single<TFloats>>
    where TFloats : struct, IFloats<TFloats>
{
    private readonly TFloats _value = value;

    public static int Width => TFloats.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single<TFloats> Load(ref float source) => new(TFloats.Load(ref source, 0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Single<TFloats> value, ref float destination) => value._value.Store(ref destination, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single<TFloats> Add(Single<TFloats> a, Single<TFloats> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Single<TFloats> MultiplyAdd(ref float a, Single<TFloats> b, Single<TFloats> sum) =>
        new(TFloats.MultiplyAdd(TFloats.Broadcast(ref a), b._value, sum._value));
}

/// <summary>Two vectors.</summary>
internal readonly struct Pair<TFloats>(TFloats first, TFloats second) : ITileColumns<Pair<TFloats>>
    where TFloats : struct, IFloats<TFloats>
{
    private readonly TFloats _first = first;
    private readonly TFloats _second = second;

    public static int Width => 2 * TFloats.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Load(ref float source) =>
        new(TFloats.Load(ref source, 0), TFloats.Load(ref source, TFloats.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Pair<TFloats> value, ref float destination)
    {
        value._first.Store(ref destination, 0);
        value._second.Store(ref destination, TFloats.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> Add(Pair<TFloats> a, Pair<TFloats> b) =>
        new(a._first + b._first, a._second + b._second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TFloats> MultiplyAdd(ref float a, Pair<TFloats> b, Pair<TFloats> sum)
    {
        TFloats all = TFloats.Broadcast(ref a);
        return new(TFloats.MultiplyAdd(all, b._first, sum._first), TFloats.MultiplyAdd(all, b._second, sum._second));
    }
}

/// <summary>Four vectors, the most that the compiler keeps as separate variables when they are the fields of a struct.</summary>
internal readonly struct Quad<TFloats>(TFloats first, TFloats second, TFloats third, TFloats fourth) : ITileColumns<Quad<TFloats>>
    where TFloats : struct, IFloats<TFloats>
{
    private readonly TFloats _first = first;
    private readonly TFloats _second = second;
    private readonly TFloats _third = third;
    private readonly TFloats _fourth = fourth;

    public static int Width => 4 * TFloats.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<TFloats> Load(ref float source) =>
        new(
            TFloats.Load(ref source, 0),
            TFloats.Load(ref source, TFloats.Count),
            TFloats.Load(ref source, 2 * TFloats.Count),
            TFloats.Load(ref source, 3 * TFloats.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Quad<TFloats> value, ref float destination)
    {
        value._first.Store(ref destination, 0);
        value._second.Store(ref destination, TFloats.Count);
        value._third.Store(ref destination, 2 * TFloats.Count);
        value._fourth.Store(ref destination, 3 * TFloats.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<TFloats> Add(Quad<TFloats> a, Quad<TFloats> b) =>
        new(
            a._first + b._first,
            a._second + b._second,
            a._third + b._third,
            a._fourth + b._fourth);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<TFloats> MultiplyAdd(ref float a, Quad<TFloats> b, Quad<TFloats> sum)
    {
        TFloats all = TFloats.Broadcast(ref a);
        return new(
            TFloats.MultiplyAdd(all, b._first, sum._first),
            TFloats.MultiplyAdd(all, b._second, sum._second),
            TFloats.MultiplyAdd(all, b._third, sum._third),
            TFloats.MultiplyAdd(all, b._fourth, sum._fourth));
    }
}
