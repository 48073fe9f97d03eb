using System.Globalization;
using System.Text;

namespace TinyRnn.Import.Tests.Rnnoise;

/// <summary>A layer of an RNNoise 0.1 file: whole numbers in the file's order, [inputs][gates z, r, h][units].</summary>
internal sealed record RnnoiseLayer(int Inputs, int Units, int Activation, sbyte[] Kernel, sbyte[]? Recurrent, sbyte[] Bias);

/// <summary>
/// A file of random numbers, as rnnoise-nu's exporter writes it, and what its network gives, from the file's own numbers in the file's own order.
/// </summary>
internal sealed class RnnoiseFile
{
    private const int Features = 7;
    private const int Bands = 5;

    private readonly RnnoiseLayer[] _layers;

    public RnnoiseFile(int seed)
    {
        Random random = new(seed);
        (int dense, int voice, int noise, int denoise) = (6, 4, 8, 9);
        _layers =
        [
            Dense(random, Features, dense, activation: 0),
            Gru(random, dense, voice, activation: 0),
            Gru(random, dense + voice + Features, noise, activation: 2),
            Gru(random, voice + noise + Features, denoise, activation: 0),
            Dense(random, denoise, Bands, activation: 1),
            Dense(random, voice, 1, activation: 1),
        ];
    }

    public IReadOnlyList<RnnoiseLayer> Layers => _layers;

    public string Text()
    {
        StringBuilder text = new("rnnoise-nu model file version 1\n");
        foreach (RnnoiseLayer layer in _layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"{layer.Inputs} {layer.Units} {layer.Activation}\n");
            foreach (sbyte[] array in new[] { layer.Kernel, layer.Recurrent, layer.Bias }.OfType<sbyte[]>())
                text.AppendJoin(' ', array).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Gains of the bands, and voice activity, for each step.</summary>
    public (double[][] Gains, double[] Voice) Run(double[][] steps)
    {
        double[][] states = [.. _layers.Select(layer => new double[layer.Units])];
        List<double[]> gains = [];
        List<double> activity = [];
        foreach (double[] x in steps)
        {
            double[] dense = Dense(_layers[0], x);
            double[] voice = Gru(_layers[1], dense, states[1]);
            double[] noise = Gru(_layers[2], [.. dense, .. voice, .. x], states[2]);
            double[] denoise = Gru(_layers[3], [.. voice, .. noise, .. x], states[3]);
            gains.Add(Dense(_layers[4], denoise));
            activity.Add(Dense(_layers[5], voice)[0]);
        }

        return ([.. gains], [.. activity]);
    }

    private static double[] Dense(RnnoiseLayer layer, double[] x)
    {
        double[] y = new double[layer.Units];
        for (int unit = 0; unit < layer.Units; unit++)
        {
            double sum = layer.Bias[unit];
            for (int i = 0; i < layer.Inputs; i++)
                sum += layer.Kernel[i * layer.Units + unit] * x[i];
            y[unit] = Function(layer.Activation, sum / 256);
        }

        return y;
    }

    private static double[] Gru(RnnoiseLayer layer, double[] x, double[] h)
    {
        int n = layer.Units;
        double Sum(int gate, int unit, Func<int, double> past)
        {
            double sum = layer.Bias[gate * n + unit];
            for (int i = 0; i < layer.Inputs; i++)
                sum += layer.Kernel[i * 3 * n + gate * n + unit] * x[i];
            for (int j = 0; j < n; j++)
                sum += layer.Recurrent![j * 3 * n + gate * n + unit] * past(j);
            return sum / 256;
        }

        double[] z = [.. Enumerable.Range(0, n).Select(unit => Function(1, Sum(0, unit, j => h[j])))];
        double[] r = [.. Enumerable.Range(0, n).Select(unit => Function(1, Sum(1, unit, j => h[j])))];
        double[] candidate = [.. Enumerable.Range(0, n).Select(unit => Function(layer.Activation, Sum(2, unit, j => h[j] * r[j])))];
        for (int unit = 0; unit < n; unit++)
            h[unit] = z[unit] * h[unit] + (1 - z[unit]) * candidate[unit];
        return [.. h];
    }

    private static double Function(int activation, double x) => activation switch
    {
        0 => Math.Tanh(x),
        1 => 1 / (1 + Math.Exp(-x)),
        _ => Math.Max(x, 0),
    };

    private static RnnoiseLayer Dense(Random random, int inputs, int units, int activation) =>
        new(inputs, units, activation, Numbers(random, inputs * units), null, Numbers(random, units));

    private static RnnoiseLayer Gru(Random random, int inputs, int units, int activation) =>
        new(inputs, units, activation, Numbers(random, inputs * 3 * units), Numbers(random, units * 3 * units), Numbers(random, 3 * units));

    private static sbyte[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (sbyte)random.Next(-128, 128))];
}
