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
