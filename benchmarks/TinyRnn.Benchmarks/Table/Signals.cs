namespace TinyRnn.Benchmarks.Table;

/// <summary>Inputs.</summary>
internal static class Signals
{
    /// <summary>A signal that never settles, <c>[steps, inputs]</c>.</summary>
    public static float[] Of(int inputs, int steps)
    {
        RandomState random = new(1);
        float[] values = new float[steps * inputs];
        for (int i = 0; i < values.Length; i++)
            values[i] = (0.5f * MathF.Sin(0.05f * (i / inputs))) + (0.2f * random.NextSingle());
        return values;
    }

    /// <summary>The same signal for every stream, side by side: <c>[steps, streams, inputs]</c>.</summary>
    public static float[] ForStreams(int inputs, int steps, int streams)
    {
        float[] one = Of(inputs, steps);
        return [.. Enumerable.Range(0, steps).SelectMany(t => Enumerable.Repeat(one.Skip(t * inputs).Take(inputs), streams)).SelectMany(x => x)];
    }
}
