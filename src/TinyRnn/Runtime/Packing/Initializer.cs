using System.ComponentModel;
using TinyRnn.Runtime.Fourier;

namespace TinyRnn.Runtime.Packing;

/// <summary>The distributions that fresh parameters are drawn from. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Initializer
{
    /// <summary>Uniform in [-bound, bound): PyTorch's default, with bound 1/sqrt(H) for recurrent and 1/sqrt(inputs) for dense layers.</summary>
    public static void Uniform(Span<float> values, float bound, ref RandomState random)
    {
        foreach (ref float value in values)
            value = Draw(bound, ref random);
    }

    /// <summary>The sum of two uniform draws: two PyTorch biases, of which the sum is kept.</summary>
    public static void UniformSum(Span<float> values, float bound, ref RandomState random)
    {
        foreach (ref float value in values)
            value = Draw(bound, ref random) + Draw(bound, ref random);
    }

    /// <summary>Standard normal: PyTorch's default for embeddings.</summary>
    public static void Normal(Span<float> values, ref RandomState random)
    {
        foreach (ref float value in values)
            value = (float)random.NextNormal();
    }

    /// <summary>(1 - cos(2 pi n / N)) / 2, PyTorch's default window, <c>torch.hann_window(N)</c>.</summary>
    public static void Hann(Span<float> values)
    {
        for (int n = 0; n < values.Length; n++)
            values[n] = (float)((1 - UnitCircle.At(n, values.Length).Cos) / 2);
    }

    private static float Draw(float bound, ref RandomState random) => bound * ((2 * random.NextSingle()) - 1);
}
