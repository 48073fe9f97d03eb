namespace TinyRnn.Samples;

/// <summary>Shapes that are drawn by the samples themselves.</summary>
internal enum Shape
{
    Circle,
    Square,
    Triangle,
    Cross,
}

/// <summary>Fills shapes with smooth edges: how much of a pixel lies inside.</summary>
internal static class ShapeRaster
{
    /// <summary>Points of a pixel that are looked at, in each direction.</summary>
    private const int Fine = 3;

    /// <summary>How much of a pixel a shape covers, 0 to 1.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="x">Pixel, from the left.</param>
    /// <param name="y">Pixel, from above.</param>
    /// <param name="centre">Of the shape, in pixels.</param>
    /// <param name="radius">From its centre to its furthest point along an axis, in pixels.</param>
    public static float Coverage(Shape shape, int x, int y, (float X, float Y) centre, float radius)
    {
        int inside = 0;
        for (int i = 0; i < Fine * Fine; i++)
        {
            float dx = (x + (((i % Fine) + 0.5f) / Fine) - centre.X) / radius;
            float dy = (y + (((i / Fine) + 0.5f) / Fine) - centre.Y) / radius;
            inside += IsInside(shape, dx, dy) ? 1 : 0;
        }

        return (float)inside / (Fine * Fine);
    }

    /// <summary>Coordinates in units of the radius; y grows downwards.</summary>
    private static bool IsInside(Shape shape, float x, float y)
    {
        (float ax, float ay) = (MathF.Abs(x), MathF.Abs(y));
        return shape switch
        {
            Shape.Circle => (x * x) + (y * y) <= 1,
            Shape.Square => MathF.Max(ax, ay) <= 0.9f,
            Shape.Triangle => ay <= 1 && ax <= (y + 1) / 2,
            _ => MathF.Max(ax, ay) <= 1 && MathF.Min(ax, ay) <= 0.3f,
        };
    }
}
