using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class FreeTapeCells
{
    /// <summary><see cref="TapeCells.GruForward"/> with other functions.</summary>
    public static void GruForward(
        int rows, int units, ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float hidden, Activation gate, Activation candidate) =>
        TapeWalk.Run(rows, units, 3, new GruForwardStep(ref gates, ref hiddenSums, ref hiddenPrevious, ref hidden, new(gate, candidate)));

    /// <summary><see cref="TapeCells.GruBackward"/> with other functions.</summary>
    public static void GruBackward(
        int rows, int units, ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, Activation gate,
        Activation candidate) =>
        TapeWalk.Run(
            rows, units, 3, new GruBackwardStep(ref gates, ref hiddenSums, ref hiddenPrevious, ref dHidden, ref dHiddenPrevious, new(gate, candidate)));

    private readonly ref struct GruForwardStep(
        ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float hidden, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _hiddenSums = ref hiddenSums;
        private readonly ref float _hiddenPrevious = ref hiddenPrevious;
        private readonly ref float _hidden = ref hidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats r = functions.Gate(TFloats.Load(ref _gates, gate) + TFloats.Load(ref _hiddenSums, gate));
            TFloats z = functions.Gate(TFloats.Load(ref _gates, gate + units) + TFloats.Load(ref _hiddenSums, gate + units));
            TFloats n = functions.Candidate(TFloats.MultiplyAdd(
                r, TFloats.Load(ref _hiddenSums, gate + (2 * units)), TFloats.Load(ref _gates, gate + (2 * units))));
            r.Store(ref _gates, gate);
            z.Store(ref _gates, gate + units);
            n.Store(ref _gates, gate + (2 * units));
            TFloats.MultiplyAdd(z, TFloats.Load(ref _hiddenPrevious, unit) - n, n).Store(ref _hidden, unit);
        }
    }

    private readonly ref struct GruBackwardStep(
        ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _hiddenSums = ref hiddenSums;
        private readonly ref float _hiddenPrevious = ref hiddenPrevious;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dHiddenPrevious = ref dHiddenPrevious;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats r = TFloats.Load(ref _gates, gate);
            TFloats z = TFloats.Load(ref _gates, gate + units);
            TFloats n = TFloats.Load(ref _gates, gate + (2 * units));
            TFloats m = TFloats.Load(ref _hiddenSums, gate + (2 * units));
            TFloats dh = TFloats.Load(ref _dHidden, unit);

            TFloats dn = dh * (TFloats.One - z) * functions.CandidateSlope(n);
            TFloats dr = dn * m * functions.GateSlope(r);
            TFloats dz = dh * (TFloats.Load(ref _hiddenPrevious, unit) - n) * functions.GateSlope(z);
            dr.Store(ref _gates, gate);
            dz.Store(ref _gates, gate + units);
            dn.Store(ref _gates, gate + (2 * units));
            dr.Store(ref _hiddenSums, gate);
            dz.Store(ref _hiddenSums, gate + units);
            (dn * r).Store(ref _hiddenSums, gate + (2 * units));
            (TFloats.Load(ref _dHiddenPrevious, unit) + (dh * z)).Store(ref _dHiddenPrevious, unit);
        }
    }
}
