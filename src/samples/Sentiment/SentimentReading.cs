namespace TinyRnn.Samples;

/// <summary>A recurrent model reads a sentence.</summary>
internal static class SentimentReading
{
    /// <summary>How likely the sentence means well.</summary>
    public static float Answer<TModel, TState>(TModel net, ReadOnlySpan<int> words)
        where TModel : class, IRecurrentModel<TModel, TState, int>
        where TState : unmanaged
    {
        TState state = default;
        Span<float> answer = stackalloc float[1];
        net.Run(ref state, words, answer);
        return answer[0];
    }

    /// <summary>The same after each word.</summary>
    public static double[] Follow(SentimentNet net, ReadOnlySpan<int> words)
    {
        double[] answers = new double[words.Length];
        SentimentNet.State state = default;
        Span<float> answer = stackalloc float[1];
        for (int t = 0; t < words.Length; t++)
        {
            net.Step(ref state, words[t], answer);
            answers[t] = answer[0];
        }

        return answers;
    }
}
