using System.ComponentModel;
using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <summary>
/// As <see cref="TapeCells"/>, for cells whose functions are others than sigmoid and tanh: the same arguments, and the functions after them. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class FreeTapeCells
{
    /// <summary><see cref="TapeCells.LstmForward"/> with other functions.</summary>
    public static void LstmForward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float bentCell, ref float hidden, Activation gate,
        Activation candidate) =>
        TapeWalk.Run(rows, units, 4, new LstmForwardStep(ref gates, ref cellPrevious, ref cell, ref bentCell, ref hidden, new(gate, candidate)));

    /// <summary><see cref="TapeCells.LstmBackward"/> with other functions.</summary>
    public static void LstmBackward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float bentCell, ref float dHidden, ref float dCell, Activation gate,
        Activation candidate) =>
        TapeWalk.Run(rows, units, 4, new LstmBackwardStep(ref gates, ref cellPrevious, ref bentCell, ref dHidden, ref dCell, new(gate, candidate)));

    private readonly ref struct LstmForwardStep(
        ref float gates, ref float cellPrevious, ref float cell, ref float bentCell, ref float hidden, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _cell = ref cell;
        private readonly ref float _bentCell = ref bentCell;
        private readonly ref float _hidden = ref hidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats i = functions.Gate(TFloats.Load(ref _gates, gate));
            TFloats f = functions.Gate(TFloats.Load(ref _gates, gate + units));
            TFloats g = functions.Candidate(TFloats.Load(ref _gates, gate + (2 * units)));
            TFloats o = functions.Gate(TFloats.Load(ref _gates, gate + (3 * units)));
            i.Store(ref _gates, gate);
            f.Store(ref _gates, gate + units);
            g.Store(ref _gates, gate + (2 * units));
            o.Store(ref _gates, gate + (3 * units));

            TFloats c = TFloats.MultiplyAdd(f, TFloats.Load(ref _cellPrevious, unit), i * g);
            TFloats bent = functions.Candidate(c);
            c.Store(ref _cell, unit);
            bent.Store(ref _bentCell, unit);
            (o * bent).Store(ref _hidden, unit);
        }
    }

    private readonly ref struct LstmBackwardStep(
        ref float gates, ref float cellPrevious, ref float bentCell, ref float dHidden, ref float dCell, CellFunctions functions) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _bentCell = ref bentCell;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dCell = ref dCell;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats i = TFloats.Load(ref _gates, gate);
            TFloats f = TFloats.Load(ref _gates, gate + units);
            TFloats g = TFloats.Load(ref _gates, gate + (2 * units));
            TFloats o = TFloats.Load(ref _gates, gate + (3 * units));
            TFloats bent = TFloats.Load(ref _bentCell, unit);
            TFloats dh = TFloats.Load(ref _dHidden, unit);

            TFloats dc = TFloats.MultiplyAdd(dh * o, functions.CandidateSlope(bent), TFloats.Load(ref _dCell, unit));
            (dc * g * functions.GateSlope(i)).Store(ref _gates, gate);
            (dc * TFloats.Load(ref _cellPrevious, unit) * functions.GateSlope(f)).Store(ref _gates, gate + units);
            (dc * i * functions.CandidateSlope(g)).Store(ref _gates, gate + (2 * units));
            (dh * bent * functions.GateSlope(o)).Store(ref _gates, gate + (3 * units));
            (dc * f).Store(ref _dCell, unit);
        }
    }
}
