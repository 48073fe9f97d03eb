namespace TinyRnn.Samples;

/// <summary>
/// A text as token ids. A model's vocabulary is a size that was chosen when it was compiled: a text with at most so many different characters gives each an id,
/// in ascending order; of a text with more, the rarest share the last id.
/// </summary>
internal sealed class TextCorpus
{
    /// <summary>What is written for the id that several characters share.</summary>
    public const char Shared = '\uFFFD';

    private readonly char[] _symbols;

    /// <param name="text">The text.</param>
    /// <param name="vocabulary">How many ids there are.</param>
    public TextCorpus(string text, int vocabulary)
    {
        // Of equally frequent characters the lower code stays: the ids must not depend on chance.
        List<char> byFrequency = [.. text.CountBy(symbol => symbol).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)];
        Distinct = byFrequency.Count;
        bool isTooMany = Distinct > vocabulary;
        _symbols = [.. byFrequency.Take(isTooMany ? vocabulary - 1 : vocabulary).Order()];
        SharedCount = Distinct - _symbols.Length;
        int shared = _symbols.Length;
        Dictionary<char, int> ids = _symbols.Select((symbol, id) => (symbol, id)).ToDictionary(pair => pair.symbol, pair => pair.id);
        Ids = [.. text.Select(symbol => ids.GetValueOrDefault(symbol, shared))];
    }

    /// <summary>The text.</summary>
    public int[] Ids { get; }

    /// <summary>Different characters.</summary>
    public int Distinct { get; }

    /// <summary>How many characters share the last id; 0: every character has one of its own.</summary>
    public int SharedCount { get; }

    /// <summary>How many ids the text uses.</summary>
    public int Used => _symbols.Length + (SharedCount > 0 ? 1 : 0);

    /// <summary>The first 90 %.</summary>
    public ReadOnlySpan<int> Training => Ids.AsSpan(0, TrainingLength);

    /// <summary>The rest.</summary>
    public ReadOnlySpan<int> Validation => Ids.AsSpan(TrainingLength);

    private int TrainingLength => (int)(Ids.Length * 9L / 10);

    /// <summary>
    /// A batch for truncated back-propagation through time: streams begin at equal distances in the text, and each goes on where its last chunk ended,
    /// until they all begin anew.
    /// </summary>
    /// <param name="text">At least one chunk a stream, and one more id.</param>
    /// <param name="step">The batch, counted from 0.</param>
    /// <param name="inputs">[streams, length].</param>
    /// <param name="targets">[streams, length]: the id that follows each input.</param>
    /// <param name="streams">How many.</param>
    /// <param name="length">Of a chunk.</param>
    /// <returns>Whether the streams are at their beginning, where states must be zero.</returns>
    public static bool Chunk(ReadOnlySpan<int> text, int step, Span<int> inputs, Span<int> targets, int streams, int length)
    {
        int stride = (text.Length - 1) / streams;
        int chunk = step % (stride / length);
        for (int j = 0; j < streams; j++)
        {
            int start = (j * stride) + (chunk * length);
            text.Slice(start, length).CopyTo(inputs[(j * length)..]);
            text.Slice(start + 1, length).CopyTo(targets[(j * length)..]);
        }

        return chunk == 0;
    }

    /// <summary>The id of a character, or of those that share one.</summary>
    public int Id(char symbol)
    {
        int id = Array.BinarySearch(_symbols, symbol);
        return id >= 0 ? id : Math.Min(_symbols.Length, _symbols.Length + SharedCount - 1);
    }

    /// <summary>Ids as text.</summary>
    public string Text(ReadOnlySpan<int> ids)
    {
        char[] text = new char[ids.Length];
        for (int i = 0; i < text.Length; i++)
            text[i] = ids[i] < _symbols.Length ? _symbols[ids[i]] : Shared;
        return new string(text);
    }
}
