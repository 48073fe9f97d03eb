namespace TinyRnn.Demo.Voice;

/// <summary>A stretch in which somebody speaks.</summary>
/// <param name="Start">In seconds.</param>
/// <param name="End">In seconds.</param>
/// <param name="Mean">Mean probability of its chunks.</param>
internal sealed record SpeechSegment(double Start, double End, double Mean)
{
    /// <summary>A chunk at least so likely begins a segment.</summary>
    public const float Begins = 0.5f;

    /// <summary>
    /// Chunks below, for <see cref="Pause"/>, end it. Lower than <see cref="Begins"/>, so that a wavering probability does not tear speech apart.
    /// </summary>
    public const float Ends = 0.35f;

    /// <summary>Seconds of silence between two segments; shorter ones are inside words.</summary>
    public const double Pause = 0.1;

    /// <summary>Seconds of a segment; shorter ones are clicks.</summary>
    public const double Shortest = 0.25;

    /// <param name="probabilities">Of the chunks.</param>
    /// <param name="chunk">Seconds of one.</param>
    public static IReadOnlyList<SpeechSegment> Of(ReadOnlySpan<float> probabilities, double chunk)
    {
        List<SpeechSegment> segments = [];
        int start = -1;
        int end = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (start < 0 && probabilities[i] >= Begins)
                start = i;
            if (start >= 0 && probabilities[i] >= Ends)
                end = i + 1;
            if (start >= 0 && (i + 1 == probabilities.Length || (i + 1 - end) * chunk >= Pause))
            {
                if ((end - start) * chunk >= Shortest)
                    segments.Add(new SpeechSegment(start * chunk, end * chunk, Average(probabilities[start..end])));
                start = -1;
            }
        }

        return segments;
    }

    private static double Average(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum / values.Length;
    }
}
