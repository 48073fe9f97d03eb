using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Runtime.Fourier;

/// <summary>
/// Four discrete Fourier transforms at once, X[k] = sum_n x[n] e^(-2 pi i k n / L), in Stockham's order: passes of radix 2, 3, 4 and 5 that go from one
/// buffer to another, so that nothing is put in order afterwards.
/// </summary>
internal sealed class ComplexTransform
{
    private readonly int[] _radices;

    /// <summary>Pass after pass and group after group, the group's factors, pairs of a real and an imaginary part.</summary>
    private readonly float[] _factors;

    /// <param name="length">Numbers of a transform L, a product of 2, 3 and 5 (<see cref="FourierLengths"/>).</param>
    public ComplexTransform(int length)
    {
        Length = length;
        _radices = [.. Radices(length)];
        List<float> factors = [];
        int left = length;
        foreach (int radix in _radices)
        {
            for (int group = 0; group < left / radix; group++)
            {
                for (int output = 1; output < radix; output++)
                {
                    (double cos, double sin) = UnitCircle.At((long)group * output, left);
                    factors.Add((float)cos);
                    factors.Add((float)-sin);
                }
            }

            left /= radix;
        }

        _factors = [.. factors, 0];
    }

    /// <summary>Numbers of a transform.</summary>
    public int Length { get; }

    /// <summary>Transforms the numbers, four side by side at each place (<see cref="ComplexLanes.Load"/>).</summary>
    /// <param name="x">8 L floats, which are overwritten.</param>
    /// <param name="other">As many of any content.</param>
    /// <returns>Whether the result is in <paramref name="other"/>; otherwise it is where the numbers were.</returns>
    public bool Run(ref float x, ref float other)
    {
        ref float factors = ref MemoryMarshal.GetArrayDataReference(_factors);
        int groups = Length;
        int width = 1;
        bool isOther = false;
        foreach (int radix in _radices)
        {
            groups /= radix;
            ref float from = ref isOther ? ref other : ref x;
            ref float to = ref isOther ? ref x : ref other;
            switch (radix)
            {
                case 2:
                    Twos(ref from, ref to, ref factors, groups, width);
                    break;
                case 3:
                    Threes(ref from, ref to, ref factors, groups, width);
                    break;
                case 4:
                    Fours(ref from, ref to, ref factors, groups, width);
                    break;
                default:
                    Fives(ref from, ref to, ref factors, groups, width);
                    break;
            }

            factors = ref Unsafe.Add(ref factors, 2 * groups * (radix - 1));
            width *= radix;
            isOther = !isOther;
        }

        return isOther;
    }

    private static void Twos(ref float from, ref float to, ref float factors, nint groups, nint width)
    {
        nint apart = groups * width;
        for (nint group = 0; group < groups; group++)
        {
            ComplexLanes factor = ComplexLanes.Fill(ref factors, group);
            for (nint i = 0; i < width; i++)
            {
                nint at = (group * width) + i;
                ComplexLanes a = ComplexLanes.Load(ref from, at);
                ComplexLanes b = ComplexLanes.Load(ref from, at + apart);
                nint first = (2 * group * width) + i;
                (a + b).Store(ref to, first);
                ((a - b) * factor).Store(ref to, first + width);
            }
        }
    }

    private static void Threes(ref float from, ref float to, ref float factors, nint groups, nint width)
    {
        const float Sin = 0.8660254037844386f;   // of a third of a turn
        nint apart = groups * width;
        for (nint group = 0; group < groups; group++)
        {
            ComplexLanes factor1 = ComplexLanes.Fill(ref factors, 2 * group);
            ComplexLanes factor2 = ComplexLanes.Fill(ref factors, (2 * group) + 1);
            for (nint i = 0; i < width; i++)
            {
                nint at = (group * width) + i;
                ComplexLanes a = ComplexLanes.Load(ref from, at);
                ComplexLanes b = ComplexLanes.Load(ref from, at + apart);
                ComplexLanes c = ComplexLanes.Load(ref from, at + (2 * apart));
                ComplexLanes sum = b + c;
                ComplexLanes middle = a - (0.5f * sum);
                ComplexLanes turned = Sin * (b - c).TurnedBack;
                nint first = (3 * group * width) + i;
                (a + sum).Store(ref to, first);
                ((middle + turned) * factor1).Store(ref to, first + width);
                ((middle - turned) * factor2).Store(ref to, first + (2 * width));
            }
        }
    }

