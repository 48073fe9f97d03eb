namespace TinyRnn.Samples;

/// <summary>
/// Sentences about films from a small grammar, in which negations and the order of clauses decide: <c>sentence = clause | clause and clause | clause but clause
/// | although clause , clause | clause although clause</c> and <c>clause = [frame] title verb [negation] [adverb] adjective</c>. What a sentence means is the
/// adjective turned around by a negation and by a doubting frame, and of two opposite clauses the one that stands in the main clause, or behind "but".
/// </summary>
internal sealed class SentimentLanguage
{
    /// <summary>"although", two clauses of at most eight words, and a comma.</summary>
    public const int MaxWords = 18;

    private static readonly string[] s_positive = ["good", "great", "lovely", "clever", "funny", "moving", "bright", "brilliant"];
    private static readonly string[] s_negative = ["bad", "awful", "dull", "boring", "silly", "weak", "dreary", "terrible"];
    private static readonly string[] s_negations = ["not", "never", "hardly"];
    private static readonly string[] s_adverbs = ["very", "really", "rather", "quite"];
    private static readonly string[] s_verbs = ["was", "is", "seemed"];
    private static readonly string[] s_sure = ["i think that", "everybody says that"];
    private static readonly string[] s_doubting = ["i doubt that", "nobody says that"];
    private static readonly string[] s_syllables = ["ka", "lo", "mi", "ru", "ze", "ta", "no", "vi", "sa", "pe", "du", "ri", "ma", "le", "ho", "fi", "ju", "be"];
    private readonly string[] _words;
    private readonly Dictionary<string, int> _ids;
    private readonly int _firstTitle;

    /// <param name="vocabulary">How many words there are: those of the grammar, and the rest are titles of films.</param>
    public SentimentLanguage(int vocabulary)
    {
        string[] frames = [.. s_sure.Concat(s_doubting).SelectMany(frame => frame.Split(' ')).Distinct()];
        string[] grammar = [.. s_positive, .. s_negative, .. s_negations, .. s_adverbs, .. s_verbs, .. frames, "and", "but", "although", ","];
        _firstTitle = grammar.Length;
        _words = [.. grammar, .. Enumerable.Range(0, vocabulary - grammar.Length).Select(Invent)];
        _ids = _words.Select((word, id) => (word, id)).ToDictionary(pair => pair.word, pair => pair.id);
    }

    /// <summary>A film.</summary>
    public string Title(int index) => _words[_firstTitle + index];

    /// <summary>With an adjective, a sentence could end.</summary>
    public static bool IsAdjective(int id) => id < s_positive.Length + s_negative.Length;

    /// <summary>A sentence as word ids.</summary>
    public int[] Ids(string sentence) => [.. sentence.Split(' ').Select(word => _ids[word])];

    /// <summary>A random sentence.</summary>
    public Sentence Next(ref RandomState random)
    {
        bool isPositive = Coin(ref random, 0.5f);
        string main = Clause(ref random, isPositive);
        string same = Clause(ref random, isPositive);
        string other = Clause(ref random, !isPositive);
        return Pick(ref random, 5) switch
        {
            0 => new Sentence(main, null, isPositive),
            1 => new Sentence($"{same} and {main}", null, isPositive),
            2 => new Sentence($"{other} but {main}", $"{main} but {other}", isPositive),
            3 => new Sentence($"although {other} , {main}", $"although {main} , {other}", isPositive),
            _ => new Sentence($"{main} although {other}", $"{other} although {main}", isPositive),
        };
    }

    private string Clause(ref RandomState random, bool isPositive)
    {
        string? frame = null;
        if (Coin(ref random, 0.5f))
        {
            bool isDoubting = Coin(ref random, 0.5f);
            frame = One(ref random, isDoubting ? s_doubting : s_sure);
            isPositive ^= isDoubting;
        }

        string title = _words[_firstTitle + Pick(ref random, _words.Length - _firstTitle)];
        string verb = One(ref random, s_verbs);
        string? negation = Coin(ref random, 0.5f) ? One(ref random, s_negations) : null;
        isPositive ^= negation is not null;
        string? adverb = Coin(ref random, 0.5f) ? One(ref random, s_adverbs) : null;
        string adjective = One(ref random, isPositive ? s_positive : s_negative);
        return string.Join(' ', new[] { frame, title, verb, negation, adverb, adjective }.Where(word => word is not null));
    }

    /// <summary>Three syllables; 1009 has no factor in common with 18, so that no title comes twice.</summary>
    private static string Invent(int index)
    {
        int n = s_syllables.Length;
        int code = (index + 1) * 1009 % (n * n * n);
        string title = s_syllables[code % n] + s_syllables[code / n % n] + s_syllables[code / n / n];
        return char.ToUpperInvariant(title[0]) + title[1..];
    }

    private static string One(ref RandomState random, string[] words) => words[Pick(ref random, words.Length)];

    private static int Pick(ref RandomState random, int count) => (int)(random.NextSingle() * count);

    private static bool Coin(ref RandomState random, float probability) => random.NextSingle() < probability;
}

/// <summary>A sentence and what it means.</summary>
/// <param name="Text">Words with spaces between them.</param>
/// <param name="Mirror">The same words, the clauses exchanged: the opposite meaning. Only for sentences of two opposite clauses.</param>
/// <param name="IsPositive">What it means.</param>
internal sealed record Sentence(string Text, string? Mirror, bool IsPositive);
