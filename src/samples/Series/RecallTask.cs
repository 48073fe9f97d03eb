namespace TinyRnn.Samples;

/// <summary>
/// A series with a long dependency: noise, now and then a message of +1 or -1, and 26 to 31 steps later a call, 2 or -2. After 2 the message comes again, after
/// -2 its opposite. The noise cannot be predicted; the value after a call can, by who remembers, and by no weighted sum of the past. Who
/// predicts 0 there is wrong by 1.
/// </summary>
internal sealed class RecallTask(ulong seed)
{
    private const int ShortestGap = 26;
    private const int Gaps = 6;

    /// <summary>What everything else counts for in training: enough that noise is not taken for a message.</summary>
    private const float Other = 0.02f;
    private RandomState _random = new(seed);

    /// <summary>[B, T].</summary>
    public float[] Inputs { get; } = new float[SeriesBatch.Size * SeriesBatch.Steps];

    /// <summary>[B, T].</summary>
    public float[] Targets { get; } = new float[SeriesBatch.Size * SeriesBatch.Steps];

    /// <summary>[B, T]: 1 where the answer to a call is to be predicted.</summary>
    public float[] Weights { get; } = new float[SeriesBatch.Size * SeriesBatch.Steps];

    public void Next()
    {
        for (int b = 0; b < SeriesBatch.Size; b++)
            Write(b * SeriesBatch.Steps);
    }

    private void Write(int place)
    {
        Span<float> values = stackalloc float[SeriesBatch.Steps + 1];
        Span<float> weights = Weights.AsSpan(place, SeriesBatch.Steps);
        foreach (ref float value in values)
            value = 0.6f * (_random.NextSingle() - 0.5f);
        weights.Fill(Other);
        int t = (int)(_random.NextSingle() * 5);
        while (true)
        {
            int call = t + ShortestGap + (int)(_random.NextSingle() * Gaps);
            if (call + 1 > SeriesBatch.Steps)
                break;
            values[t] = Sign();
            float asked = Sign();
            values[call] = 2 * asked;
            values[call + 1] = asked * values[t];
            weights[call] = 1;
            t = call + 2 + (int)(_random.NextSingle() * 5);
        }

        values[..^1].CopyTo(Inputs.AsSpan(place));
        values[1..].CopyTo(Targets.AsSpan(place));
    }

    private float Sign() => _random.NextSingle() < 0.5f ? -1 : 1;
}
