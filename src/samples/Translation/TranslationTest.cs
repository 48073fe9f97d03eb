namespace TinyRnn.Samples;

/// <summary>Translates numbers that were never trained.</summary>
internal sealed class TranslationTest(NumberTranslator net)
{
    /// <summary>Of each number of digits at most so many are tested.</summary>
    private const int MostEach = 1000;

    private readonly int[] _tokens = new int[EnglishWriter.Trainer.MaxSteps];

    /// <summary>
    /// Numbers that are never trained, each once, by number of digits: of few digits all that there are, of more a choice that is the same in every run.
    /// </summary>
    public static IReadOnlyList<int[]> Unseen { get; } = [.. Enumerable.Range(1, TranslationBatch.MostDigits).Select(Choose)];

    /// <summary>A number in English, read from its German word.</summary>
    public string Translate(int number, Sampling sampling, ref RandomState random)
    {
        ReadOnlySpan<int> written = Write(number, sampling, ref random);
        return string.Join(' ', written.ToArray().Where(id => id != TranslationBatch.End).Select(id => NumberWords.EnglishWords[id]));
    }

    /// <summary>How many are right in every word.</summary>
    public double Accuracy(IEnumerable<int> numbers, Sampling sampling, ref RandomState random)
    {
        int right = 0;
        int count = 0;
        foreach (int number in numbers)
        {
            right += Write(number, sampling, ref random).SequenceEqual(TranslationBatch.Target(number)) ? 1 : 0;
            count++;
        }

        return (double)right / count;
    }

    private static int[] Choose(int digits)
    {
        (int low, int high) = TranslationBatch.Range(digits);
        int[] all = [.. Enumerable.Range(low, high - low).Where(TranslationBatch.IsHeldOut)];
        RandomState random = new(0x7E57);
        for (int i = all.Length - 1; i > 0; i--)
        {
            int other = (int)(random.NextDouble() * (i + 1));
            (all[i], all[other]) = (all[other], all[i]);
        }

        return [.. all.Take(MostEach)];
    }

    private ReadOnlySpan<int> Write(int number, Sampling sampling, ref RandomState random)
    {
        int end = TranslationBatch.End;
        int written = net.Generate(TranslationBatch.Source(number), end, _tokens, sampling, ref random, end);
        return _tokens.AsSpan(0, written);
    }
}
