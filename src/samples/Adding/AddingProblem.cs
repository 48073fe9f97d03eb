namespace TinyRnn.Samples;

/// <summary>
/// The adding problem (Hochreiter and Schmidhuber 1997): T random numbers, one of each half marked; the target is the sum of the two. Always answering with the
/// mean leaves a squared error of 1/6, the variance of the sum. Sequence k takes the numbers k (T + 2) to k (T + 2) + T + 1 of a SplitMix64 stream: T
/// values and two positions.
/// </summary>
/// <param name="length">T, at least 2.</param>
/// <param name="seed">Of the stream.</param>
internal sealed class AddingProblem(int length, ulong seed)
{
    /// <summary>Seed of the sequences to learn from.</summary>
    public const ulong TrainingSeed = 1;

    /// <summary>Seed of the sequences to test with.</summary>
    public const ulong TestSeed = 2;

    /// <summary>What <see cref="RandomState"/> adds for each number: its stream can begin anywhere.</summary>
    private const ulong Increment = 0x9E3779B97F4A7C15;

    /// <param name="sequence">k.</param>
    /// <param name="inputs">[T, 2]: the number, and 1 if it is marked.</param>
    /// <returns>The target.</returns>
    public float Write(long sequence, Span<float> inputs)
    {
        RandomState random = new(unchecked(seed + ((ulong)sequence * (ulong)(length + 2) * Increment)));
        for (int t = 0; t < length; t++)
        {
            inputs[2 * t] = random.NextSingle();
            inputs[(2 * t) + 1] = 0;
        }

        int half = length / 2;
        int first = (int)(random.NextSingle() * half);
        int second = half + (int)(random.NextSingle() * (length - half));
        inputs[(2 * first) + 1] = 1;
        inputs[(2 * second) + 1] = 1;
        return inputs[2 * first] + inputs[2 * second];
    }
}
