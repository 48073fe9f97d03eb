namespace TinyRnn.Benchmarks;

internal sealed class ScalarGruBefore(CellWeights weights) : ScalarCell(weights)
{
    private readonly float[] _update = new float[weights.Units];
    private readonly float[] _resetHidden = new float[weights.Units];

    protected override void Step(ReadOnlySpan<float> x)
    {
        int units = Weights.Units;
        for (int j = 0; j < units; j++)
        {
            _resetHidden[j] = Sigmoid(FromPast(j, H, FromInput(j, x))) * H[j];
            _update[j] = Sigmoid(FromPast(units + j, H, FromInput(units + j, x)));
        }

        for (int j = 0; j < units; j++)
        {
            float n = MathF.Tanh(FromPast((2 * units) + j, _resetHidden, FromInput((2 * units) + j, x)));
            H[j] = ((1 - _update[j]) * n) + (_update[j] * H[j]);
        }
    }
}
