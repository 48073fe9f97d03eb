using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>
/// Numbers as integers stand for them. Of a matrix of 8 bits, each row has a scale by which its largest weight is 127; of 16 bits, one by which it is 32,767,
/// or less where the row's sum of products with values could exceed 32 bits. Values in [-range, range] have the scale range / 127, or range / 16383.
/// </summary>
internal static class Integers<T>
    where T : IBinaryFloatingPointIeee754<T>
{
    /// <param name="matrix">Rows one after another.</param>
    /// <param name="columns">Weights of a row.</param>
    /// <param name="format">How they are stored.</param>
    public static T[] Weights(T[] matrix, int columns, WeightFormat format) => [.. matrix.Chunk(columns).SelectMany(row => Row(row, Scale(row, format)))];

    public static T[] Values(T[] values, WeightFormat format, float range = 1)
    {
        float most = format == WeightFormat.Int8 ? 127 : 16383;
        float scale = most / range;
        return [.. values.Select(value => Rounded(value) * T.CreateChecked(range) / T.CreateChecked(most))];

        T Rounded(T value) => T.CreateChecked(MathF.Round(Math.Clamp(Finite(float.CreateChecked(value)) * scale, -most, most)));
    }

    /// <summary>Of a convolution the taps are side by side in the file, and a piece of them has a scale for each channel.</summary>
    /// <param name="weight"><c>[channels, inputs, taps]</c>.</param>
    /// <param name="inputs">Inputs.</param>
    /// <param name="kernel">Taps.</param>
    /// <param name="tapsApart">Each tap has a scale of its own; otherwise all have one.</param>
    /// <param name="format">How they are stored.</param>
    public static T[] Taps(T[] weight, int inputs, int kernel, bool tapsApart, WeightFormat format)
    {
        if (!tapsApart)
            return Weights(weight, inputs * kernel, format);
        T[] rounded = new T[weight.Length];
        for (int channel = 0; channel < weight.Length / inputs / kernel; channel++)
        {
            for (int tap = 0; tap < kernel; tap++)
            {
                int[] places = [.. Enumerable.Range(0, inputs).Select(input => (((channel * inputs) + input) * kernel) + tap)];
                T[] row = Weights([.. places.Select(place => weight[place])], inputs, format);
                for (int input = 0; input < inputs; input++)
                    rounded[places[input]] = row[input];
            }
        }

        return rounded;
    }

    private static float Finite(float value) => float.IsNaN(value) ? 0 : value;

    private static float Scale(T[] row, WeightFormat format)
    {
        float largest = float.CreateChecked(row.Max(T.Abs)!);
        if (format != WeightFormat.Int16)
            return largest / 127;
        double room = (int.MaxValue / 16383) - (row.Length / 2.0) - 1;
        double most = largest / row.Sum(weight => Math.Abs(double.CreateChecked(weight))) * room;
        return largest / Math.Min(32767, (int)Math.Floor(most));
    }

    private static IEnumerable<T> Row(T[] row, float scale) =>
        row.Select(weight => scale == 0 ? T.Zero : T.CreateChecked(MathF.Round(float.CreateChecked(weight) / scale)) * T.CreateChecked(scale));
}
