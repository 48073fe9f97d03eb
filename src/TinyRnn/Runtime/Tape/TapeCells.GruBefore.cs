using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class TapeCells
{
    /// <summary>GRU with reset before the product, its gates: r, z and r h_{t-1}, which the candidate's weights then multiply.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the sums of r and z. Out: sigmoid r, sigmoid z. The third part is not touched.</param>
    /// <param name="hiddenPrevious">h_{t-1}.</param>
    /// <param name="resetHidden">Out: r h_{t-1}.</param>
    public static void GruGatesForward(int rows, int units, ref float gates, ref float hiddenPrevious, ref float resetHidden) =>
        TapeWalk.Run(rows, units, 3, new GruGatesForwardStep<StandardFunctions>(ref gates, ref hiddenPrevious, ref resetHidden, default));

    /// <summary>The same with other functions of the gates and of the candidate.</summary>
    public static void GruGatesForward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float resetHidden, CellForm form) =>
        TapeWalk.Run(rows, units, 3, new GruGatesForwardStep<ChosenFunctions>(ref gates, ref hiddenPrevious, ref resetHidden, new(form)));

    /// <summary>GRU with reset before the product, its candidate: n = tanh(sum), h_t = (1 - z) n + z h_{t-1}.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: r, z and the complete sum of n. Out: tanh n in the third part.</param>
    /// <param name="hiddenPrevious">h_{t-1}.</param>
    /// <param name="hidden">Out: h_t.</param>
    public static void GruCandidateForward(int rows, int units, ref float gates, ref float hiddenPrevious, ref float hidden) =>
        TapeWalk.Run(rows, units, 3, new GruCandidateForwardStep<StandardFunctions>(ref gates, ref hiddenPrevious, ref hidden, default));

    /// <summary>The same with other functions of the gates and of the candidate.</summary>
    public static void GruCandidateForward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float hidden, CellForm form) =>
        TapeWalk.Run(rows, units, 3, new GruCandidateForwardStep<ChosenFunctions>(ref gates, ref hiddenPrevious, ref hidden, new(form)));

    /// <summary>GRU with reset before the product, backwards through the candidate.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: r, z and n. Out: r, dL/d of the sum of z, dL/d of the sum of n.</param>
    /// <param name="hiddenPrevious">h_{t-1}.</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dHiddenPrevious">dL/dh_{t-1}, to which the direct part is added.</param>
    /// <remarks>
    /// From h_t = n + z (h_{t-1} - n): dz = dh (h_{t-1} - n) z (1 - z); dn = dh (1 - z) (1 - n^2); dh_{t-1} += dh z.<br/>
    /// The product of dn with the candidate's transposed weights is dL/d(r h_{t-1}), which <c>GruGatesBackward</c> takes.
    /// </remarks>
    public static void GruCandidateBackward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious) =>
        TapeWalk.Run(rows, units, 3, new GruCandidateBackwardStep<StandardFunctions>(ref gates, ref hiddenPrevious, ref dHidden, ref dHiddenPrevious, default));

    /// <summary>The same with other functions of the gates and of the candidate.</summary>
    public static void GruCandidateBackward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, CellForm form) =>
        TapeWalk.Run(
            rows, units, 3,
            new GruCandidateBackwardStep<ChosenFunctions>(ref gates, ref hiddenPrevious, ref dHidden, ref dHiddenPrevious, new(form)));

    /// <summary>GRU with reset before the product, backwards through the reset gate.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: r in the first part. Out: dL/d of the sum of r there.</param>
    /// <param name="hiddenPrevious">h_{t-1}.</param>
    /// <param name="dResetHidden">dL/d(r h_{t-1}).</param>
    /// <param name="dHiddenPrevious">dL/dh_{t-1}, to which the part through r h_{t-1} is added.</param>
    /// <remarks>
    /// With e = dL/d(r h_{t-1}): dr = e h_{t-1} r (1 - r); dh_{t-1} += e r.
    /// </remarks>
    public static void GruGatesBackward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float dResetHidden, ref float dHiddenPrevious) =>
        TapeWalk.Run(
            rows, units, 3, new GruGatesBackwardStep<StandardFunctions>(ref gates, ref hiddenPrevious, ref dResetHidden, ref dHiddenPrevious, default));

    /// <summary>The same with other functions of the gates and of the candidate.</summary>
    public static void GruGatesBackward(
        int rows, int units, ref float gates, ref float hiddenPrevious, ref float dResetHidden, ref float dHiddenPrevious, CellForm form) =>
        TapeWalk.Run(
            rows, units, 3,
            new GruGatesBackwardStep<ChosenFunctions>(ref gates, ref hiddenPrevious, ref dResetHidden, ref dHiddenPrevious, new(form)));

    private readonly ref struct GruGatesForwardStep<TFunctions>(
        ref float gates, ref float hiddenPrevious, ref float resetHidden, TFunctions functions) : ITapeStep
        where TFunctions : struct, ICellFunctions
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

    private readonly ref struct GruCandidateForwardStep<TFunctions>(
        ref float gates, ref float hiddenPrevious, ref float hidden, TFunctions functions) : ITapeStep
        where TFunctions : struct, ICellFunctions
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

    private readonly ref struct GruCandidateBackwardStep<TFunctions>(
        ref float gates, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, TFunctions functions) : ITapeStep
        where TFunctions : struct, ICellFunctions
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

    private readonly ref struct GruGatesBackwardStep<TFunctions>(
        ref float gates, ref float hiddenPrevious, ref float dResetHidden, ref float dHiddenPrevious, TFunctions functions) : ITapeStep
        where TFunctions : struct, ICellFunctions
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
