using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TinyRnn.Attack.RandomModels;

/// <summary>What must hold of every source text.</summary>
internal static class Verdict
{
    private const string Rule = "TRNN";

    /// <summary>A hundred times what any model of these sizes takes.</summary>
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(20);

    /// <returns>What is wrong: its kind, and in detail; <see langword="null"/> if nothing is.</returns>
    public static (string Kind, string Text)? Of(RandomSource source, Compiler.Result result)
    {
        if (result.Exception is { } exception)
            return ($"exception of the generator: {exception.GetType().Name} in {Place(exception)}", exception.ToString());
        if (result.Elapsed > s_longest)
            return ("too much time", string.Create(CultureInfo.InvariantCulture,
                $"The generator took {result.Elapsed.TotalSeconds:0.0} s."));
        foreach (Diagnostic diagnostic in result.Reported)
        {
            if (diagnostic.GetMessage(CultureInfo.InvariantCulture) is var message && message.Any(IsHostile))
                return ($"a message of {diagnostic.Id} with letters that show as nothing", message);
        }

        foreach ((string file, string text) in result.Files)
        {
            if (OfText(file, text) is { } fault)
                return fault;
        }

        return OfCompilation(source, result);
    }

    /// <summary>The text is not C# to begin with: nothing follows.</summary>
    public static bool IsSkipped(Compiler.Result result) =>
        result.Before.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);

    /// <summary>There is code of a model; what stands in for a refused one is none.</summary>
    public static bool HasModel(Compiler.Result result) => result.Files.Keys.Any(file => !file.EndsWith(".Skeleton.g.cs", StringComparison.Ordinal));

    private static (string Kind, string Text)? OfText(string file, string text)
    {
        for (int index = 0; index < text.Length; index++)
        {
            char letter = text[index];
            if (char.IsHighSurrogate(letter) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
                index++;
            else if (char.IsSurrogate(letter))
                return ("half a letter in an emitted file", $"{file} at {index}");
            else if (letter != '\n' && IsHostile(letter))
                return ($"U+{(int)letter:X4} in an emitted file", $"{file} at {index}");
        }

        if (text.Contains("Injected", StringComparison.Ordinal)
            && CSharpSyntaxTree.ParseText(text).GetRoot().DescendantTokens(descendIntoTrivia: true).Any(token =>
                token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == "Injected"))
        {
            return ("text that was compiled as code", file);
        }

        return null;
    }

    private static (string Kind, string Text)? OfCompilation(RandomSource source, Compiler.Result result)
    {
        if (IsSkipped(result))
            return null;
        if (result.Reported.Any(IsError))
            return OfSkeletons(result);
        int asked = source.Classes.Count(each => each.IsModel
            && each.Attributes.Any(attribute => attribute.Contains("RecurrentModel", StringComparison.Ordinal)
            || attribute.Contains("EncoderDecoder", StringComparison.Ordinal)));
        int given = result.Files.Keys.Count(file => file.EndsWith(".Model.g.cs", StringComparison.Ordinal)
            || file.EndsWith(".EncoderDecoder.g.cs", StringComparison.Ordinal));
        if (given < asked)
            return ("a model without code and without an error", string.Join(", ", result.Files.Keys));

        HashSet<string> known = [.. result.Before.Select(Key)];
        foreach (Diagnostic diagnostic in result.After)
        {
            if (diagnostic.Id.StartsWith(Rule, StringComparison.Ordinal) || diagnostic.Id == "CS1591"
                && diagnostic.Location.SourceTree?.FilePath == "Model.cs")
                continue;
            if (diagnostic.Location.SourceTree?.FilePath != "Model.cs" || !known.Contains(Key(diagnostic)))
            {
                string place = diagnostic.Location.SourceTree?.FilePath == "Model.cs" ? "the user's half" : "emitted code";
                return ($"{diagnostic.Id} in {place}", diagnostic.ToString());
            }
        }

        return null;
    }

    /// <summary>What stands in for code that is refused is no second error, nor a warning. Members that are there twice are the user's own.</summary>
    private static (string Kind, string Text)? OfSkeletons(Compiler.Result result)
    {
        Diagnostic? said = result.After.FirstOrDefault(diagnostic =>
            diagnostic.Location.SourceTree?.FilePath is { } file && file != "Model.cs" && diagnostic.Id != "CS0102");
        return said is null ? null : ($"{said.Id} in a skeleton", said.ToString());
    }

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error
        && diagnostic.Id.StartsWith(Rule, StringComparison.Ordinal);

    private static string Key(Diagnostic diagnostic) => diagnostic.Id + diagnostic.Location.SourceSpan;

    /// <summary>Control characters, marks that change the direction of writing, and ends of lines that are not one to everybody.</summary>
    private static bool IsHostile(char letter) => char.IsControl(letter)
        || letter is '\u2028' or '\u2029' or '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Place(Exception exception) => exception.StackTrace?.Split('\n').FirstOrDefault()?.Trim().Split(" in ")[0] ?? "?";
}
