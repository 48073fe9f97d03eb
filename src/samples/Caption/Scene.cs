namespace TinyRnn.Samples;

/// <summary>A shape in one of the four corners of an image.</summary>
internal sealed record Thing(int Size, int Color, Shape Shape, int Corner);

/// <summary>One or two things on an image, in the order in which one reads: from above, from the left.</summary>
internal sealed record Scene(IReadOnlyList<Thing> Things)
{
    /// <summary>"a small red circle at the top left", twice, "and" between them, and the end.</summary>
    public const int MaxWords = 18;

    private static readonly string[] s_sizes = ["small", "large"];
    private static readonly string[] s_colors = ["red", "green", "blue", "yellow"];
    private static readonly string[] s_shapes = ["circle", "square", "triangle", "cross"];
    private static readonly string[] s_corners = ["top left", "top right", "bottom left", "bottom right"];

    /// <summary>Closes a caption.</summary>
    public const int End = 0;

    /// <summary>All words; their places are their ids.</summary>
    public static IReadOnlyList<string> Words { get; } =
        ["(end)", "a", .. s_sizes, .. s_colors, .. s_shapes, "at", "the", "top", "bottom", "left", "right", "and"];

    /// <param name="random">Source of what is there.</param>
    /// <param name="isSimple">Never two things.</param>
    public static Scene Next(ref RandomState random, bool isSimple)
    {
        int first = Pick(ref random, 4);
        int second = isSimple ? first : Pick(ref random, 4);
        List<Thing> things = [Thing(ref random, Math.Min(first, second))];
        if (first != second)
            things.Add(Thing(ref random, Math.Max(first, second)));
        return new Scene(things);
    }

    /// <summary>The caption: word ids, and the end.</summary>
    public int[] Caption()
    {
        string text =
            string.Join(
                " and ",
                Things.Select(thing => $"a {s_sizes[thing.Size]} {s_colors[thing.Color]} {s_shapes[(int)thing.Shape]} at the {s_corners[thing.Corner]}"));
        return [.. text.Split(' ').Select(word => Words.Index().First(pair => pair.Item == word).Index), End];
    }

    private static Thing Thing(ref RandomState random, int corner) => new(Pick(ref random, 2), Pick(ref random, 4), (Shape)Pick(ref random, 4), corner);

    private static int Pick(ref RandomState random, int count) => (int)(random.NextSingle() * count);
}
