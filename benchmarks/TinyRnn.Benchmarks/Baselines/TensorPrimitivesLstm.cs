using System.Numerics.Tensors;

namespace TinyRnn.Benchmarks;

/// <summary>What one writes next: dot products and activations by System.Numerics.Tensors.</summary>
internal sealed class TensorPrimitivesLstm(CellWeights weights) : ISequence
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
        TensorPrimitives.MultiplyAdd(weights.InputWeights, x, weights.Bias, _gates);
        for (int row = 0; row < 4 * units; row++)
            _gates[row] += TensorPrimitives.Dot(weights.HiddenWeights.AsSpan(row * units, units), _h);

        Span<float> i = _gates.AsSpan(0, units);
        Span<float> f = _gates.AsSpan(units, units);
        Span<float> g = _gates.AsSpan(2 * units, units);
        Span<float> o = _gates.AsSpan(3 * units, units);
        TensorPrimitives.Sigmoid(_gates.AsSpan(0, 2 * units), _gates.AsSpan(0, 2 * units));
        TensorPrimitives.Tanh(g, g);
        TensorPrimitives.Sigmoid(o, o);
        TensorPrimitives.Multiply(i, g, i);
        TensorPrimitives.MultiplyAdd(f, _c, i, _c);
        TensorPrimitives.Tanh(_c, _h);
        TensorPrimitives.Multiply(_h, o, _h);
        return weights.HeadBias[0] + TensorPrimitives.Dot(weights.HeadWeights, _h);
    }
}
