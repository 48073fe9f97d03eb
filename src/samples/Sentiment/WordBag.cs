namespace TinyRnn.Samples;

/// <summary>Sentences as counts of words.</summary>
internal sealed class WordBag(int batch)
{
    private readonly float[] _counts = new float[batch * WordBagNet.InputSize];

    public float Train(WordBagNet.Trainer trainer, SentimentBatch sentences)
    {
        for (int j = 0; j < batch; j++)
            Count(sentences.Words(j), _counts.AsSpan(j * WordBagNet.InputSize, WordBagNet.InputSize));
        return trainer.TrainBatch(_counts, sentences.Targets);
    }

    /// <summary>How likely the words mean well.</summary>
    public static float Answer(WordBagNet net, ReadOnlySpan<int> words)
    {
        Span<float> counts = stackalloc float[WordBagNet.InputSize];
        Span<float> answer = stackalloc float[1];
        Count(words, counts);
        WordBagNet.State state = default;
        net.Run(ref state, counts, answer);
        return answer[0];
    }

    private static void Count(ReadOnlySpan<int> words, Span<float> counts)
    {
        counts.Clear();
        foreach (int word in words)
            counts[word]++;
    }
}
