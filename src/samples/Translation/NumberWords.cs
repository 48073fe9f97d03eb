namespace TinyRnn.Samples;

/// <summary>
/// Numbers from 0 to 999,999 in words. The two languages differ in more than their words: German says "three and twenty", and nothing at all
/// between hundred and three.
/// </summary>
internal static class NumberWords
{
    private static readonly string[] s_englishSmall =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen",
        "seventeen",
        "eighteen", "nineteen",
    ];

    private static readonly string[] s_englishTens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    private static readonly string[] s_germanSmall =
    [
        "null", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn",
        "sechzehn", "siebzehn",
        "achtzehn", "neunzehn",
    ];

    private static readonly string[] s_germanTens = ["", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"];

    /// <summary>All words of the language; their places are their ids.</summary>
    public static IReadOnlyList<string> EnglishWords { get; } = [.. s_englishSmall, .. s_englishTens.Skip(2), "hundred", "thousand", "and"];

    /// <summary>All parts of German number words.</summary>
    public static IReadOnlyList<string> GermanParts { get; } = [.. s_germanSmall, .. s_germanTens.Skip(2), "hundert", "tausend", "und", "eins"];

    private static readonly Dictionary<string, int> s_englishIds = EnglishWords.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
    private static readonly Dictionary<string, int> s_germanIds = GermanParts.Index().ToDictionary(pair => pair.Item, pair => pair.Index);

    public static int EnglishWord(string word) => s_englishIds[word];

    public static int GermanPart(string part) => s_germanIds[part];

    /// <summary>two hundred and twenty three thousand and one.</summary>
    public static List<string> English(int number)
    {
        List<string> words = [];
        if (number >= 1000)
        {
            EnglishBelowThousand(number / 1000, words);
            words.Add("thousand");
            if (number % 1000 is > 0 and < 100)
                words.Add("and");
        }

        if (number % 1000 > 0 || number == 0)
            EnglishBelowThousand(number % 1000, words);
        return words;
    }

    /// <summary>zwei hundert drei und zwanzig tausend eins; in writing there are no spaces.</summary>
    public static List<string> German(int number)
    {
        List<string> parts = [];
        if (number >= 1000)
        {
            GermanBelowThousand(number / 1000, parts, "ein");
            parts.Add("tausend");
        }

        if (number % 1000 > 0 || number == 0)
            GermanBelowThousand(number % 1000, parts, "eins");
        return parts;
    }

    private static void EnglishBelowThousand(int number, List<string> words)
    {
        if (number >= 100)
        {
            words.Add(s_englishSmall[number / 100]);
            words.Add("hundred");
            if (number % 100 > 0)
                words.Add("and");
        }

        int rest = number % 100;
        if (rest >= 20)
            words.Add(s_englishTens[rest / 10]);
        if (rest >= 20 ? rest % 10 > 0 : rest > 0 || number == 0)
            words.Add(s_englishSmall[rest >= 20 ? rest % 10 : rest]);
    }

    private static void GermanBelowThousand(int number, List<string> parts, string one)
    {
        if (number >= 100)
        {
            parts.Add(s_germanSmall[number / 100]);
            parts.Add("hundert");
        }

        int rest = number % 100;
        if (rest == 1)
        {
            parts.Add(one);
        }
        else if (rest < 20 && (rest > 0 || number == 0))
        {
            parts.Add(s_germanSmall[rest]);
        }
        else if (rest >= 20)
        {
            if (rest % 10 > 0)
                parts.AddRange([s_germanSmall[rest % 10], "und"]);
            parts.Add(s_germanTens[rest / 10]);
        }
    }
}
