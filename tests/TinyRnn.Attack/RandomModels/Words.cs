using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.RandomModels;

/// <summary>Numbers, texts and names, most of them ordinary and some of them hostile.</summary>
internal static class Words
{
    private static readonly string[] s_edges = ["0", "-1", "int.MaxValue", "int.MinValue", "unchecked((int)0xffffffff)", "70000", "300",
        "16", "17", "31", "33", "'a'", "sizeof(long)"];

    private static readonly string[] s_texts =
    [
        "", " ", "a.b", "a b", "lstm", "fc", "weight", "optimizer", "optimizer.m", "__metadata__", "R&D", "]]>", "<x>", "</summary>",
            "*/", "/*", "//", "\n", "\r\n", "\u2028", "\u0085",
        "\u202ex", "\0", "\t", "\"", "\\", "\\n", "{0}", "{", "}}", "#if X", "\ud800", "\udc00\ud800", "\ud83d\ude00", "é", "e\u0301",
            "\ufeff", "\u200b", "'", "$", "@", "a;b", "a#b", "\"\"\"",
        "a\n public static int Injected => 1; //", "\"); public static int Injected => 1; //", "*/ public static int Injected => 1; /*",
            "]]> <b>&amp; --> <!-- ",
    ];

    private static readonly string[] s_names =
    [
        "var", "_", "@class", "@event", "dynamic", "nint", "nuint", "Ünet", "Cafe\u0301", "\u540d", "aa", "x", "State", "Trainer",
            "Network", "Rnn", "Run", "Step", "Span", "ReadOnlySpan", "MathF", "Math", "Unsafe",
        "async", "await", "value", "field", "scoped", "unmanaged", "notnull", "global", "alias", "nameof", "when", "where", "yield",
            "partial", "@partial", "System", "TinyRnn", "Vector128", "MemoryMarshal", "Kernels", "Encoder", "Decoder",
        "Tensors", "Parameters", "Create", "Load", "Save", "Generate", "Pack", "_parameters", "_packed", "s_tensors", "T", "TState",
            "file", "record", "init", "args", "data", "on", "ref_", "@ref", "@lock", "allows", "extension", "Ne\u200dt",
    ];

    /// <summary>A size or a count.</summary>
    public static string Number(Dice dice) => dice.Rarely(10) ? dice.Pick(s_edges)
        : dice.Between(1, dice.OneIn(6) ? 21 : 6).ToString(CultureInfo.InvariantCulture);

    public static string Flag(Dice dice) => dice.Pick("true", "false");

    public static string Fraction(Dice dice) =>
        dice.Rarely(3) ? dice.Pick("-1f", "1f", "0f", "2f", "float.NaN", "float.PositiveInfinity", "1e-30f", "0.1f + 0.2f", "-0f")
            : dice.Pick("0.25f", "0.5f", "0.1f");

    public static string Member(Dice dice, string type, params string[] members) =>
        dice.Rarely(12) ? $"({type}){dice.Pick("99", "(-1)", "int.MaxValue")}" : $"{type}.{dice.Pick(members)}";

    /// <summary>A text as a literal.</summary>
    public static string Text(Dice dice)
    {
        if (dice.Rarely(20))
            return dice.Pick("null", "nameof(System)", "\"a\" + \"b\"", "(string)null", $"\"{new string('n', 3000)}\"");
        string text = dice.Rarely(2) ? dice.Pick(s_texts) : dice.Pick("lstm", "fc", "first", "second", "block.0") + (dice.Rarely(3)
            ? dice.Pick(s_texts) : "");
        return Literal(text);
    }

    /// <summary>Every character escaped that could end a literal, or could not be written to a file.</summary>
    public static string Literal(string text) =>
        $"\"{string.Concat(text.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' || letter == ' ' ? letter.ToString() : $"\\u{(int)letter:x4}"))}\"";

    /// <summary>A class's name.</summary>
    public static string Name(Dice dice, string usual) => dice.OneIn(3) ? dice.Pick(s_names) : usual;
}
