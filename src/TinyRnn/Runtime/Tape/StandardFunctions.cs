using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>Sigmoid and tanh: a type of its own, so that the steps of most models are compiled without a choice.</summary>
internal readonly struct StandardFunctions : ICellFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Gate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x.Sigmoid();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats GateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> => y * (TFloats.One - y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Candidate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x.Tanh();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats CandidateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> => y.TanhSlope();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Cell<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => x.Tanh();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats CellSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> => y.TanhSlope();
}
