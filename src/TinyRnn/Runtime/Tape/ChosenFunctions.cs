using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>The functions that a layer names.</summary>
/// <param name="gate">Of its gates.</param>
/// <param name="candidate">Of its candidate, and of an LSTM's cell state.</param>
internal readonly struct ChosenFunctions(Activation gate, Activation candidate) : ICellFunctions
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Gate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => gate switch
        {
            Activation.HardSigmoid => new HardSigmoidFunction(HardSigmoidFunction.Sixth).Of<TFloats, NativeArithmetic>(x),
            Activation.HardSigmoidFifth => new HardSigmoidFunction(HardSigmoidFunction.Fifth).Of<TFloats, NativeArithmetic>(x),
            _ => x.Sigmoid(),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats GateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> => gate switch
        {
            Activation.HardSigmoid => Between(y, 0, HardSigmoidFunction.Sixth),
            Activation.HardSigmoidFifth => Between(y, 0, HardSigmoidFunction.Fifth),
            _ => y * (TFloats.One - y),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats Candidate<TFloats>(TFloats x)
        where TFloats : struct, IFloats<TFloats> => candidate switch
        {
            Activation.Relu => x.Relu(),
            Activation.HardTanh => x.Clamp(-1, 1),
            _ => x.Tanh(),
        };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TFloats CandidateSlope<TFloats>(TFloats y)
        where TFloats : struct, IFloats<TFloats> => candidate switch
        {
            Activation.Relu => TFloats.One.WherePositive(y),
            Activation.HardTanh => Between(y, -1, 1),
            _ => y.TanhSlope(),
        };

    /// <summary>The slope where the result is neither of the two ends, of which the upper one is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TFloats Between<TFloats>(TFloats y, float low, float slope)
        where TFloats : struct, IFloats<TFloats> =>
        TFloats.Select(
            TFloats.LessThan(TFloats.Fill(low), y), TFloats.Select(TFloats.LessThan(y, TFloats.One), TFloats.Fill(slope), TFloats.Fill(0)), TFloats.Fill(0));
}
