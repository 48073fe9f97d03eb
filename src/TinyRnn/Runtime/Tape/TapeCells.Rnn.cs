using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

public static partial class TapeCells
{
    /// <summary>Elman network: h_t = tanh(s).</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="sums">s, the sums of input and hidden state.</param>
    /// <param name="hidden">Out: h_t; may be s.</param>
    public static void RnnTanhForward(int rows, int units, ref float sums, ref float hidden) =>
        TapeWalk.Run(1, rows * units, 1, new RnnTanhForwardStep(ref sums, ref hidden));

    /// <summary>Elman network, backwards.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="hidden">h_t.</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dSums">Out: dL/d of the sums; may be dL/dh_t.</param>
    /// <remarks>
    /// ds = dh (1 - h_t^2).
    /// </remarks>
    public static void RnnTanhBackward(int rows, int units, ref float hidden, ref float dHidden, ref float dSums) =>
        TapeWalk.Run(1, rows * units, 1, new RnnTanhBackwardStep(ref hidden, ref dHidden, ref dSums));

    /// <summary>Elman network: h_t = max(s, 0).</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="sums">s, the sums of input and hidden state.</param>
    /// <param name="hidden">Out: h_t; may be s.</param>
    public static void RnnReluForward(int rows, int units, ref float sums, ref float hidden) =>
        TapeWalk.Run(1, rows * units, 1, new RnnReluForwardStep(ref sums, ref hidden));

    /// <summary>Elman network with max(s, 0), backwards.</summary>
    /// <param name="rows">Sequences.</param>
    /// <param name="units">Units, padded to a multiple of 4: the floats from one row of a state to the next, and from one gate of a row to the next.</param>
    /// <param name="hidden">h_t.</param>
    /// <param name="dHidden">dL/dh_t, from everything that reads it.</param>
    /// <param name="dSums">Out: dL/d of the sums; may be dL/dh_t.</param>
    /// <remarks>
    /// ds = dh where h_t &gt; 0, which is where s &gt; 0; elsewhere, and at 0, it is 0. Where h_t is NaN, dh passes, which is NaN as well in any real loss.
    /// </remarks>
    public static void RnnReluBackward(int rows, int units, ref float hidden, ref float dHidden, ref float dSums) =>
        TapeWalk.Run(1, rows * units, 1, new RnnReluBackwardStep(ref hidden, ref dHidden, ref dSums));

    private readonly ref struct RnnTanhForwardStep(ref float sums, ref float hidden) : ITapeStep
    {
        private readonly ref float _sums = ref sums;
        private readonly ref float _hidden = ref hidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats.Load(ref _sums, unit).Tanh().Store(ref _hidden, unit);
        }
    }

    private readonly ref struct RnnTanhBackwardStep(ref float hidden, ref float dHidden, ref float dSums) : ITapeStep
    {
        private readonly ref float _hidden = ref hidden;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dSums = ref dSums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            (TFloats.Load(ref _dHidden, unit) * TFloats.Load(ref _hidden, unit).TanhSlope()).Store(ref _dSums, unit);
        }
    }

    private readonly ref struct RnnReluForwardStep(ref float sums, ref float hidden) : ITapeStep
    {
        private readonly ref float _sums = ref sums;
        private readonly ref float _hidden = ref hidden;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats.Load(ref _sums, unit).Relu().Store(ref _hidden, unit);
        }
    }

    private readonly ref struct RnnReluBackwardStep(ref float hidden, ref float dHidden, ref float dSums) : ITapeStep
    {
        private readonly ref float _hidden = ref hidden;
        private readonly ref float _dHidden = ref dHidden;
        private readonly ref float _dSums = ref dSums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void At<TFloats>(nint gate, nint unit, nint units)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats.Load(ref _dHidden, unit).WherePositive(TFloats.Load(ref _hidden, unit)).Store(ref _dSums, unit);
        }
    }
}
