namespace TinyRnn.Benchmarks;

internal sealed class ScalarLstm(CellWeights weights) : ScalarCell(weights)
{
    private readonly float[] _c = new float[weights.Units];
    private readonly float[] _gates = new float[4 * weights.Units];

    protected override void Step(ReadOnlySpan<float> x)
    {
        int units = Weights.Units;
        for (int row = 0; row < 4 * units; row++)
            _gates[row] = FromPast(row, H, FromInput(row, x));

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
