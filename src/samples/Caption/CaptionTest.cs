using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>Describes new images.</summary>
internal static class CaptionTest
{
    public const int Count = 2000;
    private const int Shown = 8;
    private const int Lines = 4;

    /// <summary>Far from the seeds that users give.</summary>
    private const ulong Seed = 0x7E57;

    /// <summary>Word after word, until the model says that this was all.</summary>
    public static List<int> Describe(CaptionNet net, ReadOnlySpan<float> image)
    {
        List<int> words = [];
        CaptionNet.State state = default;
        Span<float> scores = stackalloc float[CaptionNet.OutputSize];
        Span<float> nothing = stackalloc float[CaptionNet.InputSize];
        nothing.Clear();
        while (words.Count < Scene.MaxWords && (words.Count == 0 || words[^1] != Scene.End))
        {
            net.Step(ref state, words.Count == 0 ? image : nothing, scores);
            words.Add(TokenSampler.Best(scores));
        }

        return words;
    }

    /// <summary>How many captions are right in every word, how many words are, and how many would be by chance: in the caption of the image before.</summary>
    public static (double Captions, double Words, double ByChance) Accuracy(CaptionNet net, bool isSimple)
    {
        int captions = 0;
        int words = 0;
        int rightWords = 0;
        int byChance = 0;
        int[] before = [];
        foreach ((float[] image, int[] caption) in Images(Count, isSimple))
        {
            List<int> described = Describe(net, image);
            captions += described.SequenceEqual(caption) ? 1 : 0;
            words += caption.Length;
            rightWords += Equal(caption, described);
            byChance += Equal(before, described);
            before = caption;
        }

        return ((double)captions / Count, (double)rightWords / words, (double)byChance / words);

        static int Equal(int[] caption, List<int> described) => caption.Zip(described).Count(pair => pair.First == pair.Second);
    }

    /// <summary>Images with what the model says of them.</summary>
    public static Figure Figure(CaptionNet net, bool isSimple) =>
        new([.. Images(Shown, isSimple).Select(pair => Panel(pair.Image, Text(Describe(net, pair.Image), pair.Caption)))])
    {
        Columns = Shown / 2,
        PanelWidth = 190,
        PanelHeight = 258,
    };

    private static IEnumerable<(float[] Image, int[] Caption)> Images(int count, bool isSimple)
    {
        RandomState random = new(Seed);
        for (int i = 0; i < count; i++)
        {
            Scene scene = Scene.Next(ref random, isSimple);
            float[] image = new float[SceneImage.Values];
            SceneImage.Paint(scene, image, ref random);
            yield return (image, scene.Caption());
        }
    }

    /// <summary>In lines that fit below an image; what is wrong is said.</summary>
    private static string Text(List<int> words, int[] caption)
    {
        string text = string.Join(' ', words.Where(id => id != Scene.End).Select(id => Scene.Words[id]));
        text = text.Replace(" at ", "\nat ", StringComparison.Ordinal).Replace(" and ", " and\n", StringComparison.Ordinal);
        text = new string('\n', Math.Max(0, Lines - text.Split('\n').Length)) + text;
        return words.SequenceEqual(caption) ? text : text + " (wrong)";
    }

    private static Panel Panel(float[] image, string title) => new()
    {
        Title = title,
        IsBare = true,
        Picture = new Picture([.. image.Chunk(3 * SceneImage.Side).Select(row => (IReadOnlyList<string>)[.. row.Chunk(3).Select(Color)])]),
    };

    private static string Color(float[] pixel) =>
        "#" + string.Concat(
            pixel.Select(value => ((int)(255 * Math.Clamp((value + 0.1f) / 1.15f, 0, 1))).ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));
}
