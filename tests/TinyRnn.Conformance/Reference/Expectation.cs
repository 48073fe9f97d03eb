namespace TinyRnn.Conformance.Reference;

/// <summary>
/// What must come out, and how far float32 may be from it. The bound comes from the number format and the computation itself: a scalar float32 evaluation of
/// the same network shows how far rounding carries over these steps and weights; sums in another order and activations of a few ulp may add a small multiple of
/// that, and at the least a few roundings of the largest value. No observed error of the kernels enters.
/// </summary>
internal sealed class Expectation
{
    /// <summary>Other summation orders, fused multiply-adds and activations of up to 4 ulp: each at most doubles the scalar error.</summary>
    private const double Factor = 8;

    private const double UnitRoundoff = 1.0 / (1 << 24);

    public Expectation(IReadOnlyList<Layer> layers, Func<string, float[]> weights)
    {
        Dictionary<string, double[]> exact = [];
        Exact = new ScalarNetwork<double>(
            layers, name => exact.TryGetValue(name, out double[]? values) ? values : exact[name] = Array.ConvertAll(weights(name), value => (double)value));
        Rounded = new ScalarNetwork<float>(layers, weights);
    }

    public ScalarNetwork<double> Exact { get; }

    public ScalarNetwork<float> Rounded { get; }

    /// <summary>Runs both; inputs are float32 values.</summary>
    public double[][] Run(float[][] xs)
    {
        Rounded.Run(xs);
        return Exact.Run([.. xs.Select(x => Array.ConvertAll(x, value => (double)value))]);
    }

    public void SetHidden(int index, float[] h, float[]? c)
    {
        Exact.Hidden[index] = Array.ConvertAll(h, value => (double)value);
        Rounded.Hidden[index] = h;
        if (c is null)
            return;
        Exact.Cell[index] = Array.ConvertAll(c, value => (double)value);
        Rounded.Cell[index] = c;
    }

    /// <summary>Puts noise into every vector of a model's state, and starts from the same.</summary>
    public void StartFromNoise<TModel, TState>(ref TState state)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        for (int index = 0; index < TModel.HiddenCount; index++)
        {
            Span<float> hidden = TModel.Hidden(ref state, index);
            Span<float> cell = TModel.Cell(ref state, index);
            Signals.Noise(hidden.Length, (ulong)index).CopyTo(hidden);
            Signals.Noise(cell.Length, (ulong)index + 50).CopyTo(cell);
            SetHidden(index, hidden.ToArray(), cell.IsEmpty ? null : cell.ToArray());
        }
    }

    /// <summary>The allowed distance for the outputs of layer <paramref name="value"/> - 1.</summary>
    public double Tolerance(int value) => Bound(Exact.Values[value].SelectMany(x => x), Rounded.Values[value].SelectMany(x => x));

    /// <summary>The allowed distance of the network's outputs.</summary>
    public double Tolerance() => Tolerance(Exact.Values.Count - 1);

    public double HiddenTolerance(int index) => Bound(Exact.Hidden[index], Rounded.Hidden[index]);

    public double CellTolerance(int index) => Bound(Exact.Cell[index], Rounded.Cell[index]);

    /// <summary>The allowed distance from <paramref name="exact"/>, where a scalar float32 evaluation gives <paramref name="rounded"/>.</summary>
    public static double Bound(IEnumerable<double> exact, IEnumerable<float> rounded)
    {
        double error = 0;
        double largest = 0;
        foreach ((double right, float near) in exact.Zip(rounded))
        {
            error = Math.Max(error, Math.Abs(right - near));
            largest = Math.Max(largest, Math.Abs(right));
        }

        return Factor * Math.Max(error, largest * UnitRoundoff);
    }
}
