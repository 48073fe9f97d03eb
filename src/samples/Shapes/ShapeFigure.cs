using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>Images with what the model took them for, and the weights of some units as images.</summary>
internal static class ShapeFigure
{
    private const int Columns = 8;

    public static Figure Of(ShapeNet net, IReadOnlyList<ShapeAnswer> mistakes) =>
        new([.. New(net), .. mistakes.Take(mistakes.Count < Columns ? 0 : Columns).Select(answer => Image(answer.Image, $"{Name(answer.Is)} \u2192 {Name(answer.TakenFor)}")), .. Units(net)])
        {
            Columns = Columns,
            PanelWidth = 118,
            PanelHeight = 132,
        };

    /// <summary>Any images, with the answers.</summary>
    private static IEnumerable<Panel> New(ShapeNet net)
    {
        ShapeImages images = new(ShapeTest.Seed);
        float[] image = new float[ShapeImages.Pixels];
        for (int i = 0; i < Columns; i++)
        {
            images.Next(image);
            yield return Image(image, Name(ShapeTest.Answer(net, image)));
        }
    }

    /// <summary>What the units of the first layer with the largest weights look for: red where light speaks for it, blue where it speaks against it.</summary>
    private static IEnumerable<Panel> Units(ShapeNet net)
    {
        float[][] units = [.. net.Parameters[..ShapeNet.Tensors[0].Count].ToArray().Chunk(ShapeImages.Pixels).OrderByDescending(unit => unit.Sum(weight => weight * weight)).Take(Columns)];
        double largest = units.Max(unit => unit.Max(Math.Abs));
        return units.Select((unit, i) => new Panel
        {
            Title = $"unit {i + 1}",
            IsBare = true,
            Heat = new HeatMap([.. unit.Chunk(ShapeImages.Side).Select(row => (IReadOnlyList<double>)[.. row.Select(weight => (double)weight)])], -largest, largest),
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

    private static string Name(Shape shape) => ShapeTest.Names[(int)shape];
}
