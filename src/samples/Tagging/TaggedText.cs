namespace TinyRnn.Samples;

/// <summary>
/// Sentences with numbers in words, and for each word what it is multiplied by: in "two hundred and six thousand birds" two counts 100,000
/// times and six 1,000 times.
/// </summary>
internal static class TaggedText
{
    /// <summary>Subject, verb, and three times a number of up to eleven words, a noun and what joins them.</summary>
    public const int MaxWords = 40;

    private static readonly string[] s_subjects = ["we", "they", "she", "he"];
    private static readonly string[] s_verbs = ["counted", "sold", "saw", "bought"];
    private static readonly string[] s_nouns = ["birds", "books", "stones", "letters"];
    private static readonly string[] s_times = ["days", "years"];

    /// <summary>What a word can be: no part of a number, part of one without a value of its own, or a value times a power of ten.</summary>
    public static IReadOnlyList<string> Tags { get; } = ["none", "joins", "x 1", "x 100", "x 1,000", "x 100,000"];

    public static IReadOnlyList<string> Words { get; } = [.. NumberWords.EnglishWords, .. s_subjects, .. s_verbs, .. s_nouns, "in", .. s_times];

    private static readonly Dictionary<string, int> s_ids = Words.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    public static int Id(string word) => s_ids[word];

    /// <summary>A random sentence: its words and their tags.</summary>
    public static List<(string Word, int Tag)> Next(ref RandomState random)
    {
        List<(string, int)> sentence = [(One(ref random, s_subjects), 0), (One(ref random, s_verbs), 0)];
        AddNumber(ref random, sentence);
        sentence.Add((One(ref random, s_nouns), 0));
        if (random.NextSingle() < 0.5f)
        {
            // The same word that stands inside of numbers.
            sentence.Add(("and", 0));
            AddNumber(ref random, sentence);
            sentence.Add((One(ref random, s_nouns), 0));
        }

        if (random.NextSingle() < 0.5f)
        {
            sentence.Add(("in", 0));
            AddNumber(ref random, sentence);
            sentence.Add((One(ref random, s_times), 0));
        }

        return sentence;
    }

    /// <summary>The words of a number with their tags.</summary>
    public static List<(string Word, int Tag)> Tagged(int number)
    {
        List<string> words = NumberWords.English(number);
        int thousand = words.IndexOf("thousand");
        List<(string, int)> tagged = [];
        for (int i = 0; i < words.Count; i++)
        {
            bool isHundreds = i + 1 < words.Count && words[i + 1] == "hundred";
            int tag = words[i] is "hundred" or "thousand" or "and" ? 1 : 2 + (isHundreds ? 1 : 0) + (i < thousand ? 2 : 0);
            tagged.Add((words[i], tag));
        }

        return tagged;
    }

    /// <summary>One to six digits, as many of each.</summary>
    private static void AddNumber(ref RandomState random, List<(string, int)> sentence)
    {
        int digits = 1 + (int)(random.NextSingle() * 6);
        sentence.AddRange(Tagged((int)(random.NextDouble() * Math.Pow(10, digits))));
    }

    private static string One(ref RandomState random, string[] words) => words[(int)(random.NextSingle() * words.Length)];
}
