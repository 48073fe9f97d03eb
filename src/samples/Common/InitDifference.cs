using TinyRnn.Weights;

namespace TinyRnn.Samples;

/// <summary>How a weight file differs from what a model wants, by the names in the file.</summary>
internal static class InitDifference
{
    private const int Most = 8;

    public static string Of(WeightMismatchException mismatch)
    {
        (string What, IReadOnlyList<string> Tensors)[] parts =
            [("It lacks", mismatch.Missing), ("Of another shape:", mismatch.WrongShape), ("No floats:", mismatch.WrongType)];
        return string.Join(" ", parts.Where(part => part.Tensors.Count > 0).Select(part => $"{part.What} {List(part.Tensors)}."));
    }

    private static string List(IReadOnlyList<string> tensors) =>
        string.Join(", ", tensors.Take(Most)) + (tensors.Count > Most ? $" and {tensors.Count - Most} more" : "");
}
