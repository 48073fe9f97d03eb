namespace TinyRnn.Samples;

/// <summary>New sentences, the same for every model.</summary>
internal sealed class SentimentTest(SentimentLanguage language)
{
    public const int Count = 2000;

    /// <summary>Far from the seeds that users give.</summary>
    private const ulong Seed = 0x7E57;

    public SentimentLanguage Language => language;

    /// <param name="answer">How likely a sentence means well.</param>
    /// <returns>How much is right, how much of the mirrored pairs, and the number of those.</returns>
    public (double All, double Mirrored, int Pairs) Accuracy(Func<ReadOnlySpan<int>, float> answer)
    {
        RandomState random = new(Seed);
        int right = 0;
        int rightOfPairs = 0;
        int pairs = 0;
        for (int i = 0; i < Count; i++)
        {
            Sentence sentence = language.Next(ref random);
            int one = IsRight(sentence.Text, sentence.IsPositive);
            right += one;
            if (sentence.Mirror is null)
                continue;
            pairs++;
            rightOfPairs += one + IsRight(sentence.Mirror, !sentence.IsPositive);
        }

        return ((double)right / Count, rightOfPairs / (2.0 * pairs), pairs);

        int IsRight(string text, bool isPositive) => answer(language.Ids(text)) > 0.5f == isPositive ? 1 : 0;
    }
}
