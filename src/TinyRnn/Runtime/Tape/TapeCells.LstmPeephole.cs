using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Matrices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class TapeCells
{
    /// <summary>LSTM with peepholes: i and f also see p c_{t-1}, and o sees p c_t, each unit its own cell.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the sums of i, f, g and o. Out: sigmoid i, sigmoid f, tanh g, sigmoid o.</param>
    /// <param name="cellPrevious">c_{t-1}.</param>
    /// <param name="cell">Out: c_t; may be c_{t-1}.</param>
    /// <param name="tanhCell">Out: tanh(c_t).</param>
    /// <param name="hidden">Out: h_t.</param>
    /// <param name="peepholes">p of i, f and o.</param>
    public static void LstmPeepholeForward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float tanhCell, ref float hidden, ref float peepholes) =>
        TapeWalk.Run(rows, units, 4, new PeepholeForwardStep(ref gates, ref cellPrevious, ref cell, ref tanhCell, ref hidden, ref peepholes));

    /// <summary>LSTM with peepholes, backwards: from the gradients of h_t and c_t to those of the gate sums and of c_{t-1}.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the activations that the forward step left. Out: dL/d of the sums of i, f, g and o.</param>
    /// <param name="cellPrevious">c_{t-1}.</param>
    /// <param name="tanhCell">tanh(c_t).</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dCell">In: dL/dc_t from later steps. Out: dL/dc_{t-1}.</param>
    /// <param name="peepholes">p of i, f and o.</param>
    /// <remarks>
    /// As <c>LstmBackward</c>, but c_t reaches L through o as well, and c_{t-1} through i and f: dc gets p_o do more, dc_{t-1}
    /// gets p_i di + p_f df more.
    /// </remarks>
    public static void LstmPeepholeBackward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float tanhCell, ref float dHidden, ref float dCell, ref float peepholes) =>
        TapeWalk.Run(rows, units, 4, new PeepholeBackwardStep(ref gates, ref cellPrevious, ref tanhCell, ref dHidden, ref dCell, ref peepholes));

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

    private readonly ref struct PeepholeForwardStep(
        ref float gates, ref float cellPrevious, ref float cell, ref float tanhCell, ref float hidden, ref float peepholes) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _cell = ref cell;
        private readonly ref float _tanhCell = ref tanhCell;
        private readonly ref float _hidden = ref hidden;
        private readonly ref float _peepholes = ref peepholes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            nint own = UnitInRow(gate, unit, 4);
            TFloats past = TFloats.Load(ref _cellPrevious, unit);
            TFloats i = Gate<TFloats>(gate, own, past).Sigmoid();
            TFloats f = Gate<TFloats>(gate + units, own + units, past).Sigmoid();
            TFloats g = TFloats.Load(ref _gates, gate + (2 * units)).Tanh();
            TFloats c = TFloats.MultiplyAdd(f, past, i * g);
            TFloats o = Gate<TFloats>(gate + (3 * units), own + (2 * units), c).Sigmoid();
            i.Store(ref _gates, gate);
            f.Store(ref _gates, gate + units);
            g.Store(ref _gates, gate + (2 * units));
            o.Store(ref _gates, gate + (3 * units));

            TFloats tanh = c.Tanh();
            c.Store(ref _cell, unit);
            tanh.Store(ref _tanhCell, unit);
            (o * tanh).Store(ref _hidden, unit);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private TFloats Gate<TFloats>(nint gate, nint peephole, TFloats cell)
            where TFloats : struct, IFloats<TFloats> =>
            TFloats.MultiplyAdd(TFloats.Load(ref _peepholes, peephole), cell, TFloats.Load(ref _gates, gate));
    }

    private readonly ref struct PeepholeBackwardStep(
        ref float gates, ref float cellPrevious, ref float tanhCell, ref float dHidden, ref float dCell, ref float peepholes) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _tanhCell = ref tanhCell;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dCell = ref dCell;
        private readonly ref float _peepholes = ref peepholes;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            nint own = UnitInRow(gate, unit, 4);
            TFloats one = TFloats.One;
            TFloats i = TFloats.Load(ref _gates, gate);
            TFloats f = TFloats.Load(ref _gates, gate + units);
            TFloats g = TFloats.Load(ref _gates, gate + (2 * units));
            TFloats o = TFloats.Load(ref _gates, gate + (3 * units));
            TFloats tanh = TFloats.Load(ref _tanhCell, unit);
            TFloats dhO = TFloats.Load(ref _dHidden, unit) * o;

            TFloats dO = dhO * tanh * (one - o);
            TFloats dc = TFloats.MultiplyAdd(dhO, tanh.TanhSlope(), TFloats.Load(ref _dCell, unit));
            dc = TFloats.MultiplyAdd(TFloats.Load(ref _peepholes, own + (2 * units)), dO, dc);
            TFloats dcI = dc * i;
            TFloats dcF = dc * f;
            TFloats dI = dcI * g * (one - i);
            TFloats dF = dcF * TFloats.Load(ref _cellPrevious, unit) * (one - f);
            dI.Store(ref _gates, gate);
            dF.Store(ref _gates, gate + units);
            (dcI * g.TanhSlope()).Store(ref _gates, gate + (2 * units));
            dO.Store(ref _gates, gate + (3 * units));

            TFloats past = TFloats.MultiplyAdd(TFloats.Load(ref _peepholes, own), dI, dcF);
            TFloats.MultiplyAdd(TFloats.Load(ref _peepholes, own + units), dF, past).Store(ref _dCell, unit);
        }
    }
}
