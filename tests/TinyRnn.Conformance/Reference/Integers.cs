using System.Numerics;

namespace TinyRnn.Conformance.Reference;

/// <summary>
/// Numbers as 8-bit integers stand for them: of a matrix, each row has a scale by which its largest weight is 127; values in [-1, 1] have the scale 1 / 127.
/// </summary>
internal static class Integers<T>
    where T : IBinaryFloatingPointIeee754<T>
{
    private const float Most = 127;

    /// <param name="matrix">Rows one after another.</param>
    /// <param name="columns">Weights of a row.</param>
    public static T[] Weights(T[] matrix, int columns) => [.. matrix.Chunk(columns).SelectMany(Row)];

    public static T[] Values(T[] values) =>
        [.. values.Select(value => T.CreateChecked(MathF.Round(Math.Clamp(Finite(float.CreateChecked(value)) * Most, -Most, Most))) / T.CreateChecked(Most))];

    private static float Finite(float value) => float.IsNaN(value) ? 0 : value;

    private static IEnumerable<T> Row(T[] row)
    {
        float scale = float.CreateChecked(row.Max(T.Abs)!) / Most;
        return row.Select(weight => scale == 0 ? T.Zero : T.CreateChecked(MathF.Round(float.CreateChecked(weight) / scale)) * T.CreateChecked(scale));
    }
}
