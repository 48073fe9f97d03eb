namespace TinyRnn.Benchmarks.Soak;

/// <summary>The audio that the soak plays, and how much time a block of it leaves.</summary>
internal static class Audio
{
    public const int SampleRate = 48_000;
    public const int BlockLength = 64;

    /// <summary>Microseconds from one block to the next.</summary>
    public const double Budget = BlockLength * 1e6 / SampleRate;

    public static int Blocks(double seconds) => (int)(seconds * SampleRate / BlockLength);

    /// <summary>Fills a block of a tone.</summary>
    public static void Tone(Span<float> block, int number, float amplitude = 1)
    {
        for (int i = 0; i < block.Length; i++)
            block[i] = amplitude * MathF.Sin(((number * block.Length) + i) * (2 * MathF.PI * 220 / SampleRate));
    }
}
