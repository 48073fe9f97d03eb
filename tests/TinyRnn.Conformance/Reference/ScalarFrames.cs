using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>Layers along the positions of one step, as PyTorch's documentation writes them: the padded input first, then one output after another.</summary>
internal static class ScalarFrames<T>
    where T : IBinaryFloatingPointIeee754<T>
{
    /// <summary>The end of the step before, or zeros, and this step.</summary>
    public static T[][] Context(int values, T[][] xs) =>
        [.. xs.Select((x, t) => (T[])[.. t == 0 ? new T[values] : xs[t - 1][^values..], .. x])];

    /// <summary>A step's outputs, position after position.</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="weight"><c>[channels, inputs, taps]</c>.</param>
    /// <param name="bias">Of each channel; empty: none.</param>
    /// <param name="x">The step.</param>
    public static T[] Convolve(FrameConv layer, T[] weight, T[] bias, T[] x)
    {
        int inputs = layer.Inputs;
        int channels = weight.Length / inputs / layer.Kernel;
        if (layer.Format is { } format)
            (weight, x) = (Integers<T>.Taps(weight, inputs, layer.Kernel, tapsApart: false, format), Integers<T>.Values(x, format, layer.InputRange));
        T[][] padded = Pad(layer, [.. x.Chunk(inputs)]);
        List<T> y = [];
        for (int first = 0; first + layer.Kernel <= padded.Length; first += layer.Stride)
        {
            for (int channel = 0; channel < channels; channel++)
            {
                T sum = bias.Length == 0 ? T.Zero : bias[channel];
                for (int k = 0; k < layer.Kernel; k++)
                {
                    for (int input = 0; input < inputs; input++)
                        sum += weight[(((channel * inputs) + input) * layer.Kernel) + k] * padded[first + k][input];
                }

                y.Add(sum);
            }
        }

        return [.. y];
    }

    /// <summary>Of each frame the real parts and then the imaginary parts of its discrete Fourier transform, as its definition says.</summary>
    public static T[] Transform(Stft layer, T[] window, T[] x)
    {
        FrameConv sampled = new("", 1, layer.Length, layer.Stride, layer.Left, layer.Right, layer.IsReflected);
        T[] samples = [.. Pad(sampled, [.. x.Chunk(1)]).Select(sample => sample[0])];
        List<T> y = [];
        for (int first = 0; first + layer.Length <= samples.Length; first += layer.Stride)
        {
            foreach (Func<T, T> part in (Func<T, T>[])[T.Cos, angle => -T.Sin(angle)])
            {
                for (int k = 0; 2 * k <= layer.Length; k++)
                {
                    T sum = T.Zero;
                    for (int n = 0; n < layer.Length; n++)
                        sum += window[n] * samples[first + n] * part(T.Pi * T.CreateChecked(2 * ((long)k * n % layer.Length)) / T.CreateChecked(layer.Length));
                    y.Add(sum);
                }
            }
        }

        return [.. y];
    }

    /// <summary>Of each position's real and imaginary parts, their length as a vector.</summary>
    public static T[] Magnitudes(int bins, T[] x) =>
        [.. x.Chunk(2 * bins).SelectMany(z => Enumerable.Range(0, bins).Select(k => T.Sqrt((z[k] * z[k]) + (z[bins + k] * z[bins + k]))))];

    /// <summary>Of each channel, the mean over the positions.</summary>
    public static T[] Means(int channels, T[] x)
    {
        T[][] positions = [.. x.Chunk(channels)];
        return [.. Enumerable.Range(0, channels).Select(
            channel => positions.Aggregate(T.Zero, (sum, position) => sum + position[channel]) / T.CreateChecked(positions.Length))];
    }

    private static T[][] Pad(FrameConv layer, T[][] positions)
    {
        T[] At(int place) => place >= 0 && place < positions.Length ? positions[place]
            : !layer.IsReflected ? new T[layer.Inputs]
            : place < 0 ? positions[-place]
            : positions[(2 * (positions.Length - 1)) - place];
        return [.. Enumerable.Range(-layer.Left, layer.Left + positions.Length + layer.Right).Select(At)];
    }
}
