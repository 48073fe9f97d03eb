using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Matrices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class TapeCells
{
    /// <summary>
    /// An LSTM that is not the usual one: other functions, bounds of its sums or of c_t, a forget gate that is 1 - i, peepholes. c_t = f c_{t-1} + i g,
    /// h_t = o F(c_t), F the candidate's function.
    /// </summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the sums of i, f (unless it is 1 - i), g and o. Out: their functions.</param>
    /// <param name="cellPrevious">c_{t-1}.</param>
    /// <param name="cell">Out: c_t.</param>
    /// <param name="shownCell">Out: F(c_t).</param>
    /// <param name="hidden">Out: h_t.</param>
    /// <param name="form">What it has.</param>
    public static void FreeLstmForward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float shownCell, ref float hidden, CellForm form) =>
        FreeLstmForward(rows, units, ref gates, ref cellPrevious, ref cell, ref shownCell, ref hidden, ref Unsafe.NullRef<float>(), form);

    /// <summary>The same with peepholes: i and f (unless it is 1 - i) also see p c_{t-1}, and o sees p c_t, each unit its own cell.</summary>
    public static void FreeLstmForward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float shownCell, ref float hidden, ref float peepholes,
        CellForm form)
    {
        if (form.HasStandardFunctions)
            TapeWalk.Run(
                rows, units, form.LstmGates,
                new FreeLstmForwardStep<StandardFunctions>(ref gates, ref cellPrevious, ref cell, ref shownCell, ref hidden, ref peepholes, default, form));
        else
            TapeWalk.Run(
                rows, units, form.LstmGates,
                new FreeLstmForwardStep<ChosenFunctions>(ref gates, ref cellPrevious, ref cell, ref shownCell, ref hidden, ref peepholes, new(form), form));
    }

    /// <summary>The same LSTM, backwards: from the gradients of h_t and c_t to those of the gate sums and of c_{t-1}.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: what the forward step left. Out: dL/d of the sums.</param>
    /// <param name="cellPrevious">c_{t-1}.</param>
    /// <param name="cell">c_t.</param>
    /// <param name="shownCell">F(c_t).</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dCell">In: dL/dc_t from later steps. Out: dL/dc_{t-1}.</param>
    /// <param name="form">What it has.</param>
    /// <remarks>
    /// As <c>LstmBackward</c>, with F' and the gates' derivatives. With peepholes c_t reaches L through o as well, and c_{t-1} through i and f: dc gets p_o do
    /// more, dc_{t-1} gets p_i di + p_f df more. Nothing flows through c_t where it is at its bound, and, where f = 1 - i, di = dc (g - c_{t-1}).
    /// </remarks>
    public static void FreeLstmBackward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float shownCell, ref float dHidden, ref float dCell,
        CellForm form) =>
        FreeLstmBackward(rows, units, ref gates, ref cellPrevious, ref cell, ref shownCell, ref dHidden, ref dCell, ref Unsafe.NullRef<float>(), form);

    /// <summary>The same with peepholes of i, f (unless it is 1 - i) and o.</summary>
    public static void FreeLstmBackward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float shownCell, ref float dHidden, ref float dCell,
        ref float peepholes, CellForm form)
    {
        if (form.HasStandardFunctions)
            TapeWalk.Run(
                rows, units, form.LstmGates,
                new FreeLstmBackwardStep<StandardFunctions>(
                    ref gates, ref cellPrevious, ref cell, ref shownCell, ref dHidden, ref dCell, ref peepholes, default, form));
        else
            TapeWalk.Run(
                rows, units, form.LstmGates,
                new FreeLstmBackwardStep<ChosenFunctions>(
                    ref gates, ref cellPrevious, ref cell, ref shownCell, ref dHidden, ref dCell, ref peepholes, new(form), form));
    }

    /// <summary>Gradients of the peepholes: dp_i = sum di c_{t-1}, dp_f = sum df c_{t-1}, dp_o = sum do c_t, over all rows.</summary>
    /// <param name="rows">Steps times sequences.</param>
    /// <param name="batch">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4.</param>
    /// <param name="gates">4, or 3 where f is 1 - i.</param>
    /// <param name="dGates">dL/d of the sums of i, f (of four), g and o, of all rows.</param>
    /// <param name="cells">c of all rows, after those of before the first step.</param>
    /// <param name="dPeepholes">The gradients of i, f (of four) and o.</param>
    /// <param name="accumulate">Whether the sums are added to what is there instead of replacing it.</param>
    public static void LstmPeepholeGradients(
        int rows, int batch, int units, int gates, ref float dGates, ref float cells, ref float dPeepholes, bool accumulate)
    {
        // All gates but the last two see c_{t-1}, the last one sees c_t, and the candidate, which stands before it, sees none.
        int last = gates - 1;
        for (int gate = 0; gate < last - 1; gate++)
            Add(gate, gate, ref cells, ref dGates, ref dPeepholes);
        Add(last, last - 1, ref Unsafe.Add(ref cells, batch * units), ref dGates, ref dPeepholes);

        void Add(int gate, int peephole, ref float seen, ref float dGates, ref float dPeepholes) =>
            MatrixProduct.ColumnSumsOfProducts(
                rows, units, ref Unsafe.Add(ref dGates, gate * units), gates * units, ref seen, units, ref Unsafe.Add(ref dPeepholes, peephole * units),
                accumulate);
    }

    /// <summary>The unit in its row, of places in states and in the gates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint UnitInRow(nint gate, nint unit, nint gates) => unit - ((gate - unit) / (gates - 1));

    private readonly ref struct FreeLstmForwardStep<TFunctions>(
        ref float gates, ref float cellPrevious, ref float cell, ref float shownCell, ref float hidden, ref float peepholes, TFunctions functions,
        CellForm form) : ITapeStep
        where TFunctions : struct, ICellFunctions
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _cell = ref cell;
        private readonly ref float _shownCell = ref shownCell;
        private readonly ref float _hidden = ref hidden;
        private readonly ref float _peepholes = ref peepholes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            nint own = UnitInRow(gate, unit, form.LstmGates);
            nint candidate = form.IsCoupled ? units : 2 * units;
            TFloats past = TFloats.Load(ref _cellPrevious, unit);
            TFloats i = functions.Gate(Sum(gate, own, past));
            TFloats f = form.IsCoupled ? TFloats.One - i : functions.Gate(Sum(gate + units, own + units, past));
            TFloats g = functions.Candidate(TFloats.Load(ref _gates, gate + candidate));
            TFloats c = TFloats.MultiplyAdd(f, past, i * g);
            if (form.CellClip < float.PositiveInfinity)
                c = c.Clamp(-form.CellClip, form.CellClip);
            TFloats o = functions.Gate(Sum(gate + candidate + units, own + candidate, c));
            i.Store(ref _gates, gate);
            if (!form.IsCoupled)
                f.Store(ref _gates, gate + units);
            g.Store(ref _gates, gate + candidate);
            o.Store(ref _gates, gate + candidate + units);

            TFloats shown = functions.Cell(c);
            c.Store(ref _cell, unit);
            shown.Store(ref _shownCell, unit);
            (o * shown).Store(ref _hidden, unit);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TFloats Sum<TFloats>(nint gate, nint peephole, TFloats cell)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats sum = TFloats.Load(ref _gates, gate);
            return Unsafe.IsNullRef(ref _peepholes) ? sum : TFloats.MultiplyAdd(TFloats.Load(ref _peepholes, peephole), cell, sum);
        }
    }

    private readonly ref struct FreeLstmBackwardStep<TFunctions>(
        ref float gates, ref float cellPrevious, ref float cell, ref float shownCell, ref float dHidden, ref float dCell, ref float peepholes,
        TFunctions functions, CellForm form) : ITapeStep
        where TFunctions : struct, ICellFunctions
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _cell = ref cell;
        private readonly ref float _shownCell = ref shownCell;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dCell = ref dCell;
        private readonly ref float _peepholes = ref peepholes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            nint own = UnitInRow(gate, unit, form.LstmGates);
            nint candidate = form.IsCoupled ? units : 2 * units;
            TFloats past = TFloats.Load(ref _cellPrevious, unit);
            TFloats i = TFloats.Load(ref _gates, gate);
            TFloats f = form.IsCoupled ? TFloats.One - i : TFloats.Load(ref _gates, gate + units);
            TFloats g = TFloats.Load(ref _gates, gate + candidate);
            TFloats o = TFloats.Load(ref _gates, gate + candidate + units);
            TFloats shown = TFloats.Load(ref _shownCell, unit);
            TFloats dh = TFloats.Load(ref _dHidden, unit);

            TFloats dO = dh * shown * functions.GateSlope(o);
            TFloats dc = TFloats.MultiplyAdd(dh * o, functions.CellSlope(shown), TFloats.Load(ref _dCell, unit));
            dc = Through(own + candidate, dO, dc);
            if (form.CellClip < float.PositiveInfinity)
                dc = TFloats.Select(TFloats.LessThan(TFloats.Load(ref _cell, unit).Abs(), TFloats.Fill(form.CellClip)), dc, TFloats.Fill(0));
            TFloats dI = dc * (form.IsCoupled ? g - past : g) * functions.GateSlope(i);
            TFloats dPast = Through(own, dI, dc * f);
            if (!form.IsCoupled)
            {
                TFloats dF = dc * past * functions.GateSlope(f);
                dPast = Through(own + units, dF, dPast);
                dF.Store(ref _gates, gate + units);
            }

            dI.Store(ref _gates, gate);
            (dc * i * functions.CandidateSlope(g)).Store(ref _gates, gate + candidate);
            dO.Store(ref _gates, gate + candidate + units);
            dPast.Store(ref _dCell, unit);
        }

        /// <summary>A cell's gradient, and what reaches it through a gate that sees it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TFloats Through<TFloats>(nint peephole, TFloats dGate, TFloats dCell)
            where TFloats : struct, IFloats<TFloats> =>
            Unsafe.IsNullRef(ref _peepholes) ? dCell : TFloats.MultiplyAdd(TFloats.Load(ref _peepholes, peephole), dGate, dCell);
    }
}
