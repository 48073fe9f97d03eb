namespace TinyRnn.Samples;

/// <summary>Grey images of one shape each, of any size, anywhere, with noise.</summary>
internal sealed class ShapeImages(ulong seed)
{
    /// <summary>Pixels of an image's side.</summary>
    public const int Side = 12;

    public const int Pixels = Side * Side;

    /// <summary>Standard deviation of the noise; the shape is 0.4 to 1 brighter than its surroundings.</summary>
    private const double Noise = 0.12;
    private RandomState _random = new(seed);

    /// <summary>Draws an image.</summary>
    /// <returns>The shape that is on it.</returns>
    public Shape Next(Span<float> pixels)
    {
        Shape shape = (Shape)(_random.NextSingle() * 4);
        float radius = Between(2.8f, 4.8f);
        (float X, float Y) centre = (Between(radius, Side - radius), Between(radius, Side - radius));
        float brightness = Between(0.4f, 1);
        for (int i = 0; i < Pixels; i++)
            pixels[i] = (brightness * ShapeRaster.Coverage(shape, i % Side, i / Side, centre, radius)) + (float)(Noise * _random.NextNormal());
        return shape;
    }

    private float Between(float low, float high) => low + (_random.NextSingle() * (high - low));
}
