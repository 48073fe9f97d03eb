using System.Globalization;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>Clips that no training has seen, the same for every seed.</summary>
internal static class KeywordTest
{
    private const int Count = 1200;
    private const ulong Seed = 1_000_003;

    public static void Clips(SampleRun run, KeywordNet net)
    {
        RandomState random = new(Seed);
        float[] clip = new float[ToneWords.Length];
        ClassificationMetrics metrics = new(ToneWords.Classes);
        Span<float> scores = stackalloc float[KeywordNet.OutputSize];
        for (int i = 0; i < Count; i++)
        {
            int word = i % ToneWords.Classes;
            ToneWords.Fill(word, follows: i / ToneWords.Classes % 2 == 1, clip, ref random);
            KeywordNet.State state = default;
            net.Run(ref state, clip, scores);
            metrics.Add(scores, [word]);
        }

        SampleRun.Confusion("Held-out clips: the word, and what was answered", "word", ToneWords.Names, metrics);
        run.Result(
            "test accuracy", metrics.Accuracy, string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} ({metrics.Accuracy * Count:F0} of {Count} clips)"));
    }
}
