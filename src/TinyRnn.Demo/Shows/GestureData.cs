using System.Numerics.Tensors;
using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Demo;

/// <summary>Recorded gestures of 50 samples, in g.</summary>
/// <param name="Samples">[N, 50, 3].</param>
/// <param name="Classes">[N].</param>
/// <param name="Names">Of the classes.</param>
internal sealed record GestureData(float[] Samples, int[] Classes, string[] Names)
{
    /// <summary>Samples of a gesture.</summary>
    public const int Length = 50;

    /// <summary>Floats of a gesture.</summary>
    public const int Stride = Length * 3;

    /// <summary>The sensor's counts to g.</summary>
    private const float CountsPerG = 2048;

    public int Count => Classes.Length;

    /// <summary>The 1,800 gestures to learn from.</summary>
    public static GestureData Training() => Read("train");

    /// <summary>600 others.</summary>
    public static GestureData Test() => Read("test");

    public ReadOnlySpan<float> Gesture(int index) => Samples.AsSpan(index * Stride, Stride);

    private static GestureData Read(string part)
    {
        using SafetensorsReader reader = new(WeightFile.OpenResource(typeof(GestureData).Assembly, "gestures.safetensors"));
        long[] counts = Integers(reader, "x_" + part);
        float[] samples = new float[counts.Length];
        TensorPrimitives.ConvertTruncating<long, float>(counts, samples);
        TensorPrimitives.Divide(samples, CountsPerG, samples);
        return new GestureData(
            samples,
            Array.ConvertAll(Integers(reader, "y_" + part), id => (int)id),
            reader.Metadata["classes"].Split(','));
    }

    private static long[] Integers(SafetensorsReader reader, string name)
    {
        TensorInfo tensor = reader.Get(name);
        long[] values = new long[tensor.ElementCount];
        reader.Read(tensor, values);
        return values;
    }
}
