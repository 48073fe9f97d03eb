using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// Compares the name that <c>[PretrainedWeights]</c> gives with what the project embeds. The package's targets pass the names, each after a line break, in
/// Base64: the file that carries them would end a value at <c>#</c> or <c>;</c>. A project that refers to the generator without the targets says nothing, and
/// nothing is checked. A branch of its own: neither models nor their code depend on the list.
/// </summary>
internal static class EmbeddedNames
{
    /// <summary>The property of <c>TinyRnn.targets</c>, in the compiler's view.</summary>
    public const string Property = "build_property.TinyRnnWeightNames";

    /// <summary>Of so many files the message tells.</summary>
    private const int MostNamed = 8;

    /// <summary>What a file without a <c>LogicalName</c> has before its name.</summary>
    private const string AnyFolder = "*.";

    /// <summary>The names as they come; empty if the project does not tell.</summary>
    public static string Read(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue(Property, out string? names) ? names : "";

    public static Diagnostic? Check(AttributeData data, string typeName, string names)
    {
        string name = Forward(data.ConstructorArguments.FirstOrDefault().Value as string ?? "");
        if (string.IsNullOrWhiteSpace(name) || TextRules.IsNoResource(name) || Decoded(names) is not { } embedded)
            return null;
        if (embedded.Any(each => Fits(name, each)))
            return null;
        AttributeReader reader = new(data, new DiagnosticSink());
        string found = embedded.Length == 0 ? "nothing" : string.Join(", ", embedded.Take(MostNamed).Select(FileName));
        if (embedded.Length > MostNamed)
            found += $" and {embedded.Length - MostNamed} more";
        return Message.Create(Descriptors.WeightsNotEmbedded, reader.ArgumentLocation(0, "resource"), typeName, name, found, Remedy(data, name));
    }

    private static string[]? Decoded(string names)
    {
        try
        {
            return names.Length == 0
                ? null
                : Forward(Encoding.UTF8.GetString(Convert.FromBase64String(names))).Split(['\n'], StringSplitOptions.RemoveEmptyEntries);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// As <c>WeightFile.OpenResource</c> looks: the whole name, or its end after a dot; a slash is a slash, however it leans. An entry that begins with
    /// <c>*.</c> is a file whose resource gets namespace and folders before its name, so that a longer name than listed can be right.
    /// </summary>
    public static bool Fits(string name, string entry)
    {
        string embedded = FileName(entry);
        return name == embedded || embedded.EndsWith("." + name, StringComparison.Ordinal)
            || (entry.Length > embedded.Length && name.EndsWith("." + embedded, StringComparison.Ordinal));
    }

    private static string FileName(string entry) => entry.StartsWith(AnyFolder, StringComparison.Ordinal) ? entry.Substring(AnyFolder.Length) : entry;

    public static string Forward(string name) => name.Replace('\\', '/');

    /// <summary>The package's targets look for names in the sources' text, so that only plain strings are found.</summary>
    private static string Remedy(AttributeData data, string name)
    {
        string listed = InProject(name);
        string logicalName = name.Contains('/') ? $" LogicalName=\"{listed}\"" : "";
        bool isPlain =
            (data.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault()?.Expression
            is LiteralExpressionSyntax literal
            && IsFound(literal.Token.Text);
        return isPlain
            ? $"put the file there, as seen from the project file, or add <TinyRnnWeights Include=\"folder/{listed}\"{logicalName} /> to the project"
            : $"its name is no plain string, so the file has to be listed: add <TinyRnnWeights Include=\"{listed}\"{logicalName} /> to the project";
    }

    /// <summary>As the targets' pattern: in an ordinary string no escape but that of a backslash, in a verbatim one no quotation mark.</summary>
    private static bool IsFound(string literal) =>
        literal.StartsWith("@", StringComparison.Ordinal)
            ? literal.IndexOf('"', 2) == literal.Length - 1
            : !literal.StartsWith("\"\"\"", StringComparison.Ordinal) && !literal.Replace("\\\\", "").Contains('\\');

    /// <summary>The name as a project file writes it: what MSBuild reads as more than a letter, and then XML.</summary>
    private static string InProject(string name)
    {
        StringBuilder text = new();
        foreach (char letter in name)
        {
            if (letter is '%' or '*' or '?' or '@' or '$' or ';')
                text.Append('%').Append(((int)letter).ToString("X2", CultureInfo.InvariantCulture));
            else
                text.Append(letter switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => letter.ToString() });
        }

        return text.ToString();
    }
}
