using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Fourier;

/// <summary>Four complex numbers. Products are never fused with sums: the same bits on every processor.</summary>
internal readonly struct ComplexLanes(Vector128<float> re, Vector128<float> im)
{
    public Vector128<float> Re => re;

    public Vector128<float> Im => im;

    public ComplexLanes Conjugate
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(re, -im);
    }

    /// <summary>-i z.</summary>
    public ComplexLanes TurnedBack
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(im, -re);
    }

    /// <summary>Number <paramref name="index"/> of those at <paramref name="first"/>: four real parts and then four imaginary ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes Load(ref float first, nint index) =>
        new(Vector128.LoadUnsafe(ref first, (nuint)(8 * index)), Vector128.LoadUnsafe(ref first, (nuint)((8 * index) + 4)));

    /// <summary>One number in all lanes: number <paramref name="index"/> of pairs of a real and an imaginary part.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes Fill(ref float first, nint index) =>
        new(Vector128.Create(Unsafe.Add(ref first, 2 * index)), Vector128.Create(Unsafe.Add(ref first, (2 * index) + 1)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator +(ComplexLanes a, ComplexLanes b) => new(a.Re + b.Re, a.Im + b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator -(ComplexLanes a, ComplexLanes b) => new(a.Re - b.Re, a.Im - b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(ComplexLanes a, ComplexLanes b) => new((a.Re * b.Re) - (a.Im * b.Im), (a.Re * b.Im) + (a.Im * b.Re));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ComplexLanes operator *(float a, ComplexLanes b) => new(a * b.Re, a * b.Im);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref float first, nint index)
    {
        re.StoreUnsafe(ref first, (nuint)(8 * index));
        im.StoreUnsafe(ref first, (nuint)((8 * index) + 4));
    }
}
