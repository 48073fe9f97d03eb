using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>Damage to what a header says of its tensors.</summary>
internal static class TensorBends
{
    private static readonly string[] s_edges =
    [
        "-1", "0", "1", "2147483647", "2147483648", "4294967295", "4294967296", "9223372036854775807", "9223372036854775808",
            "18446744073709551616",
        "-9223372036854775808", "1e2", "1.0", "0.5", "1e400", "-0", "null", "true", "\"0\"", "[0]", "{}", "00", "+1", "0x10", "NaN",
    ];

    private static readonly string[] s_types = ["\"F16\"", "\"BF16\"", "\"F64\"", "\"I32\"", "\"I16\"", "\"I8\"", "\"U8\"", "\"BOOL\"", "\"f32\"", "\"F32 \"",
        "\"F8_E4M3\"", "\"\"", "7", "null", "\"F3\\u0032\""];

    public static IReadOnlyList<Bend> All { get; } =
    [
        new("names of two tensors exchanged", (file, dice) => Two(file, dice, (a, b) => (a.Key, b.Key) = (b.Key, a.Key))),
        new("names of two equal tensors exchanged", (file, dice) => TwoEqual(file, dice, (a, b) => (a.Key, b.Key) = (b.Key, a.Key))),
        new("places of two equal tensors exchanged", (file, dice) => TwoEqual(file, dice, (a, b) => Exchange(a, b, "data_offsets"))),
        new("places of two tensors exchanged", (file, dice) => Two(file, dice, (a, b) => Exchange(a, b, "data_offsets"))),
        new("shapes of two tensors exchanged", (file, dice) => Two(file, dice, (a, b) => Exchange(a, b, "shape"))),
        new("one tensor described as another", (file, dice) => Two(file, dice, (a, b) => a.Value = b.Value.Copy())),
        new("a place moved", (file, dice) => Number(file, dice, "data_offsets", text => Moved(text, dice))),
        new("a place at an edge", (file, dice) => Number(file, dice, "data_offsets", _ => dice.Pick(s_edges))),
        new("both ends of a place moved", MovePlace),
        new("a size moved", (file, dice) => Number(file, dice, "shape", text => Moved(text, dice))),
        new("a size at an edge", (file, dice) => Number(file, dice, "shape", _ => dice.Pick(s_edges))),
        new("sizes exchanged", (file, dice) => Items(file, dice, "shape", items => items.Reverse())),
        new("a size more", (file, dice) => Items(file, dice, "shape", items =>
            items.Insert(dice.Below(items.Count + 1), new HeaderNode(dice.Pick("1", "0", "2", "-1"))))),
        new("a size less", (file, dice) => Items(file, dice, "shape", items => RemoveAny(items, dice))),
        new("an offset more or less", (file, dice) => Items(file, dice, "data_offsets", items => Resize(items, dice))),
        new("a shape of many sizes", (file, dice) => Items(file, dice, "shape", items =>
            items.InsertRange(0, Enumerable.Repeat("1", dice.Between(6, 2000)).Select(one => new HeaderNode(one))))),
        new("another type", (file, dice) => Property(file, dice, "dtype", value => new HeaderNode(dice.Pick(s_types)))),
        new("a property as something else", (file, dice) =>
            Property(file, dice, dice.Pick("dtype", "shape", "data_offsets"), _ =>
            new HeaderNode(dice.Pick("null", "{}", "[]", "\"\"", "0", "true", "[[]]")))),
        new("a property left out", (file, dice) => file.Tensor(dice)?.Value.Members!.RemoveAt(0)),
        new("a property twice", (file, dice) => Twice(file.Tensor(dice)?.Value, dice)),
        new("a property that nobody knows", (file, dice) =>
            file.Tensor(dice)?.Value.Members!.Insert(dice.Below(2), new("\"extra\"", new HeaderNode(dice.Pick("0", "\"x\"", "{}"))))),
        new("a tensor left out", (file, dice) => Two(file, dice, (a, _) => file.Header.Members!.Remove(a))),
        new("a tensor twice", (file, dice) => Twice(file.Header, dice)),
        new("a tensor of no bytes added", (file, dice) =>
            file.Header.Members!.Add(Empty(dice.Pick("\"extra\"", "\"\"", "\"lstm.weight_ih_l0 \"", "\"__metadata__ \"")))),
        new("tensors in another order", (file, dice) => file.Header.Members!.Sort((a, b) => string.CompareOrdinal(b.Key, a.Key))),
    ];

