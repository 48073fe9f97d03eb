using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class TapeCells
{
    /// <summary>LSTM: c_t = f c_{t-1} + i g, h_t = o tanh(c_t).</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the sums of i, f, g and o. Out: sigmoid i, sigmoid f, tanh g, sigmoid o.</param>
    /// <param name="cellPrevious">c_{t-1}.</param>
    /// <param name="cell">Out: c_t; may be c_{t-1}.</param>
    /// <param name="tanhCell">Out: tanh(c_t).</param>
    /// <param name="hidden">Out: h_t.</param>
    public static void LstmForward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float cell, ref float tanhCell, ref float hidden) =>
        TapeWalk.Run(rows, units, 4, new LstmForwardStep(ref gates, ref cellPrevious, ref cell, ref tanhCell, ref hidden));

    /// <summary>LSTM, backwards: from the gradients of h_t and c_t to those of the gate sums and of c_{t-1}.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the activations that the forward step left. Out: dL/d of the sums of i, f, g and o.</param>
    /// <param name="cellPrevious">c_{t-1}.</param>
    /// <param name="tanhCell">tanh(c_t).</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dCell">In: dL/dc_t from later steps. Out: dL/dc_{t-1}.</param>
    /// <remarks>
    /// With s' = s (1 - s) for a sigmoid, t' = 1 - t^2 for a tanh, and h_t = o T, T = tanh(c_t), c_t = f c_{t-1} + i g:<br/>
    /// dc = dCell + dh o (1 - T^2), because c_t reaches L through c_{t+1} and through h_t;<br/>
    /// do = dh T o (1 - o); di = dc g i (1 - i); df = dc c_{t-1} f (1 - f); dg = dc i (1 - g^2); dc_{t-1} = dc f.
    /// </remarks>
    public static void LstmBackward(
        int rows, int units, ref float gates, ref float cellPrevious, ref float tanhCell, ref float dHidden, ref float dCell) =>
        TapeWalk.Run(rows, units, 4, new LstmBackwardStep(ref gates, ref cellPrevious, ref tanhCell, ref dHidden, ref dCell));

    private readonly ref struct LstmForwardStep(
        ref float gates, ref float cellPrevious, ref float cell, ref float tanhCell, ref float hidden) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _cell = ref cell;
        private readonly ref float _tanhCell = ref tanhCell;
        private readonly ref float _hidden = ref hidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats i = TFloats.Load(ref _gates, gate).Sigmoid();
            TFloats f = TFloats.Load(ref _gates, gate + units).Sigmoid();
            TFloats g = TFloats.Load(ref _gates, gate + (2 * units)).Tanh();
            TFloats o = TFloats.Load(ref _gates, gate + (3 * units)).Sigmoid();
            i.Store(ref _gates, gate);
            f.Store(ref _gates, gate + units);
            g.Store(ref _gates, gate + (2 * units));
            o.Store(ref _gates, gate + (3 * units));

            TFloats c = TFloats.MultiplyAdd(f, TFloats.Load(ref _cellPrevious, unit), i * g);
            TFloats tanh = c.Tanh();
            c.Store(ref _cell, unit);
            tanh.Store(ref _tanhCell, unit);
            (o * tanh).Store(ref _hidden, unit);
        }
    }

    private readonly ref struct LstmBackwardStep(
        ref float gates, ref float cellPrevious, ref float tanhCell, ref float dHidden, ref float dCell) : ITapeStep
    {
        private readonly ref float _gates = ref gates;
        private readonly ref float _cellPrevious = ref cellPrevious;
        private readonly ref float _tanhCell = ref tanhCell;
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
            TFloats tanh = TFloats.Load(ref _tanhCell, unit);
            TFloats dh = TFloats.Load(ref _dHidden, unit);

            TFloats dc = TFloats.MultiplyAdd(dh * o, tanh.TanhSlope(), TFloats.Load(ref _dCell, unit));
            (dc * g * (i * (TFloats.One - i))).Store(ref _gates, gate);
            (dc * TFloats.Load(ref _cellPrevious, unit) * (f * (TFloats.One - f))).Store(ref _gates, gate + units);
            (dc * i * g.TanhSlope()).Store(ref _gates, gate + (2 * units));
            (dh * tanh * (o * (TFloats.One - o))).Store(ref _gates, gate + (3 * units));
            (dc * f).Store(ref _dCell, unit);
        }
    }
}
