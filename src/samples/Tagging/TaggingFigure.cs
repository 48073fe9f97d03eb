using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>What taggers think of each word of a sentence.</summary>
internal static class TaggingFigure
{
    private const string Sentence = "they sold two hundred and six thousand four hundred stones and ninety thousand books";

    public static Figure Of(params IEnumerable<(string Title, Func<IReadOnlyList<string>, float[]> Scores)> taggers) =>
        new([.. taggers.Select(tagger => Panel(tagger.Title, tagger.Scores(Sentence.Split(' '))))]) { PanelWidth = 1100, PanelHeight = 260 };

    private static Panel Panel(string title, float[] scores)
    {
        string[] words = Sentence.Split(' ');
        int tags = TaggedText.Tags.Count;
        return new Panel
        {
            Title = title,
            Heat = new HeatMap(
                [.. Enumerable.Range(0, tags).Select(tag => (IReadOnlyList<double>)[.. words.Select((_, t) => (double)scores[(t * tags) + tag])])], 0, 1)
            {
                Rows = TaggedText.Tags,
                Columns = words,
                IsSequential = true,
            },
        };
    }
}
