namespace TinyRnn.Import.Tests.Onnx;

/// <summary>Random weights of a cell, and the cell's equations in double. Gates in the order i, f, g, o or r, z, n.</summary>
internal sealed class PieceWeights
{
    private readonly int _gates, _units, _inputs;

    public PieceWeights(int gates, int units, int inputs, int seed)
    {
        (_gates, _units, _inputs) = (gates, units, inputs);
        var random = new Random(seed);
        Input = Draw(gates * units * inputs);
        Hidden = Draw(gates * units * units);
        Bias = Draw(gates * units);
        Second = Draw(units);
        float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];
    }

    /// <summary>[G * H, I].</summary>
    public float[] Input { get; }

    /// <summary>[G * H, H].</summary>
    public float[] Hidden { get; }

    /// <summary>[G * H].</summary>
    public float[] Bias { get; }

    /// <summary>[H]: the recurrent bias of a GRU's candidate.</summary>
    public float[] Second { get; }

    /// <summary>Rows of the recurrent matrix as MatMul reads them, [H, count].</summary>
    public float[] Turned(int first, int count) =>
        [.. Enumerable.Range(0, _units * count).Select(i => Hidden[(first + i % count) * _units + i / count])];

    /// <summary>Both matrices below one another as MatMul reads them, [I + H, G * H].</summary>
    public float[] Joined() =>
        [.. Enumerable.Range(0, _inputs).SelectMany(i => Enumerable.Range(0, _gates * _units).Select(row => Input[row * _inputs + i])),
        .. Turned(0, _gates * _units)];

    public double[][] Rnn(float[][] xs)
    {
        double[] h = new double[_units];
        return [.. xs.Select(x => h = [.. Enumerable.Range(0, _units).Select(k => Math.Max(0, Row(k, x) + Back(k, h)))])];
    }

    public double[][] Gru(float[][] xs, bool resetAfter)
    {
        double[] h = new double[_units];
        return [.. xs.Select(x =>
        {
            double[] r = [.. Units(k => Sigmoid(Row(k, x) + Back(k, h)))];
            double[] z = [.. Units(k => Sigmoid(Row(_units + k, x) + Back(_units + k, h)))];
            double[] n = [.. Units(k =>
                Math.Tanh(Row(2 * _units + k, x) + (resetAfter ? r[k] * (Back(2 * _units + k, h) + Second[k])
                : Back(2 * _units + k, [.. h.Zip(r, (a, b) => a * b)]))))];
            return h = [.. Units(k => (1 - z[k]) * n[k] + z[k] * h[k])];
        })];
    }

    public double[][] Lstm(float[][] xs)
    {
        double[] h = new double[_units], c = new double[_units];
        return [.. xs.Select(x =>
        {
            double[] sum = [.. Enumerable.Range(0, 4 * _units).Select(k => Row(k, x) + Back(k, h))];
            c = [.. Units(k => Sigmoid(sum[_units + k]) * c[k] + Sigmoid(sum[k]) * Math.Tanh(sum[2 * _units + k]))];
            return h = [.. Units(k => Sigmoid(sum[3 * _units + k]) * Math.Tanh(c[k]))];
        })];
    }

    private IEnumerable<double> Units(Func<int, double> at) => Enumerable.Range(0, _units).Select(at);

    private double Row(int row, float[] x) => Bias[row] + Enumerable.Range(0, _inputs).Sum(i => (double)Input[row * _inputs + i] * x[i]);

    private double Back(int row, double[] h) => Enumerable.Range(0, _units).Sum(i => Hidden[row * _units + i] * h[i]);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
