using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>One to many.</summary>
public sealed class CaptionTests : SampleFolder
{
    /// <summary>
    /// Two of three words stand in the caption of any other image too: the order of a description, "a", "at", "the". A short run, with one thing on each image,
    /// describes 97.6 % of new ones without a mistake; a model that knows all but the shapes would stay at a quarter.
    /// </summary>
    [Fact]
    public void Images_are_described()
    {
        SampleRun run = Quick("caption");
        Assert.InRange(run.Results["captions"], 0.85, 1);
        Assert.InRange(run.Results["words"], 0.98, 1);
        Assert.InRange(run.Results["words by chance"], 0.5, 0.75);
        Assert.InRange(run.Results["loss (cross-entropy)"], 0, 0.1);
        Assert.True(System.IO.File.Exists(File("caption.safetensors")));
        IsDrawn("caption.png");
    }

    [Fact]
    public void Captions_name_what_is_there()
    {
        Scene scene = new([new Thing(0, 0, Shape.Circle, 0), new Thing(1, 3, Shape.Cross, 3)]);
        int[] caption = scene.Caption();
        Assert.Equal(Scene.MaxWords, caption.Length);
        Assert.Equal(Scene.End, caption[^1]);
        Assert.Equal(
            "a small red circle at the top left and a large yellow cross at the bottom right", string.Join(' ', caption[..^1].Select(id => Scene.Words[id])));
        Assert.Equal(CaptionNet.OutputSize, Scene.Words.Count);
    }

    /// <summary>Everything of a thing lies in its corner: elsewhere there is only noise, of which 0.3 would be more than seven standard deviations.</summary>
    [Fact]
    public void Things_stay_in_their_corners()
    {
        RandomState random = new(1);
        float[] image = new float[SceneImage.Values];
        for (int corner = 0; corner < 4; corner++)
        {
            SceneImage.Paint(new Scene([new Thing(1, 2, Shape.Square, corner)]), image, ref random);
            int[] bright = [.. Enumerable.Range(0, SceneImage.Side * SceneImage.Side).Where(pixel => image[(3 * pixel) + 2] > 0.3f)];
            Assert.InRange(bright.Length, 20, 64);
            Assert.All(bright, pixel => Assert.Equal(corner, (pixel % SceneImage.Side / 8) + (2 * (pixel / SceneImage.Side / 8))));
        }
    }
}
