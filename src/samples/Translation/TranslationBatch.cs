namespace TinyRnn.Samples;

/// <summary>Numbers of one to six digits as pairs of token sequences.</summary>
internal sealed class TranslationBatch(ulong seed)
{
    public const int MostDigits = 6;
    private const int Size = 64;
    private const int Steps = 12;
    private readonly int[] _sources = new int[Size * Steps];
    private readonly int[] _inputs = new int[Size * Steps];
    private readonly int[] _targets = new int[Size * Steps];
    private readonly int[] _sourceLengths = new int[Size];
    private readonly int[] _lengths = new int[Size];
    private RandomState _random = new(seed);

    /// <summary>What the writer reads first and writes last.</summary>
    public static int End => NumberWords.EnglishWords.Count;

    /// <summary>A tenth of all numbers is never trained: which ones has nothing to do with their digits.</summary>
    public static bool IsHeldOut(int number) => new RandomState((ulong)number).NextUInt64() % 10 == 0;

    /// <summary>The numbers of so many digits: from the first, and to below the second.</summary>
    public static (int Low, int High) Range(int digits) => (digits == 1 ? 0 : (int)Math.Pow(10, digits - 1), (int)Math.Pow(10, digits));

    public static int[] Source(int number) => [.. NumberWords.German(number).Select(part => NumberWords.GermanPart(part))];

    public static int[] Target(int number) => [.. NumberWords.English(number).Select(word => NumberWords.EnglishWord(word)), End];

    /// <summary>The next batch of the stream.</summary>
    public TranslationBatch Next()
    {
        for (int j = 0; j < Size; j++)
        {
            int number = Draw(1 + (int)(_random.NextSingle() * MostDigits));
            int[] source = Source(number);
            int[] target = Target(number);
            source.CopyTo(_sources, j * Steps);
            target.CopyTo(_targets, j * Steps);

            // Teacher forcing: the writer reads what it should have written.
            _inputs[j * Steps] = End;
            target.AsSpan(0, target.Length - 1).CopyTo(_inputs.AsSpan((j * Steps) + 1));
            _sourceLengths[j] = source.Length;
            _lengths[j] = target.Length;
        }

        return this;
    }

    /// <summary>A random number of so many digits that may be trained.</summary>
    private int Draw(int digits)
    {
        (int low, int high) = Range(digits);
        while (true)
        {
            int number = low + (int)(_random.NextDouble() * (high - low));
            if (!IsHeldOut(number))
                return number;
        }
    }

    public float Train(NumberTranslator.Trainer trainer) =>
        trainer.TrainBatch(_sources, _inputs, _targets, new() { Batch = Size, SourceLengths = _sourceLengths, Lengths = _lengths });
}
