using System.Numerics;

namespace TinyRnn.Import.Interpretation;

/// <summary>Nodes along the positions of one step, as their equations say.</summary>
internal static class Frames<T>
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>Position after position, and of each channel after channel.</summary>
    public static T[] Convolved(FrameConvNode node, T[] x)
    {
        if (x.Length != node.InputPositions * node.InputChannels)
            throw new SourceFormatException($"{node.Name} has {Counted.Of(node.InputPositions, "position")} of {Counted.Of(node.InputChannels, "value")} "
                + $"and meets {Counted.Of(x.Length, "value")}.");
        T[] weights = Values<T>.All(node.Weights);
        T[] bias = Values<T>.OrZeros(node.Bias, node.Channels);
        T[] y = new T[node.Size];
        for (int i = 0; i < y.Length; i++)
        {
            int channel = i % node.Channels;
            T sum = T.Zero;
            for (int k = 0; k < node.Kernel; k++)
            {
                int at = Source(node, (i / node.Channels * node.Stride) + k - node.PadLeft);
                for (int input = 0; at >= 0 && input < node.InputChannels; input++)
                    sum += weights[(((channel * node.InputChannels) + input) * node.Kernel) + k] * x[(at * node.InputChannels) + input];
            }

            y[i] = sum + bias[channel];
        }

        return y;
    }

    /// <summary>sqrt(re^2 + im^2) of each complex number.</summary>
    public static T[] Magnitudes(MagnitudeNode node, T[] x)
    {
        T[] y = new T[node.Size];
        for (int i = 0; i < y.Length; i++)
        {
            int re = (i / node.Bins * 2 * node.Bins) + (i % node.Bins);
            y[i] = T.Sqrt((x[re] * x[re]) + (x[re + node.Bins] * x[re + node.Bins]));
        }

        return y;
    }

    /// <summary>Of each channel, the mean over the positions.</summary>
    public static T[] Means(FrameMeanNode node, T[] x) =>
        [.. Enumerable.Range(0, node.Channels).Select(channel =>
            Enumerable.Range(0, node.Positions).Aggregate(T.Zero, (sum, position) => sum + x[(position * node.Channels) + channel])
            / T.CreateChecked(node.Positions))];

    /// <summary>Each step behind the end of the one before.</summary>
    public static T[][] WithContext(ContextNode node, T[][] xs) =>
        [.. xs.Select((x, t) => (T[])[.. t == 0 ? new T[node.Values] : xs[t - 1][^node.Values..], .. x])];

    /// <summary>The position that a place in the padded step shows; -1: zeros.</summary>
    private static int Source(FrameConvNode node, int at) =>
        at >= 0 && at < node.InputPositions ? at : !node.IsReflected ? -1 : at < 0 ? -at : (2 * (node.InputPositions - 1)) - at;
}
