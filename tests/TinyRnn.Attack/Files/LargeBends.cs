using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>Headers that are dear to read. They are rare, so that most time goes into many small files.</summary>
internal static class LargeBends
{
    private const int OneIn = 12;

    public static IReadOnlyList<Bend> All { get; } =
    [
        Rarely("many tensors of no bytes", (file, dice) =>
            file.Header.Members!.AddRange(Enumerable.Range(0, Count(file, dice, 60)).Select(number =>
                TensorBends.Empty($"\"{number.ToString("x", CultureInfo.InvariantCulture)}\"")))),
        Rarely("much metadata", (file, dice) =>
            file.Metadata?.Members?.AddRange(Enumerable.Range(0, Count(file, dice, 12)).Select(number =>
                new HeaderNode.Member($"\"{number.ToString("x", CultureInfo.InvariantCulture)}\"", new("\"\""))))),
        Rarely("a long name", (file, dice) => file.Header.Members!.Add(TensorBends.Empty($"\"{new string('n', Count(file, dice, 1))}\""))),
        Rarely("a long text in the metadata", (file, dice) =>
            file.Metadata?.Members?.Add(new("\"long\"", new($"\"{new string(dice.Pick('t', 'é', '\u4e00'), Count(file, dice, 3))}\"")))),
        Rarely("long escapes", (file, dice) =>
            file.Metadata?.Members?.Add(new("\"long\"", new($"\"{string.Concat(Enumerable.Repeat("\\u0041", Count(file, dice, 6)))}\"")))),
        Rarely("long layers", (file, dice) =>
            (file.Metadata?.Find("layers") ?? file.Metadata?.Members?.FirstOrDefault())?.Value =
                new($"\"{new string(dice.Pick(',', ';', '|', '\\'), 2 * Count(file, dice, 2))}\"")),
        Rarely("a long number", (file, dice) =>
            file.Tensor(dice)?.Value.Find("shape")?.Value.Items?.Add(new(new string('9', Count(file, dice, 1))))),
        Rarely("a header of spaces", (file, dice) => file.Space = new string(' ', 1 + (Count(file, dice, 1) / 400))),
        Rarely("data that is hardly there", SparseData),
    ];

    private static Bend Rarely(string name, Action<BentFile, Dice> apply) => new(name, (file, dice) =>
    {
        if (dice.OneIn(OneIn))
            apply(file, dice);
    });

    /// <summary>As many pieces as fit into a large input; small inputs more often than large ones.</summary>
    private static int Count(BentFile file, Dice dice, int piece) => Math.Max(1, (file.Largest >> dice.Below(6)) / piece);

    /// <summary>A tensor of gigabytes at the end of a file that has them only by name.</summary>
    private static void SparseData(BentFile file, Dice dice)
    {
        long length = 1L << dice.Between(27, 33);
        const int most = 1 << 30;
        long end = file.Data.Length;
        for (int part = 0; file.SparseTail < length; part++)
        {
            int size = (int)Math.Min(most, length - file.SparseTail);
            string[] place = [end.ToString(CultureInfo.InvariantCulture), (end + size).ToString(CultureInfo.InvariantCulture)];
            file.Header.Members!.Add(new(
                $"\"sparse{part}\"",
                HeaderNode.Object(new("\"dtype\"", new("\"U8\"")),
                    new("\"shape\"", HeaderNode.Array(size.ToString(CultureInfo.InvariantCulture))),
                    new("\"data_offsets\"", HeaderNode.Array(place)))));
            end += size;
            file.SparseTail += size;
        }
    }
}
