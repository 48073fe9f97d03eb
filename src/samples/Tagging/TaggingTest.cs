namespace TinyRnn.Samples;

/// <summary>The test of all taggers.</summary>
internal static class TaggingTest
{
    public const int Count = 1000;

    /// <summary>Far from the seeds that users give.</summary>
    public const ulong Seed = 0x7E57;
}

/// <summary>Tags new sentences.</summary>
internal sealed class TaggingTest<TModel, TState>(TModel net)
    where TModel : class, IRecurrentModel<TModel, TState, int>
    where TState : unmanaged
{
    /// <summary>How likely each word has each tag.</summary>
    public float[] Scores(IReadOnlyList<string> words)
    {
        float[] scores = new float[words.Count * TModel.OutputSize];
        TState state = default;
        net.Run(ref state, (int[])[.. words.Select(TaggedText.Id)], scores);
        return scores;
    }

    /// <summary>How much is right of the words that belong to a number, and how many sentences are in every word.</summary>
    public (double Words, double Sentences) Accuracy()
    {
        RandomState random = new(TaggingTest.Seed);
        int words = 0;
        int rightWords = 0;
        int rightSentences = 0;
        for (int i = 0; i < TaggingTest.Count; i++)
        {
            List<(string Word, int Tag)> sentence = TaggedText.Next(ref random);
            float[] scores = Scores([.. sentence.Select(word => word.Word)]);
            bool isRight = true;
            for (int t = 0; t < sentence.Count; t++)
            {
                bool isWordRight = TokenSampler.Best(scores.AsSpan(t * TModel.OutputSize, TModel.OutputSize)) == sentence[t].Tag;
                isRight &= isWordRight;
                words += sentence[t].Tag > 0 ? 1 : 0;
                rightWords += sentence[t].Tag > 0 && isWordRight ? 1 : 0;
            }

            rightSentences += isRight ? 1 : 0;
        }

        return ((double)rightWords / words, (double)rightSentences / TaggingTest.Count);
    }
}
