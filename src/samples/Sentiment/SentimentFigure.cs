using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>What the models think after each word of a sentence, and of the same words in another order.</summary>
internal static class SentimentFigure
{
    private static readonly (string Title, string Form)[] s_sentences =
    [
        ("the answer after each word", "{0} was never dull but i doubt that {1} was very funny"),
        ("the same words in another order mean the opposite", "i doubt that {1} was very funny but {0} was never dull"),
    ];

    public static Figure Of(SentimentLanguage language, SentimentNet net, WordBagNet bag) =>
        new([.. s_sentences.Select(sentence => Read(language, net, bag, sentence.Title, sentence.Form))])
    {
        PanelWidth = 960,
        PanelHeight = 210,
    };

    private static Panel Read(SentimentLanguage language, SentimentNet net, WordBagNet bag, string title, string form)
    {
        string sentence = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, language.Title(0), language.Title(1));
        int[] words = language.Ids(sentence);
        double[] places = [.. Enumerable.Range(0, words.Length).Select(place => (double)place)];
        double[] bags = [.. Enumerable.Range(1, words.Length).Select(count => (double)WordBag.Answer(bag, words.AsSpan(0, count)))];
        double[] answers = SentimentReading.Follow(net, words);
        double[] ends = [.. places.Where(place => SentimentLanguage.IsAdjective(words[(int)place]))];
        return new Panel
        {
            Title = title,
            Y = "positive?",
            Low = -0.05,
            High = 1.05,
            Ticks = sentence.Split(' '),
            Lines =
            [
                new Line("LSTM", places, answers),
                new Line("bag of words", places, bags) { Style = LineStyle.Dashed },
                new Line("LSTM, sentence complete", ends, [.. ends.Select(place => answers[(int)place])]) { Style = LineStyle.Points },
            ],
        };
    }
}
