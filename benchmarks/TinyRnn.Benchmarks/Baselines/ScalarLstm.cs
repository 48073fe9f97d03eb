namespace TinyRnn.Benchmarks;

/// <summary>What one writes first: loops over rows.</summary>
internal sealed class ScalarLstm(LstmWeights weights) : ISequence
{
    private readonly float[] _h = new float[weights.Units];
    private readonly float[] _c = new float[weights.Units];
    private readonly float[] _gates = new float[4 * weights.Units];

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        for (int t = 0; t < xs.Length; t++)
            ys[t] = Step(xs[t]);
    }

    public void Dispose()
    {
    }

    private float Step(float x)
    {
        int units = weights.Units;
        float[] hidden = weights.HiddenWeights;
        for (int row = 0; row < 4 * units; row++)
        {
            float sum = weights.Bias[row] + (weights.InputWeights[row] * x);
            for (int k = 0; k < units; k++)
                sum += hidden[(row * units) + k] * _h[k];
            _gates[row] = sum;
        }

        float y = weights.HeadBias[0];
        for (int j = 0; j < units; j++)
        {
            float i = Sigmoid(_gates[j]);
            float f = Sigmoid(_gates[units + j]);
            float g = MathF.Tanh(_gates[(2 * units) + j]);
            float o = Sigmoid(_gates[(3 * units) + j]);
            _c[j] = (f * _c[j]) + (i * g);
            _h[j] = o * MathF.Tanh(_c[j]);
            y += weights.HeadWeights[j] * _h[j];
        }

        return y;
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
