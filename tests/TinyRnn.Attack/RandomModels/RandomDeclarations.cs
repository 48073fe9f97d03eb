using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.RandomModels;

/// <summary>Classes around and beside attributes: kinds, modifiers, members, names that hide others.</summary>
internal static class RandomDeclarations
{
    private static readonly string[] s_namespaces = ["Acme", "Acme.Nets", "Acme.System", "Acme.TinyRnn", "TinyRnn.Acme", "@class.@event",
        "Acme.Rnn", "A.var", "Global", ""];

    private static readonly string[] s_preambles =
    [
        "", "", "", "", "global using System; global using System.Linq; ", "global using static System.Math; ",
            "global using Span = System.String; ", "global using MathF = System.Console; ",
        "global using System.Runtime.Intrinsics; global using System.Numerics; ", "#nullable disable\n", "#pragma warning disable\n",
            "global using Unsafe = System.Text.StringBuilder; ", "#define X\n",
        "global using var_ = System.Int32; ", "global using Rnn = System.Random; ",
    ];

    /// <summary>Types in the models' namespace that have the names of .NET's, or of nothing.</summary>
    private static readonly string[] s_beside =
    [
        "", "", "", "", "", "class @var { }", "public class Span<T> { }", "class MemoryMarshal { }", "class MathF { }",
            "class Unsafe { }", "class Vector128 { }", "class ArgumentNullException { }", "namespace System { class X { } }",
        "namespace Rnn { class X { } }", "class Rnn { }", "class ReadOnlySpan<T> { }", "class Math { }", "struct Single { }",
            "class Lazy<T> { }", "namespace TinyRnn { class X { } }", "class GeneratedCode { }", "class State { }",
        "class @nint { }", "class @dynamic { }", "class Stream { }", "class ParameterBlock { }", "class Int32 { }", "class Sampling { }",
            "class RandomState { }", "class @nuint { }", "class MethodImpl { }", "class Exception { }",
    ];

    private static readonly string[] s_modifiers =
        ["public sealed partial class", "partial class", "internal sealed partial class", "sealed partial class",
            "abstract partial class", "static partial class", "partial record", "sealed partial record class", "unsafe partial class",
        "class", "public partial class", "file partial class", "partial struct", "partial interface"];

    private static readonly string[] s_bodies =
    [
        ";", ";", ";", ";", " { }", " { public int Step => 1; }", " { public int Extra => 1; }", " { class State { } }",
            " { public NAME() { } }", " { private int _parameters; }", " : System.IDisposable { public void Dispose() { } }",
        " { public static int ParameterCount => 1; }", "(int x) { int X => x; }", "<T>;", "<T> where T : class { }",
            " { partial void Hook(); }", " { static NAME() { } }", " { public void Run(int x) { } }", " { class Span { } }",
        " : System.Collections.Generic.List<int> { }", " { public const int InputSize = 3; }",
            " { public override string ToString() => \"\"; }", " { class var { } }", " { private class Trainer { } }", " { ~NAME() { } }",
    ];

    private static readonly (string Open, string Close)[] s_around =
    [
        ("", ""), ("", ""), ("", ""), ("", ""), ("public static partial class Outer { ", " }"), ("partial struct Outer { ", " }"),
            ("class Outer { ", " }"), ("partial class Outer<T> { ", " }"), ("partial interface IOuter { ", " }"),
        ("partial record Outer { ", " }"), ("partial class Outer { partial class Inner { private ", " } }"),
            ("partial class Outer { protected ", " }"), ("partial class @class { ", " }"),
            ("partial class Outer { class Span<T> { } ", " }"),
        ("sealed partial class Outer<T, U> where T : struct { ", " }"), ("partial class var { ", " }"),
    ];

    public static RandomSource Next(Dice dice)
    {
        // Half of all models have attributes that should fit, so that much is compiled; what stands around them is odd all the same.
        dice.IsCalm = dice.OneIn(2);
        string name = Words.Name(dice, "Net");
        List<RandomClass> classes = [Class(dice, name, RandomAttributes.Model(dice), isOdd: dice.OneIn(2))];
        if (dice.OneIn(4))
            AddPair(classes, dice, name);
        return new RandomSource
        {
            Preamble = $"{dice.Pick(s_preambles)}using TinyRnn; ",
            Namespace = dice.Pick(s_namespaces),
            Classes = [new RandomClass("", [], dice.OneIn(2) ? dice.Pick(s_beside) : "", "", false), .. classes],
            WeightNames = dice.OneIn(8) ? dice.Pick("", "a.safetensors", "a;b#c", "\0", "lstm") : null,
            ChecksOverflow = dice.OneIn(4),
        };
    }

    private static RandomClass Class(Dice dice, string name, List<string> attributes, bool isOdd)
    {
        (string open, string close) = isOdd && dice.OneIn(2) ? dice.Pick(s_around) : ("", "");
        string modifiers = isOdd && dice.OneIn(2) ? dice.Pick(s_modifiers) : s_modifiers[0];
        string body = isOdd ? dice.Pick(s_bodies).Replace("NAME", name, StringComparison.Ordinal) : ";";

        // A type in another may be private; modifiers then stand once.
        string declaration = open.EndsWith("private ", StringComparison.Ordinal) || open.EndsWith("protected ", StringComparison.Ordinal)
            ? modifiers.Replace("public ", "", StringComparison.Ordinal).Replace("internal ", "", StringComparison.Ordinal)
            : modifiers;
        string first = open.EndsWith("private ", StringComparison.Ordinal) ? "private "
            : open.EndsWith("protected ", StringComparison.Ordinal) ? "protected " : "";
        return new RandomClass(open[..^first.Length], attributes, $"{first}{declaration} {name}{body}", close, true);
    }

    /// <summary>A decoder and the pair, often of the first model and one that fits it.</summary>
    private static void AddPair(List<RandomClass> classes, Dice dice, string encoder)
    {
        List<string> attributes = dice.OneIn(2) ? [.. classes[0].Attributes] : RandomAttributes.Model(dice);
        classes.Add(Class(dice, "Second", attributes, isOdd: false));
        string first = dice.Pick(encoder, encoder, encoder, "Second", "string", "Pair");
        string second = dice.Pick("Second", "Second", "Second", encoder, "object");
        List<string> pair = [$"EncoderDecoder<{first}, {second}>"];
        if (dice.OneIn(2))
            pair.Add(RandomAttributes.Trainable(dice));
        if (dice.OneIn(6))
            pair.Add($"PretrainedWeights({Words.Text(dice)})");
        classes.Add(Class(dice, Words.Name(dice, "Pair"), pair, isOdd: dice.OneIn(3)));
    }
}
