namespace TinyRnn.Benchmarks;

/// <summary>The weights that all rows of the table share: PyTorch's order i, f, g, o, one input, one output.</summary>
internal sealed class LstmWeights
{
    public LstmWeights(int units)
    {
        Units = units;
        RandomState random = new((ulong)units);
        float bound = 1 / MathF.Sqrt(units);
        float[] Draw(int length)
        {
            float[] values = new float[length];
            foreach (ref float value in values.AsSpan())
                value = bound * ((2 * random.NextSingle()) - 1);
            return values;
        }

        InputWeights = Draw(4 * units);
        HiddenWeights = Draw(4 * units * units);
        Bias = Draw(4 * units);
        HeadWeights = Draw(units);
        HeadBias = Draw(1);
    }

    public int Units { get; }

    /// <summary>[4H, 1].</summary>
    public float[] InputWeights { get; }

    /// <summary>[4H, H], row-major.</summary>
    public float[] HiddenWeights { get; }

    /// <summary>[4H].</summary>
    public float[] Bias { get; }

    /// <summary>[1, H].</summary>
    public float[] HeadWeights { get; }

    public float[] HeadBias { get; }

    /// <summary>As TinyRnn keeps them: layer by layer, matrices before biases.</summary>
    public float[] Parameters => [.. InputWeights, .. HiddenWeights, .. Bias, .. HeadWeights, .. HeadBias];

    /// <summary>A signal that never settles.</summary>
    public static float[] Signal(int steps)
    {
        RandomState random = new(1);
        float[] values = new float[steps];
        for (int t = 0; t < steps; t++)
            values[t] = (0.5f * MathF.Sin(0.05f * t)) + (0.2f * random.NextSingle());
        return values;
    }
}
