namespace TinyRnn.Samples;

/// <summary>Translates numbers that were never trained.</summary>
internal sealed class TranslationTest(NumberTranslator net)
{
    public const int Count = 3000;
    private readonly int[] _tokens = new int[EnglishWriter.Trainer.MaxSteps];

    /// <summary>Numbers of one to six digits in turn, the same in every run.</summary>
    public static IEnumerable<int> Unseen(int count)
    {
        RandomState random = new(0x7E57);
        for (int i = 0; i < count; i++)
            yield return TranslationBatch.Draw(ref random, 1 + (i % 6), isHeldOut: true);
    }

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

    private ReadOnlySpan<int> Write(int number, Sampling sampling, ref RandomState random)
    {
        int end = TranslationBatch.End;
        int written = net.Generate(TranslationBatch.Source(number), end, _tokens, sampling, ref random, end);
        return _tokens.AsSpan(0, written);
    }
}
