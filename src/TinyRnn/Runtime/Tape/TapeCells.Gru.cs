using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class TapeCells
{
    /// <summary>GRU with reset after the product: r and z from the sums of both parts, n = tanh(gn + r hn), h_t = (1 - z) n + z h_{t-1}.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the input's sums of r, z and n. Out: sigmoid r, sigmoid z, tanh n.</param>
    /// <param name="hiddenSums">The hidden state's sums of r, z and n, with their biases. Not written.</param>
    /// <param name="hiddenPrevious">h_{t-1}.</param>
    /// <param name="hidden">Out: h_t.</param>
    public static void GruForward(int rows, int units, ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float hidden) =>
        TapeWalk.Run(rows, units, 3, new GruForwardStep<StandardFunctions>(ref gates, ref hiddenSums, ref hiddenPrevious, ref hidden, default));

    /// <summary>The same with other functions of the gates and of the candidate.</summary>
    public static void GruForward(
        int rows, int units, ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float hidden, CellForm form) =>
        TapeWalk.Run(rows, units, 3, new GruForwardStep<ChosenFunctions>(ref gates, ref hiddenSums, ref hiddenPrevious, ref hidden, new(form)));

    /// <summary>GRU with reset after the product, backwards: from the gradient of h_t to those of both parts of the gate sums and of h_{t-1}.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="gates">In: the activations that the forward step left. Out: dL/d of the input's sums of r, z and n.</param>
    /// <param name="hiddenSums">In: the third part, hn, as it was in the forward step. Out: dL/d of the hidden state's sums of r, z and n.</param>
    /// <param name="hiddenPrevious">h_{t-1}.</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dHiddenPrevious">dL/dh_{t-1}, to which the direct part is added; that through the hidden sums is a matrix product.</param>
    /// <remarks>
    /// From h_t = n + z (h_{t-1} - n) and n = tanh(gn + r hn):<br/>
    /// dz = dh (h_{t-1} - n) z (1 - z); dn = dh (1 - z) (1 - n^2); dr = dn hn r (1 - r);<br/>
    /// gr + hr and gz + hz are sums, so both parts have one gradient; hn is multiplied by r, so its gradient is dn r; dh_{t-1} += dh z.
    /// </remarks>
    public static void GruBackward(
        int rows, int units, ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious) =>
        TapeWalk.Run(
            rows, units, 3, new GruBackwardStep<StandardFunctions>(ref gates, ref hiddenSums, ref hiddenPrevious, ref dHidden, ref dHiddenPrevious, default));

    /// <summary>The same with other functions of the gates and of the candidate.</summary>
    public static void GruBackward(
        int rows, int units, ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, CellForm form) =>
        TapeWalk.Run(
            rows, units, 3,
            new GruBackwardStep<ChosenFunctions>(ref gates, ref hiddenSums, ref hiddenPrevious, ref dHidden, ref dHiddenPrevious, new(form)));

    private readonly ref struct GruForwardStep<TFunctions>(
        ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float hidden, TFunctions functions) : ITapeStep
        where TFunctions : struct, ICellFunctions
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

    private readonly ref struct GruBackwardStep<TFunctions>(
        ref float gates, ref float hiddenSums, ref float hiddenPrevious, ref float dHidden, ref float dHiddenPrevious, TFunctions functions) : ITapeStep
        where TFunctions : struct, ICellFunctions
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
