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
internal readonly struct Single<TOperations, TVector> : ITileColumns<TVector>
    where TOperations : struct, IVectorOperations<TVector>
    where TVector : struct
{
    public static int Width => TOperations.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Load(ref float source) => TOperations.Load(ref source, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(TVector value, ref float destination) => TOperations.Store(value, ref destination, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Add(TVector a, TVector b) => TOperations.Add(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector MultiplyAdd(ref float a, TVector b, TVector sum) => TOperations.MultiplyAdd(TOperations.Broadcast(ref a), b, sum);
}

/// <summary>Two vectors.</summary>
internal readonly struct Pair<TOperations, TVector>(TVector first, TVector second) : ITileColumns<Pair<TOperations, TVector>>
    where TOperations : struct, IVectorOperations<TVector>
    where TVector : struct
{
    private readonly TVector _first = first;
    private readonly TVector _second = second;

    public static int Width => 2 * TOperations.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TOperations, TVector> Load(ref float source) =>
        new(TOperations.Load(ref source, 0), TOperations.Load(ref source, TOperations.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Pair<TOperations, TVector> value, ref float destination)
    {
        TOperations.Store(value._first, ref destination, 0);
        TOperations.Store(value._second, ref destination, TOperations.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TOperations, TVector> Add(Pair<TOperations, TVector> a, Pair<TOperations, TVector> b) =>
        new(TOperations.Add(a._first, b._first), TOperations.Add(a._second, b._second));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Pair<TOperations, TVector> MultiplyAdd(ref float a, Pair<TOperations, TVector> b, Pair<TOperations, TVector> sum)
    {
        TVector all = TOperations.Broadcast(ref a);
        return new(TOperations.MultiplyAdd(all, b._first, sum._first), TOperations.MultiplyAdd(all, b._second, sum._second));
    }
}

/// <summary>Four vectors, the most that the compiler keeps as separate variables when they are the fields of a struct.</summary>
internal readonly struct Quad<TOperations, TVector>(TVector first, TVector second, TVector third, TVector fourth) : ITileColumns<Quad<TOperations, TVector>>
    where TOperations : struct, IVectorOperations<TVector>
    where TVector : struct
{
    private readonly TVector _first = first;
    private readonly TVector _second = second;
    private readonly TVector _third = third;
    private readonly TVector _fourth = fourth;

    public static int Width => 4 * TOperations.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<TOperations, TVector> Load(ref float source) =>
        new(
            TOperations.Load(ref source, 0),
            TOperations.Load(ref source, TOperations.Count),
            TOperations.Load(ref source, 2 * TOperations.Count),
            TOperations.Load(ref source, 3 * TOperations.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Quad<TOperations, TVector> value, ref float destination)
    {
        TOperations.Store(value._first, ref destination, 0);
        TOperations.Store(value._second, ref destination, TOperations.Count);
        TOperations.Store(value._third, ref destination, 2 * TOperations.Count);
        TOperations.Store(value._fourth, ref destination, 3 * TOperations.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<TOperations, TVector> Add(Quad<TOperations, TVector> a, Quad<TOperations, TVector> b) =>
        new(
            TOperations.Add(a._first, b._first),
            TOperations.Add(a._second, b._second),
            TOperations.Add(a._third, b._third),
            TOperations.Add(a._fourth, b._fourth));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Quad<TOperations, TVector> MultiplyAdd(ref float a, Quad<TOperations, TVector> b, Quad<TOperations, TVector> sum)
    {
        TVector all = TOperations.Broadcast(ref a);
        return new(
            TOperations.MultiplyAdd(all, b._first, sum._first),
            TOperations.MultiplyAdd(all, b._second, sum._second),
            TOperations.MultiplyAdd(all, b._third, sum._third),
            TOperations.MultiplyAdd(all, b._fourth, sum._fourth));
    }
}
