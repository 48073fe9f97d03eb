namespace TinyRnn.Benchmarks;

/// <summary>What one writes first: loops over rows.</summary>
internal abstract class ScalarCell(CellWeights weights) : ISequence
{
    protected float[] H { get; } = new float[weights.Units];

    protected CellWeights Weights => weights;

    public static ISequence Create(CellWeights weights) => weights.Cell == "GRU" ? new ScalarGru(weights) : new ScalarLstm(weights);

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

    protected static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}

internal sealed class ScalarLstm(CellWeights weights) : ScalarCell(weights)
{
    private readonly float[] _c = new float[weights.Units];
    private readonly float[] _gates = new float[4 * weights.Units];

    protected override void Step(ReadOnlySpan<float> x)
    {
        int units = Weights.Units;
        float[] hidden = Weights.HiddenWeights;
        for (int row = 0; row < 4 * units; row++)
        {
            float sum = Weights.Bias[row];
            for (int k = 0; k < x.Length; k++)
                sum += Weights.InputWeights[(row * x.Length) + k] * x[k];
            for (int k = 0; k < units; k++)
                sum += hidden[(row * units) + k] * H[k];
            _gates[row] = sum;
        }

        for (int j = 0; j < units; j++)
        {
            float i = Sigmoid(_gates[j]);
            float f = Sigmoid(_gates[units + j]);
            float g = MathF.Tanh(_gates[(2 * units) + j]);
            float o = Sigmoid(_gates[(3 * units) + j]);
            _c[j] = (f * _c[j]) + (i * g);
            H[j] = o * MathF.Tanh(_c[j]);
        }
    }
}

internal sealed class ScalarGru(CellWeights weights) : ScalarCell(weights)
{
    private readonly float[] _input = new float[3 * weights.Units];
    private readonly float[] _past = new float[3 * weights.Units];

    protected override void Step(ReadOnlySpan<float> x)
    {
        int units = Weights.Units;
        float[] hidden = Weights.HiddenWeights;
        for (int row = 0; row < 3 * units; row++)
        {
            float sum = Weights.Bias[row];
            for (int k = 0; k < x.Length; k++)
                sum += Weights.InputWeights[(row * x.Length) + k] * x[k];
            _input[row] = sum;

            // Only the candidate's recurrent part has a bias of its own.
            float past = row < 2 * units ? 0 : Weights.Bias[units + row];
            for (int k = 0; k < units; k++)
                past += hidden[(row * units) + k] * H[k];
            _past[row] = past;
        }

        for (int j = 0; j < units; j++)
        {
            float r = Sigmoid(_input[j] + _past[j]);
            float z = Sigmoid(_input[units + j] + _past[units + j]);
            float n = MathF.Tanh(_input[(2 * units) + j] + (r * _past[(2 * units) + j]));
            H[j] = ((1 - z) * n) + (z * H[j]);
        }
    }
}