    /// <summary>A tensor without data.</summary>
    public static HeaderNode.Member Empty(string key) =>
        new(key, HeaderNode.Object(new("\"dtype\"", new("\"F32\"")), new("\"shape\"", HeaderNode.Array("0")),
            new("\"data_offsets\"", HeaderNode.Array("0", "0"))));

    private static void Two(BentFile file, Dice dice, Action<HeaderNode.Member, HeaderNode.Member> change)
    {
        IReadOnlyList<HeaderNode.Member> tensors = file.Tensors;
        if (tensors.Count < 2)
            return;
        int first = dice.Below(tensors.Count);
        change(tensors[first], tensors[(first + dice.Between(1, tensors.Count - 1)) % tensors.Count]);
    }

    private static void TwoEqual(BentFile file, Dice dice, Action<HeaderNode.Member, HeaderNode.Member> change)
    {
        HeaderNode.Member[][] groups = [.. file.Tensors.GroupBy(Shape).Where(group => group.Count() > 1).Select(group => group.ToArray())];
        if (groups.Length == 0)
            return;
        HeaderNode.Member[] group = dice.Pick(groups);
        int first = dice.Below(group.Length);
        change(group[first], group[(first + dice.Between(1, group.Length - 1)) % group.Length]);

        static string Shape(HeaderNode.Member tensor) =>
            string.Join(',', tensor.Value.Find("shape")?.Value.Items?.Select(item =>
                item.Raw) ?? []) + tensor.Value.Find("dtype")?.Value.Raw;
    }

    private static void Exchange(HeaderNode.Member a, HeaderNode.Member b, string property)
    {
        if (a.Value.Find(property) is { } first && b.Value.Find(property) is { } second)
            (first.Value, second.Value) = (second.Value, first.Value);
    }

    private static void Property(BentFile file, Dice dice, string property, Func<HeaderNode, HeaderNode> change)
    {
        if (file.Tensor(dice)?.Value.Find(property) is { } found)
            found.Value = change(found.Value);
    }

    private static void Items(BentFile file, Dice dice, string property, Action<List<HeaderNode>> change)
    {
        if (file.Tensor(dice)?.Value.Find(property)?.Value.Items is { } items)
            change(items);
    }

    private static void Number(BentFile file, Dice dice, string property, Func<string, string> change) =>
        Items(file, dice, property, items =>
    {
        if (items.Count > 0 && dice.Pick(items) is { Raw: { } text } item)
            item.Raw = change(text);
    });

    private static void MovePlace(BentFile file, Dice dice) => Items(file, dice, "data_offsets", items =>
    {
        long by = dice.Pick(-8, -4, -1, 1, 4, 8, 1 << 20);
        foreach (HeaderNode item in items)
        {
            if (long.TryParse(item.Raw, CultureInfo.InvariantCulture, out long value))
                item.Raw = (value + by).ToString(CultureInfo.InvariantCulture);
        }
    });

    private static string Moved(string text, Dice dice) => long.TryParse(text, CultureInfo.InvariantCulture, out long value)
        ? (value + dice.Pick(-8, -4, -1, 1, 4, 8)).ToString(CultureInfo.InvariantCulture)
        : "1";

    private static void RemoveAny(List<HeaderNode> items, Dice dice)
    {
        if (items.Count > 0)
            items.RemoveAt(dice.Below(items.Count));
    }

    private static void Resize(List<HeaderNode> items, Dice dice)
    {
        if (dice.OneIn(2))
            RemoveAny(items, dice);
        else
            items.Add(new HeaderNode(dice.Pick(s_edges)));
    }

    private static void Twice(HeaderNode? node, Dice dice)
    {
        if (node?.Members is not { Count: > 0 } members)
            return;
        HeaderNode.Member member = dice.Pick(members);
        members.Insert(dice.Below(members.Count + 1), new(member.Key, member.Value.Copy()));
    }
}
