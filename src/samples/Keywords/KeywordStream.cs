using System.Globalization;

namespace TinyRnn.Samples;

/// <summary>
/// Words one after another, and what the model says after every step: its state goes on from word to word, longer than any clip that it learnt from.
/// </summary>
/// <param name="Audio">All clips side by side.</param>
/// <param name="Words">The word at the end of each.</param>
/// <param name="Probabilities">[steps, Classes].</param>
/// <param name="AllocatedBytes">By all steps.</param>
internal sealed record KeywordStream(float[] Audio, int[] Words, float[] Probabilities, long AllocatedBytes)
{
    private const int Count = 200;
    private const ulong Seed = 2_000_003;

    public static KeywordStream Of(KeywordNet net)
    {
        RandomState random = new(Seed);
        float[] audio = new float[Count * ToneWords.Length];
        int[] words = new int[Count];
        for (int i = 0; i < Count; i++)
        {
            words[i] = i < 2 * ToneWords.Nothing ? i % ToneWords.Nothing : (int)(random.NextSingle() * ToneWords.Nothing);
            ToneWords.Fill(words[i], follows: false, audio.AsSpan(i * ToneWords.Length, ToneWords.Length), ref random);
        }

        float[] probabilities = new float[Count * ToneWords.Steps * ToneWords.Classes];

        // The first pass compiles what the second measures.
        Listen(net, audio, probabilities);
        AllocationMeter meter = new();
        Listen(net, audio, probabilities, meter);
        return new KeywordStream(audio, words, probabilities, meter.Bytes);
    }

    public void Report(SampleRun run)
    {
        int correct = Enumerable.Range(0, Count).Count(i => TokenSampler.Best(After((i + 1) * ToneWords.Steps)) == Words[i]);
        run.Result(
            "stream accuracy",
            (double)correct / Count,
            string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} ({correct} of {Count} words, one after another)"));
        run.Result(
            "allocated by the stream",
            AllocatedBytes,
            string.Create(CultureInfo.InvariantCulture, $"{{0}} bytes in {Count * ToneWords.Steps:N0} steps"));
    }

    /// <summary>What is said after so many steps.</summary>
    public ReadOnlySpan<float> After(int steps) => Probabilities.AsSpan((steps - 1) * ToneWords.Classes, ToneWords.Classes);

    private static void Listen(KeywordNet net, ReadOnlySpan<float> audio, Span<float> probabilities, AllocationMeter? meter = null)
    {
        KeywordNet.State state = default;
        for (int t = 0; t < audio.Length / ToneWords.Step; t++)
        {
            meter?.Start();
            Span<float> scores = probabilities.Slice(t * ToneWords.Classes, ToneWords.Classes);
            net.Step(ref state, audio.Slice(t * ToneWords.Step, ToneWords.Step), scores);
            Softmax(scores);
            meter?.Stop();
        }
    }

    private static void Softmax(Span<float> scores)
    {
        float largest = scores[TokenSampler.Best(scores)];
        float sum = 0;
        foreach (ref float score in scores)
            sum += score = MathF.Exp(score - largest);
        foreach (ref float score in scores)
            score /= sum;
    }
}
