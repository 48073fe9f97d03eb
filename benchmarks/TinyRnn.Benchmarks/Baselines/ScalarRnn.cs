namespace TinyRnn.Benchmarks;

internal sealed class ScalarRnn(CellWeights weights) : ScalarCell(weights)
{
    private readonly float[] _next = new float[weights.Units];

    protected override void Step(ReadOnlySpan<float> x)
    {
        for (int j = 0; j < _next.Length; j++)
            _next[j] = MathF.Tanh(FromPast(j, H, FromInput(j, x)));
        _next.CopyTo(H, 0);
    }
}
