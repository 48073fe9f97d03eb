namespace TinyRnn.Conformance;

/// <summary>Inputs for checks that need no particular ones.</summary>
internal static class Signals
{
    /// <summary>Uniform in [-1, 1).</summary>
    public static float[] Noise(int length, ulong seed)
    {
        RandomState random = new(seed);
        float[] values = new float[length];
        foreach (ref float value in values.AsSpan())
            value = (2 * random.NextSingle()) - 1;
        return values;
    }
}
