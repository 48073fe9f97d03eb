using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>The functions that a layer names, of sums that may be bounded.</summary>
/// <param name="form">Says which.</param>
internal readonly struct ChosenFunctions(CellForm form) : ICellFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Gate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => FreeGate(Bounded(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats GateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats>
    {
        TFloats slope = form.Gate switch
        {
            Activation.HardSigmoid => Between(y, 0, HardSigmoidFunction.Sixth),
            Activation.HardSigmoidFifth => Between(y, 0, HardSigmoidFunction.Fifth),
            _ => y * (TFloats.One - y),
        };
        return IsBounded ? Inside(y, FreeGate(TFloats.Fill(-form.GateClip)), FreeGate(TFloats.Fill(form.GateClip)), slope) : slope;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Candidate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => Cell(Bounded(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats CandidateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> =>
        IsBounded ? Inside(y, Cell(TFloats.Fill(-form.GateClip)), Cell(TFloats.Fill(form.GateClip)), CellSlope(y)) : CellSlope(y);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Cell<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => form.Candidate switch
        {
            Activation.Relu => x.Relu(),
            Activation.HardTanh => x.Clamp(-1, 1),
            _ => x.Tanh(),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats CellSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> => form.Candidate switch
        {
            Activation.Relu => TFloats.One.WherePositive(y),
            Activation.HardTanh => Between(y, -1, 1),
            _ => y.TanhSlope(),
        };

    private bool IsBounded => form.GateClip < float.PositiveInfinity;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TFloats Bounded<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => IsBounded ? x.Clamp(-form.GateClip, form.GateClip) : x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TFloats FreeGate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => form.Gate switch
        {
            Activation.HardSigmoid => new HardSigmoidFunction(HardSigmoidFunction.Sixth).Of<TFloats, NativeArithmetic>(x),
            Activation.HardSigmoidFifth => new HardSigmoidFunction(HardSigmoidFunction.Fifth).Of<TFloats, NativeArithmetic>(x),
            _ => x.Sigmoid(),
        };

    /// <summary>The slope where the result is neither of the two ends, of which the upper one is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Between<TFloats>(TFloats y, float low, float slope)
        where TFloats : struct, IFloats<TFloats> => Inside(y, TFloats.Fill(low), TFloats.One, TFloats.Fill(slope));

    /// <summary>
    /// The slope where a result lies between two others, and 0 at them and beyond. Functions of sums that are bounded rise, so the results of the bounds tell
    /// where a sum has come to one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Inside<TFloats>(TFloats y, TFloats low, TFloats high, TFloats slope)
        where TFloats : struct, IFloats<TFloats> =>
        TFloats.Select(TFloats.LessThan(low, y), TFloats.Select(TFloats.LessThan(y, high), slope, TFloats.Fill(0)), TFloats.Fill(0));
}
