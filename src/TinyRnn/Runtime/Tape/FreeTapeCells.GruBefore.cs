using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class FreeTapeCells
{
    /// <summary><see cref="TapeCells.GruGatesForward"/> with another function.</summary>
    public static void GruGatesForward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float resetHidden, Activation gate, Activation candidate) =>
        TapeWalk.Run(rows, units, 3, new GruGatesForwardStep(ref gates, ref hiddenPrevious, ref resetHidden, new(gate, candidate)));

    /// <summary><see cref="TapeCells.GruCandidateForward"/> with another function.</summary>
    public static void GruCandidateForward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float hidden, Activation gate, Activation candidate) =>
        TapeWalk.Run(rows, units, 3, new GruCandidateForwardStep(ref gates, ref hiddenPrevious, ref hidden, new(gate, candidate)));

    /// <summary><see cref="TapeCells.GruCandidateBackward"/> with other functions.</summary>
    public static void GruCandidateBackward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, Activation gate,
        Activation candidate) =>
        TapeWalk.Run(
            rows, units, 3, new GruCandidateBackwardStep(ref gates, ref hiddenPrevious, ref dHidden, ref dHiddenPrevious, new(gate, candidate)));

    /// <summary><see cref="TapeCells.GruGatesBackward"/> with another function.</summary>
    public static void GruGatesBackward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float dResetHidden, ref float dHiddenPrevious, Activation gate,
        Activation candidate) =>
        TapeWalk.Run(
            rows, units, 3, new GruGatesBackwardStep(ref gates, ref hiddenPrevious, ref dResetHidden, ref dHiddenPrevious, new(gate, candidate)));

    private readonly ref struct GruGatesForwardStep(
        ref float gates, ref float hiddenPrevious, ref float resetHidden, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _hiddenPrevious = ref hiddenPrevious;
        private readonly ref float _resetHidden = ref resetHidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats r = functions.Gate(TFloats.Load(ref _gates, gate));
            r.Store(ref _gates, gate);
            functions.Gate(TFloats.Load(ref _gates, gate + units)).Store(ref _gates, gate + units);
            (r * TFloats.Load(ref _hiddenPrevious, unit)).Store(ref _resetHidden, unit);
        }
    }

    private readonly ref struct GruCandidateForwardStep(
        ref float gates, ref float hiddenPrevious, ref float hidden, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _hiddenPrevious = ref hiddenPrevious;
        private readonly ref float _hidden = ref hidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats z = TFloats.Load(ref _gates, gate + units);
            TFloats n = functions.Candidate(TFloats.Load(ref _gates, gate + (2 * units)));
            n.Store(ref _gates, gate + (2 * units));
            TFloats.MultiplyAdd(z, TFloats.Load(ref _hiddenPrevious, unit) - n, n).Store(ref _hidden, unit);
        }
    }

    private readonly ref struct GruCandidateBackwardStep(
        ref float gates, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _hiddenPrevious = ref hiddenPrevious;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dHiddenPrevious = ref dHiddenPrevious;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats z = TFloats.Load(ref _gates, gate + units);
            TFloats n = TFloats.Load(ref _gates, gate + (2 * units));
            TFloats dh = TFloats.Load(ref _dHidden, unit);
            (dh * (TFloats.Load(ref _hiddenPrevious, unit) - n) * functions.GateSlope(z)).Store(ref _gates, gate + units);
            (dh * (TFloats.One - z) * functions.CandidateSlope(n)).Store(ref _gates, gate + (2 * units));
            (TFloats.Load(ref _dHiddenPrevious, unit) + (dh * z)).Store(ref _dHiddenPrevious, unit);
        }
    }

    private readonly ref struct GruGatesBackwardStep(
        ref float gates, ref float hiddenPrevious, ref float dResetHidden, ref float dHiddenPrevious, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _hiddenPrevious = ref hiddenPrevious;
        private readonly ref float _dResetHidden = ref dResetHidden;
        private readonly ref float _dHiddenPrevious = ref dHiddenPrevious;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats r = TFloats.Load(ref _gates, gate);
            TFloats e = TFloats.Load(ref _dResetHidden, unit);
            (e * TFloats.Load(ref _hiddenPrevious, unit) * functions.GateSlope(r)).Store(ref _gates, gate);
            (TFloats.Load(ref _dHiddenPrevious, unit) + (e * r)).Store(ref _dHiddenPrevious, unit);
        }
    }
}
