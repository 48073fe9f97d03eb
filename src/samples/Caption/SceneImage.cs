namespace TinyRnn.Samples;

/// <summary>Paints scenes: each thing somewhere in its corner, not always equally large and bright, with noise.</summary>
internal static class SceneImage
{
    /// <summary>Pixels of an image's side.</summary>
    public const int Side = 16;

    /// <summary>Red, green and blue of all pixels.</summary>
    public const int Values = 3 * Side * Side;

    private const double Noise = 0.04;

    /// <summary>From the middle of its corner a thing is at most so far away, in pixels.</summary>
    private const float Away = 0.7f;
    private static readonly (float R, float G, float B)[] s_colors = [(1, 0.15f, 0.1f), (0.1f, 0.8f, 0.2f), (0.2f, 0.35f, 1), (1, 0.85f, 0.1f)];

    public static void Paint(Scene scene, Span<float> values, ref RandomState random)
    {
        foreach (ref float value in values)
            value = (float)(Noise * random.NextNormal());
        foreach (Thing thing in scene.Things)
            Paint(thing, values, ref random);
    }

    private static void Paint(Thing thing, Span<float> values, ref RandomState random)
    {
        const int corner = Side / 2;
        float radius = thing.Size == 0 ? Between(ref random, 2.3f, 2.6f) : Between(ref random, 3.4f, 3.7f);
        int left = corner * (thing.Corner % 2);
        int top = corner * (thing.Corner / 2);
        float room = Math.Min(Away, (corner / 2) - radius);
        (float X, float Y) centre = (left + (corner / 2) + Between(ref random, -room, room), top + (corner / 2) + Between(ref random, -room, room));
        float brightness = Between(ref random, 0.7f, 1);
        (float r, float g, float b) = s_colors[thing.Color];
        for (int y = top; y < top + corner; y++)
        {
            for (int x = left; x < left + corner; x++)
            {
                float light = brightness * ShapeRaster.Coverage(thing.Shape, x, y, centre, radius);
                Span<float> pixel = values.Slice(3 * ((y * Side) + x), 3);
                pixel[0] += light * r;
                pixel[1] += light * g;
                pixel[2] += light * b;
            }
        }
    }

    private static float Between(ref RandomState random, float low, float high) => low + (random.NextSingle() * (high - low));
}
