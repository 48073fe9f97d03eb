namespace TinyRnn.Samples;

/// <summary>
/// What counting alone knows of a text: the cross-entropy, in bits a character, of one text under the frequencies of another. A model that reads more than the
/// last character has to do better.
/// </summary>
internal static class TextStatistics
{
    /// <summary>Every character counts as seen once more than it was, and every pair a tenth of a time: none is impossible.</summary>
    private const double Characters = 1;

    private const double Pairs = 0.1;

    /// <summary>By the frequencies of single characters.</summary>
    /// <param name="counted">The text whose characters are counted.</param>
    /// <param name="predicted">The text to predict.</param>
    /// <param name="vocabulary">How many ids there are.</param>
    public static double Unigram(ReadOnlySpan<int> counted, ReadOnlySpan<int> predicted, int vocabulary)
    {
        double[] counts = new double[vocabulary];
        foreach (int id in counted)
            counts[id]++;
        double bits = 0;
        foreach (int id in predicted)
            bits -= Math.Log2((counts[id] + Characters) / (counted.Length + (Characters * vocabulary)));
        return bits / predicted.Length;
    }

    /// <summary>By what follows each character how often.</summary>
    /// <inheritdoc cref="Unigram"/>
    public static double Bigram(ReadOnlySpan<int> counted, ReadOnlySpan<int> predicted, int vocabulary)
    {
        double[,] counts = new double[vocabulary, vocabulary];
        double[] sums = new double[vocabulary];
        for (int i = 1; i < counted.Length; i++)
        {
            counts[counted[i - 1], counted[i]]++;
            sums[counted[i - 1]]++;
        }

        double bits = 0;
        for (int i = 1; i < predicted.Length; i++)
        {
            int last = predicted[i - 1];
            bits -= Math.Log2((counts[last, predicted[i]] + Pairs) / (sums[last] + (Pairs * vocabulary)));
        }

        return bits / (predicted.Length - 1);
    }
}
