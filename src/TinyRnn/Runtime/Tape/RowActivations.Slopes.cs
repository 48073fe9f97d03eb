using System.Runtime.CompilerServices;
using TinyRnn.Runtime.Cells;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Runtime.Tape;

/// <content>Derivatives: of the result where it tells which way it came, otherwise of what was given.</content>
public static partial class RowActivations
{
    private readonly struct FunctionOf<TFunction>(TFunction function) : IRowFunction
        where TFunction : struct, IPointwise
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => function.Of<TFloats, NativeArithmetic>(value);
    }

    private readonly struct SiluSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>
        {
            value = value.Clamp(SiluFunction.Lowest, float.PositiveInfinity);
            TFloats s = value.Sigmoid();

            // Far above 0 the sigmoid is 1, and what is left of 1 - s is nothing.
            TFloats rest = (TFloats.One - s) * value.Clamp(SiluFunction.Lowest, -SiluFunction.Lowest);
            return gradient * s * (TFloats.One + rest);
        }
    }

    private readonly struct LeakyReluSlope(float slope) : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => TFloats.Select(TFloats.LessThan(TFloats.Fill(0f), value), gradient, gradient * slope);
    }

    private readonly struct EluSlope(float slope) : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> =>
            TFloats.Select(TFloats.LessThan(TFloats.Fill(0f), value), gradient, gradient * (value + TFloats.Fill(slope)));
    }

    private readonly struct GeluSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats phi = NormalDistribution.Density<TFloats, NativeArithmetic>(value) * value.Clamp(-13f, 13f);
            return gradient * (NormalDistribution.Of<TFloats, NativeArithmetic>(value) + phi);
        }
    }

    private readonly struct GeluTanhSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats x = value.Clamp(GeluTanhFunction.Lowest, -GeluTanhFunction.Lowest);
            TFloats tanh = GeluTanhFunction.Inner<TFloats, NativeArithmetic>(x).Tanh();
            TFloats inner = TFloats.MultiplyAdd(
                x * x, TFloats.Fill(3 * GeluTanhFunction.Cubic * GeluTanhFunction.Factor), TFloats.Fill(GeluTanhFunction.Factor));
            return gradient * (TFloats.One + tanh + (x * tanh.TanhSlope() * inner)) * 0.5f;
        }
    }

    /// <summary>A line that is held between two values: y = slope x + b, and flat outside.</summary>
    private readonly struct HeldSlope(float low, float slope) : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats inside = TFloats.Select(TFloats.LessThan(value, TFloats.One), gradient * slope, TFloats.Fill(0f));
            return TFloats.Select(TFloats.LessThan(TFloats.Fill(low), value), inside, TFloats.Fill(0f));
        }
    }

    /// <summary>Rows behind the end of a sequence, and the padding of a row, are zeros with gradients of zero, and must not become NaN.</summary>
    private readonly struct LogSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats>
        {
            TFloats isThere = TFloats.LessThan(TFloats.Fill(0f), gradient.Abs());
            return TFloats.Select(isThere, gradient / value, gradient);
        }
    }

    private readonly struct SoftplusSlope : IRowFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TFloats Of<TFloats>(TFloats value, TFloats gradient)
            where TFloats : struct, IFloats<TFloats> => gradient * -ExponentialMinusOne.Below<TFloats, NativeArithmetic>(-value);
    }
}
