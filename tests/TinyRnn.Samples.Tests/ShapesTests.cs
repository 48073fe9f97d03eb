using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>One to one.</summary>
public sealed class ShapesTests : SampleFolder
{
    /// <summary>
    /// Guessing gets a quarter right and leaves a loss of ln 4 = 1.39. A short run gets 95 %, with three seeds; telling round from square, or large from
    /// small, alone would get a half.
    /// </summary>
    [Fact]
    public void Shapes_are_told_apart()
    {
        SampleRun run = Quick("shapes");
        Assert.InRange(run.Results["test accuracy"], 0.85, 1);
        Assert.InRange(run.Results["loss (cross-entropy)"], 0, 0.5);
        Assert.True(System.IO.File.Exists(File("shapes.safetensors")));
        IsDrawn("shapes.png");
    }

    /// <summary>
    /// The raster fills as much as geometry says. An edge, at most 8 radii long in all, is found to within half the distance of two points:
    /// 8 x 15 / 6 / 15^2 = 0.09.
    /// </summary>
    [Theory]
    [InlineData("Circle", 3.14159)]
    [InlineData("Square", 3.24)]
    [InlineData("Triangle", 2)]
    [InlineData("Cross", 2.04)]
    public void Shapes_have_their_area(string shape, double area)
    {
        const int side = 40;
        const float radius = 15;
        double sum = Enumerable.Range(0, side * side).Sum(i => ShapeRaster.Coverage(Enum.Parse<Shape>(shape), i % side, i / side, (20, 20), radius));
        Assert.Equal(area, sum / (radius * radius), 0.09);
    }

    [Fact]
    public void Images_are_the_same_for_the_same_seed_and_every_shape_comes()
    {
        float[] image = new float[ShapeImages.Pixels];
        float[] again = new float[ShapeImages.Pixels];
        ShapeImages one = new(1);
        ShapeImages other = new(1);
        HashSet<Shape> shapes = [];
        for (int i = 0; i < 100; i++)
        {
            shapes.Add(one.Next(image));
            other.Next(again);
            Assert.Equal(image, again);
        }

        Assert.Equal(4, shapes.Count);
    }
}
