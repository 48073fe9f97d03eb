using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Files;

/// <summary>Damage to names, to metadata and to the text of a header.</summary>
internal static class TextBends
{
    /// <summary>What stands for itself, for another letter, for half a letter, or for nothing in JSON.</summary>
    private static readonly string[] s_letters =
        ["\\u006c", "\\ud83d", "\\ude00", "\ud83d", "\\u0000", "\0", "\u202e", "\u2028", "\n", "\\n", "\\x", "\\", "\"", "\ufeff", "é",
            "e\u0301", "\\ud83d\\ude00", " "];

    private static readonly string[] s_values = ["null", "0", "-1", "1e999", "NaN", "true", "{}", "[]", "\"\"", "\"none\"", "\"-1\"",
        "\"NaN\"", "\"1e999\"", "\"99999999999999999999\"", "\" 1\"", "\"Adam\"", "\"\\ud800\""];

    public static IReadOnlyList<Bend> All { get; } =
    [
        new("a letter of a name escaped", (file, dice) => Rename(file, dice, Escape)),
        new("a strange letter in a name", (file, dice) => Rename(file, dice, (key, with) =>
            key.Insert(with.Between(1, key.Length - 1), with.Pick(s_letters)))),
        new("a letter of a name changed", (file, dice) => Rename(file, dice, (key, with) => key.Length < 3 ? key
            : Put(key, with.Between(1, key.Length - 2), (char)with.Between('0', 'z')))),
        new("a key of the metadata changed", (file, dice) =>
            Text(file, dice, (member, with) => member.Key = Put(member.Key, with.Between(1, member.Key.Length - 2),
            (char)with.Between('0', 'z')))),
        new("a value of the metadata changed", (file, dice) =>
            Text(file, dice, (member, with) => member.Value = new(with.Pick(s_values)))),
        new("a digit of the metadata changed", (file, dice) => Text(file, dice, ChangeDigit)),
        new("a strange letter in the metadata", (file, dice) =>
            Text(file, dice, (member, with) => member.Value = new(member.Value.Raw?.Insert(1, with.Pick(s_letters)) ?? "0"))),
        new("two values of the metadata exchanged", ExchangeValues),
        new("an entry of the metadata left out", (file, dice) => Text(file, dice, (member, _) => file.Metadata!.Members!.Remove(member))),
        new("an entry of the metadata twice", (file, dice) =>
            Text(file, dice, (member, with) => file.Metadata!.Members!.Insert(with.Below(2), new(member.Key, new("\"again\""))))),
        new("an entry of the metadata added", (file, dice) => file.Metadata?.Members?.Add(new("\"label\"", new(dice.Pick(s_values))))),
        new("the checksum's key changed", (file, dice) => Sum(file, member =>
            member.Key = Put(member.Key, dice.Between(1, member.Key.Length - 2), 'x'))),
        new("the checksum changed", (file, dice) => Sum(file, member => member.Value = new($"\"{dice.Next() & 0xffffffff:x8}\""))),
        new("the checksum left out", (file, _) => Sum(file, member => file.Metadata!.Members!.Remove(member))),
        new("the metadata left out", (file, _) => file.Header.Members!.RemoveAll(member => member.Key == "\"__metadata__\"")),
        new("the metadata twice", (file, _) =>
            file.Header.Members!.Add(new("\"__metadata__\"", HeaderNode.Object(new HeaderNode.Member("\"format\"", new("\"pt\"")))))),
        new("the metadata as something else", (file, dice) => file.Header.Find("__metadata__")?.Value = new(dice.Pick(s_values))),
        new("the metadata last", (file, _) => file.Header.Members!.Sort((a, b) =>
            (a.Key == "\"__metadata__\"").CompareTo(b.Key == "\"__metadata__\""))),
        new("space between everything", (file, dice) => file.Space = dice.Pick(" ", "\n", "\t\r\n ", "\u00a0", "\ufeff", "//\n", "\0")),
        new("deep nesting", (file, dice) =>
            file.Header.Members!.Add(new("\"deep\"", new(Nested(dice.Pick(3, 63, 64, 65, 1000, 20_000), dice))))),
        new("the header as something else", (file, dice) =>
            file.Header = new(dice.Pick("", "[]", "null", "\"\"", "{}", "{", "{}{}", "{}\0", "true", "[[[[", "{\"\":{}}"))),
    ];

    private static void Rename(BentFile file, Dice dice, Func<string, Dice, string> change)
    {
        HeaderNode node = dice.OneIn(4) ? file.Metadata ?? file.Header : file.Header;
        if (node.Members is { Count: > 0 } members && dice.Pick(members) is { } member)
            member.Key = change(member.Key, dice);
    }

    private static void Text(BentFile file, Dice dice, Action<HeaderNode.Member, Dice> change)
    {
        if (file.Metadata?.Members is { Count: > 0 } members)
            change(dice.Pick(members), dice);
    }

    private static void Sum(BentFile file, Action<HeaderNode.Member> change)
    {
        if (file.Metadata?.Members?.Find(member => member.Key.Contains("checksum", StringComparison.OrdinalIgnoreCase)) is { } sum)
            change(sum);
    }

    private static void ExchangeValues(BentFile file, Dice dice)
    {
        if (file.Metadata?.Members is not { Count: > 1 } members)
            return;
        HeaderNode.Member first = dice.Pick(members);
        HeaderNode.Member second = dice.Pick(members);
        (first.Value, second.Value) = (second.Value, first.Value);
    }

    private static void ChangeDigit(HeaderNode.Member member, Dice dice)
    {
        int[] digits = [.. Enumerable.Range(0, member.Value.Raw?.Length ?? 0).Where(index => char.IsAsciiDigit(member.Value.Raw![index]))];
        if (digits.Length > 0)
            member.Value = new(Put(member.Value.Raw!, dice.Pick(digits), (char)dice.Between('0', '9')));
    }

    private static string Escape(string key, Dice dice)
    {
        int index = dice.Between(1, Math.Max(1, key.Length - 2));
        return key.Length < 3 ? key
            : $"{key[..index]}\\u{((int)key[index]).ToString("x4", CultureInfo.InvariantCulture)}{key[(index + 1)..]}";
    }

    private static string Put(string text, int index, char letter) => index < 0 || index >= text.Length ? text
        : $"{text[..index]}{letter}{text[(index + 1)..]}";

    private static string Nested(int depth, Dice dice) => dice.OneIn(2)
        ? new string('[', depth) + new string(']', depth)
        : string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "0" + new string('}', depth);
}
