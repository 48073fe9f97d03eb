using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>Images with what the model took them for, and the weights of some units as images.</summary>
internal static class ShapeFigure
{
    private const int Columns = 8;

    public static Figure Of(ShapeNet net, IReadOnlyList<ShapeAnswer> mistakes)
    {
        // Too few mistakes for a row are not shown.
        bool hasMistakes = mistakes.Count >= Columns;
        string[] middle = hasMistakes ? ["mistakes: what it is \u2192 what it was taken for"] : [];
        return new Figure(
            [.. New(net), .. mistakes.Take(hasMistakes ? Columns : 0).Select(answer => Image(answer.Image, Text(answer.Is, answer.TakenFor))), .. Units(net)])
        {
            Columns = Columns,
            Headings =
                ["the first images of the test and the answers", .. middle,
                    "weights of units of the first layer: orange where light speaks for it, blue where against it"],
            PanelWidth = 118,
            PanelHeight = 132,
        };
    }

    /// <summary>Any images, with the answers; a wrong one says what it is instead.</summary>
    private static IEnumerable<Panel> New(ShapeNet net)
    {
        ShapeImages images = new(ShapeTest.Seed);
        float[] image = new float[ShapeImages.Pixels];
        for (int i = 0; i < Columns; i++)
        {
            Shape shape = images.Next(image);
            yield return Image(image, Text(shape, ShapeTest.Answer(net, image)));
        }
    }

    /// <summary>What the units of the first layer with the largest weights look for.</summary>
    private static IEnumerable<Panel> Units(ShapeNet net)
    {
        float[][] units =
            [.. net.Parameters[..ShapeNet.Tensors[0].Count].ToArray().Chunk(ShapeImages.Pixels).OrderByDescending(unit => unit.Sum(weight => weight * weight))
                .Take(Columns)];
        double largest = units.Max(unit => unit.Max(Math.Abs));
        return units.Select((unit, i) => new Panel
        {
            Title = $"unit {i + 1}",
            IsBare = true,
            Heat = new HeatMap(
                [.. unit.Chunk(ShapeImages.Side).Select(row => (IReadOnlyList<double>)[.. row.Select(weight => (double)weight)])], -largest, largest),
        });
    }

    private static Panel Image(float[] image, string title) => new()
    {
        Title = title,
        IsBare = true,
        Picture = new Picture([.. image.Chunk(ShapeImages.Side).Select(row => (IReadOnlyList<string>)[.. row.Select(Grey)])]),
    };

    private static string Grey(float value)
    {
        int grey = (int)(255 * Math.Clamp((value + 0.3f) / 1.6f, 0, 1));
        return $"#{grey:X2}{grey:X2}{grey:X2}";
    }

    private static string Text(Shape shape, Shape answer) => answer == shape ? Name(shape) : $"{Name(shape)} \u2192 {Name(answer)}";

    private static string Name(Shape shape) => ShapeTest.Names[(int)shape];
}
