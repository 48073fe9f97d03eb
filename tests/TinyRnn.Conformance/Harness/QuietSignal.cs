namespace TinyRnn.Conformance;

/// <summary>
/// Inputs whose normal numbers are a few times the smallest one, with subnormal numbers among them, for weights that are as large as these are small: so a
/// subnormal number is no less to be heard than the others.
/// </summary>
internal static class QuietSignal
{
    /// <summary>What weights that read such inputs are multiplied by.</summary>
    public const float Gain = 5.3169120e36f; // 2^122

    private const float SmallestNormal = 1.17549435e-38f;

    private static readonly float[] s_subnormal =
    [
        float.Epsilon, -float.Epsilon, float.BitDecrement(SmallestNormal), -float.BitDecrement(SmallestNormal), SmallestNormal / 2, -SmallestNormal / 2,
        1e-40f, -1e-42f,
    ];

    // Among them the smallest normal numbers, which stay.
    private static readonly float[] s_others = [0, -0f, SmallestNormal, -SmallestNormal, float.BitIncrement(SmallestNormal)];

    /// <param name="length">How many numbers.</param>
    /// <param name="size">Numbers of a step: the first, the last and the only one of a step are each subnormal now and then.</param>
    /// <param name="seed">Another seed, other numbers.</param>
    public static float[] Create(int length, int size, ulong seed)
    {
        float[] values = Signals.Noise(length, seed);
        float[] choices = Signals.Noise(length, seed + 1000);
        for (int i = 0; i < length; i++)
        {
            int step = i / size;
            int place = (int)((choices[i] + 1) * 1000);
            if (step % 4 == 3)
                values[i] *= 1 / Gain; // a step without subnormal numbers
            else if ((size > 4 ? place % 7 == 0 : place % 3 == 0) || i % size == step % size)
                values[i] = s_subnormal[place % s_subnormal.Length];
            else if (place % 5 == 0)
                values[i] = s_others[place % s_others.Length];
            else
                values[i] *= 1 / Gain;
        }

        return values;
    }

    /// <summary>The same with zeros, of the same sign, for subnormal numbers.</summary>
    public static float[] Zeroed(float[] values) => Array.ConvertAll(values, value => float.IsSubnormal(value) ? float.CopySign(0, value) : value);

    /// <summary>Numbers that must pass: infinities, and then NaN, which stays in the state.</summary>
    public static void EndLoudly(float[] values, int size)
    {
        values[^(3 * size)] = float.PositiveInfinity;
        values[^(2 * size)] = float.NegativeInfinity;
        values[^1] = float.NaN;
    }
}
