namespace TinyRnn.Import.Tests.Rnnoise;

/// <summary>W x + b, as a plain matrix.</summary>
internal sealed record BlobProduct(double[,] Matrix, float[] Bias)
{
    public double[] Of(double[] x)
    {
        double[] y = Array.ConvertAll(Bias, value => (double)value);
        Assert.Equal(Matrix.GetLength(1), x.Length);
        for (int o = 0; o < y.Length; o++)
        {
            for (int i = 0; i < x.Length; i++)
                y[o] += Matrix[o, i] * x[i];
        }

        return y;
    }
}

/// <summary>RNNoise 0.2's network in double, frame by frame, from its products alone: gates in the file's order z, r, h.</summary>
internal sealed class BlobNetwork(IReadOnlyDictionary<string, BlobProduct> products)
{
    private readonly Dictionary<string, double[]> _states = [];

    public (double[] Gains, double Voice) Step(double[] features)
    {
        double[] conv = Convolution("conv2", Convolution("conv1", features));
        double[] first = Gru("gru1", conv);
        double[] second = Gru("gru2", first);
        double[] third = Gru("gru3", second);
        double[] all = [.. conv, .. first, .. second, .. third];
        return (Array.ConvertAll(products["dense_out"].Of(all), Sigmoid), Sigmoid(products["vad_dense"].Of(all)[0]));
    }

    /// <summary>The oldest frame first.</summary>
    private double[] Convolution(string name, double[] x)
    {
        double[] before = _states.GetValueOrDefault(name, new double[x.Length * (BlobFile.Frames - 1)]);
        double[] seen = [.. before, .. x];
        _states[name] = seen[x.Length..];
        return Array.ConvertAll(products[name].Of(seen), Math.Tanh);
    }

    private double[] Gru(string name, double[] x)
    {
        double[] input = products[name + "_input"].Of(x);
        int n = input.Length / 3;
        double[] h = _states.GetValueOrDefault(name, new double[n]);
        double[] recurrent = products[name + "_recurrent"].Of(h);
        double[] next = new double[n];
        for (int k = 0; k < n; k++)
        {
            double z = Sigmoid(input[k] + recurrent[k]);
            double r = Sigmoid(input[n + k] + recurrent[n + k]);
            next[k] = (z * h[k]) + ((1 - z) * Math.Tanh(input[(2 * n) + k] + (r * recurrent[(2 * n) + k])));
        }

        return _states[name] = next;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
