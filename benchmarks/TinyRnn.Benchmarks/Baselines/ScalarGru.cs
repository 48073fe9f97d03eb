namespace TinyRnn.Benchmarks;

internal sealed class ScalarGru(CellWeights weights) : ScalarCell(weights)
{
    private readonly float[] _input = new float[3 * weights.Units];
    private readonly float[] _past = new float[3 * weights.Units];

    protected override void Step(ReadOnlySpan<float> x)
    {
        int units = Weights.Units;
        for (int row = 0; row < 3 * units; row++)
        {
            _input[row] = FromInput(row, x);

            // Only the candidate's recurrent part has a bias of its own.
            _past[row] = FromPast(row, H, row < 2 * units ? 0 : Weights.Bias[units + row]);
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
