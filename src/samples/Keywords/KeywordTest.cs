using System.Globalization;

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
        int[,] confusion = new int[ToneWords.Classes, ToneWords.Classes];
        int correct = 0;
        Span<float> scores = stackalloc float[KeywordNet.OutputSize];
        for (int i = 0; i < Count; i++)
        {
            int word = i % ToneWords.Classes;
            ToneWords.Fill(word, follows: i / ToneWords.Classes % 2 == 1, clip, ref random);
            KeywordNet.State state = default;
            net.Run(ref state, clip, scores);
            int answer = TokenSampler.Best(scores);
            confusion[word, answer]++;
            correct += answer == word ? 1 : 0;
        }

        SampleRun.Table(
            "Held-out clips: the word, and what was answered",
            ["word", .. ToneWords.Names],
            Enumerable.Range(0, ToneWords.Classes).Select(word => (IReadOnlyList<string>)
            [
                ToneWords.Names[word],
                .. Enumerable.Range(0, ToneWords.Classes).Select(answer => confusion[word, answer].ToString(CultureInfo.InvariantCulture)),
            ]));
        run.Result("test accuracy", (double)correct / Count, string.Create(CultureInfo.InvariantCulture, $"{{0:P1}} ({correct} of {Count} clips)"));
    }
}
