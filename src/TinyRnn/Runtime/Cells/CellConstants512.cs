using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace TinyRnn.Runtime.Cells;

/// <summary>
/// Constants of <see cref="CellMath"/> that stay in registers of 512 bits while the cells of a tile are computed.
/// For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct CellConstants512
{
    internal readonly Vector512<float> One;
    internal readonly Vector512<float> Exp1;
    internal readonly Vector512<float> Exp2;
    internal readonly Vector512<float> Exp3;
    internal readonly Vector512<float> Exp4;
    internal readonly Vector512<float> Exp5;
    internal readonly Vector512<float> TanhFloor;
    internal readonly Vector512<float> TanhP1;
    internal readonly Vector512<float> TanhP2;
    internal readonly Vector512<float> TanhP3;
    internal readonly Vector512<float> TanhP4;
    internal readonly Vector512<float> TanhQ1;
    internal readonly Vector512<float> TanhQ2;
    internal readonly Vector512<float> TanhQ3;
    internal readonly Vector512<float> TanhQ4;

    /// <summary>Loads them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public CellConstants512()
    {
        ref float sigmoid = ref CellMath.Constants(2);
        Exp1 = Vector512.Create(Unsafe.Add(ref sigmoid, CellMath.E1));
        One = Vector512.Create(Unsafe.Add(ref sigmoid, CellMath.One));
        Exp3 = Vector512.Create(Unsafe.Add(ref sigmoid, CellMath.E3));
        Exp2 = Vector512.Create(Unsafe.Add(ref sigmoid, CellMath.E2));
        Exp5 = Vector512.Create(Unsafe.Add(ref sigmoid, CellMath.E5));
        Exp4 = Vector512.Create(Unsafe.Add(ref sigmoid, CellMath.E4));
        ref float tanh = ref CellMath.Constants(3);
        TanhFloor = Vector512.Create(Unsafe.Add(ref tanh, CellMath.Floor));
        TanhP1 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.P1));
        TanhP3 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.P3));
        TanhP2 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.P2));
        TanhQ1 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.Q1));
        TanhQ3 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.Q3));
        TanhQ2 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.Q2));
        TanhP4 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.P4));
        TanhQ4 = Vector512.Create(Unsafe.Add(ref tanh, CellMath.Q4));
    }
}
