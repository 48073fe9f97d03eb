using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;
using TinyRnn.Runtime.Vectors;

namespace TinyRnn.Conformance;

/// <summary>
/// The search for subnormal numbers finds one in every place of every length, and nothing else; what then happens needs no memory of the collector's.
/// </summary>
internal static class SubnormalChecks
{
    private const int Longest = 70;
    private const float SmallestNormal = 1.17549435e-38f;

    private static readonly float[] s_subnormal =
        [float.Epsilon, -float.Epsilon, SmallestNormal / 2, float.BitDecrement(SmallestNormal), -float.BitDecrement(SmallestNormal)];

    private static readonly float[] s_others =
    [
        0, -0f, SmallestNormal, -SmallestNormal, 1, -1, float.MaxValue, float.MinValue,
        float.PositiveInfinity, float.NegativeInfinity, float.NaN, -float.NaN, BitConverter.UInt32BitsToSingle(0x7F800001),
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("A subnormal number is found among others of any number, in any place", Search),
        new("Subnormal numbers become zeros of their sign, and nothing else changes", Zeros),
        new("Steps with subnormal inputs allocate nothing", Allocations),
    ];

    private static void Search()
    {
        for (int count = 1; count <= Longest; count++)
        {
            float[] values = new float[(4 * (count + 3)) + 1];
            for (int i = 0; i < values.Length; i++)
                values[i] = s_others[i % s_others.Length];
            Verify.That(!Finds(values, count, -1), $"found one among {count} that are none");
            for (int place = 0; place < count; place++)
            {
                foreach (float subnormal in s_subnormal)
                {
                    for (int row = 0; row < 4; row++)
                    {
                        // A row behind the other, and with three numbers between them; beside the rows, one that does not count.
                        Verify.That(Among(row * count, stride: count), $"not found: {subnormal}, row {row}, place {place} of {count}");
                        Verify.That(Among(row * (count + 3), stride: count + 3), $"not found: {subnormal}, row {row}, place {place} of {count}, far");
                    }

                    bool Among(int begin, int stride)
                    {
                        float before = values[begin + place];
                        values[begin + place] = subnormal;
                        values[^1] = subnormal;
                        bool found = Subnormal.IsAmongFour(ref values[0], stride, count) && Subnormal.IsAmong(ref values[begin], count)
                            && Subnormal.IsAmong(values.AsSpan(begin, count));
                        values[begin + place] = before;
                        return found && !Finds(values, count, stride);
                    }
                }
            }
        }

        Verify.That(!Subnormal.IsAmong([]), "found one among none");
    }

    private static bool Finds(float[] values, int count, int stride) =>
        Subnormal.IsAmong(ref values[0], count) || Subnormal.IsAmongFour(ref values[0], stride < 0 ? count : stride, count);

    private static void Zeros()
    {
        for (int count = 1; count <= Longest; count++)
        {
            float[] values = new float[count];
            for (int i = 0; i < count; i++)
                values[i] = i % 3 == 0 ? s_subnormal[i / 3 % s_subnormal.Length] : s_others[i % s_others.Length];
            float[] expected = QuietSignal.Zeroed(values);
            float[] copy = new float[count];
            Subnormal.CopyToZero(ref values[0], count, count, copy);
            Verify.SameBits(expected, copy, $"copy of {count}");
            Subnormal.ToZero(ref MemoryMarshal.GetArrayDataReference(values), count);
            Verify.SameBits(expected, values, $"{count} in their place");
        }
    }

    private static void Allocations()
    {
        Of<QuietLast8, QuietLast8.State>(QuietLast8.Create(1));
        Of<QuietRnn40, QuietRnn40.State>(QuietRnn40.Create(1));
        Of<QuietWide1100, QuietWide1100.State>(QuietWide1100.Create(1));
        Of<QuietWide4100, QuietWide4100.State>(QuietWide4100.Create(1));
        QuietBothWays9 both = QuietBothWays9.Create(1);
        float[] xs = QuietSignal.Create(6 * 9, 9, 1);
        float[] ys = new float[xs.Length];
        float[] scratch = new float[QuietBothWays9.ScratchLength(6)];
        Allocation.IsNone(() =>
        {
            QuietBothWays9.State state = default;
            both.Run(ref state, xs, ys, scratch);
        });

        static void Of<TModel, TState>(TModel model)
            where TModel : class, IStreamingModel<TModel, TState, float>
            where TState : unmanaged
        {
            float[] xs = QuietSignal.Create(6 * TModel.InputSize, TModel.InputSize, 1);
            float[] ys = new float[6 * TModel.OutputSize];
            TState[] states = new TState[6];
            Allocation.IsNone(() =>
            {
                TState state = default;
                model.Step(ref state, xs.AsSpan(0, TModel.InputSize), ys.AsSpan(0, TModel.OutputSize));
                model.Run(ref state, xs, TModel.Mode == SequenceMode.ManyToOne ? ys.AsSpan(0, TModel.OutputSize) : ys);
                model.StepMany(states, xs, ys);
            });
        }
    }
}
