namespace TinyRnn.Benchmarks;

/// <summary>What one writes first: loops over rows.</summary>
internal abstract class ScalarCell(CellWeights weights) : ISequence
{
    protected float[] H { get; } = new float[weights.Units];

    protected CellWeights Weights => weights;

    public static ISequence Create(CellWeights weights) => weights.Cell switch
    {
        CellWeights.GruCell => new ScalarGru(weights),
        CellWeights.GruBeforeCell => new ScalarGruBefore(weights),
        CellWeights.RnnCell => new ScalarRnn(weights),
        _ => new ScalarLstm(weights),
    };

    public void Run(ReadOnlySpan<float> xs, Span<float> ys)
    {
        int inputs = weights.Inputs;
        for (int t = 0; t < ys.Length; t++)
        {
            Step(xs.Slice(t * inputs, inputs));
            float y = weights.HeadBias[0];
            for (int j = 0; j < weights.Units; j++)
                y += weights.HeadWeights[j] * H[j];
            ys[t] = y;
        }
    }

    public void Dispose() => GC.SuppressFinalize(this);

    /// <summary>One step: <see cref="H"/> becomes the next hidden state.</summary>
    protected abstract void Step(ReadOnlySpan<float> x);

    /// <summary>A row's bias and input product.</summary>
    protected float FromInput(int row, ReadOnlySpan<float> x)
    {
        float sum = weights.Bias[row];
        for (int k = 0; k < x.Length; k++)
            sum += weights.InputWeights[(row * x.Length) + k] * x[k];
        return sum;
    }

    /// <summary>A row's product with a vector of the layer's units, added to <paramref name="sum"/>.</summary>
    protected float FromPast(int row, float[] past, float sum)
    {
        for (int k = 0; k < past.Length; k++)
            sum += weights.HiddenWeights[(row * past.Length) + k] * past[k];
        return sum;
    }

    protected static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