    private static void Fours(ref float from, ref float to, ref float factors, nint groups, nint width)
    {
        nint apart = groups * width;
        for (nint group = 0; group < groups; group++)
        {
            ComplexLanes factor1 = ComplexLanes.Fill(ref factors, 3 * group);
            ComplexLanes factor2 = ComplexLanes.Fill(ref factors, (3 * group) + 1);
            ComplexLanes factor3 = ComplexLanes.Fill(ref factors, (3 * group) + 2);
            for (nint i = 0; i < width; i++)
            {
                nint at = (group * width) + i;
                ComplexLanes a = ComplexLanes.Load(ref from, at);
                ComplexLanes b = ComplexLanes.Load(ref from, at + apart);
                ComplexLanes c = ComplexLanes.Load(ref from, at + (2 * apart));
                ComplexLanes d = ComplexLanes.Load(ref from, at + (3 * apart));
                ComplexLanes even = a + c;
                ComplexLanes odd = b + d;
                ComplexLanes difference = a - c;
                ComplexLanes turned = (b - d).TurnedBack;
                nint first = (4 * group * width) + i;
                (even + odd).Store(ref to, first);
                ((difference + turned) * factor1).Store(ref to, first + width);
                ((even - odd) * factor2).Store(ref to, first + (2 * width));
                ((difference - turned) * factor3).Store(ref to, first + (3 * width));
            }
        }
    }

    private static void Fives(ref float from, ref float to, ref float factors, nint groups, nint width)
    {
        // Of a fifth of a turn, and of two.
        const float Cos1 = 0.30901699437494745f;
        const float Cos2 = -0.8090169943749475f;
        const float Sin1 = 0.9510565162951535f;
        const float Sin2 = 0.5877852522924731f;
        nint apart = groups * width;
        for (nint group = 0; group < groups; group++)
        {
            ComplexLanes factor1 = ComplexLanes.Fill(ref factors, 4 * group);
            ComplexLanes factor2 = ComplexLanes.Fill(ref factors, (4 * group) + 1);
            ComplexLanes factor3 = ComplexLanes.Fill(ref factors, (4 * group) + 2);
            ComplexLanes factor4 = ComplexLanes.Fill(ref factors, (4 * group) + 3);
            for (nint i = 0; i < width; i++)
            {
                nint at = (group * width) + i;
                ComplexLanes a = ComplexLanes.Load(ref from, at);
                ComplexLanes b = ComplexLanes.Load(ref from, at + apart);
                ComplexLanes c = ComplexLanes.Load(ref from, at + (2 * apart));
                ComplexLanes d = ComplexLanes.Load(ref from, at + (3 * apart));
                ComplexLanes e = ComplexLanes.Load(ref from, at + (4 * apart));
                ComplexLanes outer = b + e;
                ComplexLanes inner = c + d;
                ComplexLanes middle1 = a + (Cos1 * outer) + (Cos2 * inner);
                ComplexLanes middle2 = a + (Cos2 * outer) + (Cos1 * inner);
                ComplexLanes turned1 = ((Sin1 * (b - e)) + (Sin2 * (c - d))).TurnedBack;
                ComplexLanes turned2 = ((Sin2 * (b - e)) - (Sin1 * (c - d))).TurnedBack;
                nint first = (5 * group * width) + i;
                (a + outer + inner).Store(ref to, first);
                ((middle1 + turned1) * factor1).Store(ref to, first + width);
                ((middle2 + turned2) * factor2).Store(ref to, first + (2 * width));
                ((middle2 - turned2) * factor3).Store(ref to, first + (3 * width));
                ((middle1 - turned1) * factor4).Store(ref to, first + (4 * width));
            }
        }
    }

    /// <summary>Fours last: what the last pass multiplies by are ones.</summary>
    private static List<int> Radices(int length)
    {
        List<int> radices = [];
        int left = length;
        int fours = 0;
        for (; left % 4 == 0; left /= 4)
            fours++;
        foreach (int radix in (ReadOnlySpan<int>)[5, 3, 2])
        {
            for (; left % radix == 0; left /= radix)
                radices.Add(radix);
        }

        for (; fours > 0; fours--)
            radices.Add(4);
        return radices;
    }
}
