using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using TinyRnn.Generator.Diagnostics;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// Compares the name that <c>[PretrainedWeights]</c> gives with what the project embeds. The package's targets pass the names as one string, <c>|a|b|</c>; a project that
/// refers to the generator without them says nothing, and nothing is checked. A branch of its own: neither models nor their code depend on the list.
/// </summary>
internal static class EmbeddedNames
{
    /// <summary>The property of <c>TinyRnn.targets</c>, in the compiler's view.</summary>
    public const string Property = "build_property.TinyRnnWeightNames";

    /// <summary>These end a value in the file that carries it: names that hold one are not compared.</summary>
    private static readonly char[] s_lost = ['#', ';'];

    /// <summary>What a file without a <c>LogicalName</c> has before its name.</summary>
    private const string AnyFolder = "*.";

    /// <summary>The names in bars; empty if the project does not tell.</summary>
    public static string Read(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue(Property, out string? names) ? names : "";

    public static Diagnostic? Check(AttributeData data, string typeName, string names)
    {
        string name = Forward(data.ConstructorArguments.FirstOrDefault().Value as string ?? "");
        if (names.Length == 0 || string.IsNullOrWhiteSpace(name) || name.IndexOfAny(s_lost) >= 0)
            return null;
        string[] embedded = Forward(names).Split(['|'], StringSplitOptions.RemoveEmptyEntries);
        if (embedded.Any(each => Fits(name, each)))
            return null;
        AttributeReader reader = new(data, new DiagnosticSink());
        string found = embedded.Length == 0 ? "nothing" : string.Join(", ", embedded.Select(FileName));
        return Diagnostic.Create(Descriptors.WeightsNotEmbedded, reader.ArgumentLocation(0, "resource"), typeName, name, found, Remedy(data, name));
    }

    /// <summary>
    /// As <c>WeightFile.OpenResource</c> looks: the whole name, or its end behind a dot; a slash is a slash, however it leans. An entry that begins with <c>*.</c> is a file whose resource gets
    /// namespace and folders before its name, so that a longer name than listed can be right.
    /// </summary>
    private static bool Fits(string name, string entry)
    {
        string embedded = FileName(entry);
        return name == embedded || embedded.EndsWith("." + name, StringComparison.Ordinal)
            || (entry.Length > embedded.Length && name.EndsWith("." + embedded, StringComparison.Ordinal));
    }

    private static string FileName(string entry) => entry.StartsWith(AnyFolder, StringComparison.Ordinal) ? entry.Substring(AnyFolder.Length) : entry;

    private static string Forward(string name) => name.Replace('\\', '/');

    /// <summary>The package's targets look for names in the sources' text, so that only plain strings are found.</summary>
    private static string Remedy(AttributeData data, string name)
    {
        string logicalName = name.Contains('/') ? $" LogicalName=\"{name}\"" : "";
        bool isPlain = (data.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax)?.ArgumentList?.Arguments.FirstOrDefault()?.Expression is LiteralExpressionSyntax literal
            && !literal.Token.Text.StartsWith("\"\"\"", StringComparison.Ordinal);
        return isPlain
            ? $"put the file there, as seen from the project file, or add <TinyRnnWeights Include=\"folder/{name}\"{logicalName} /> to the project"
            : $"its name is no plain string, so the file has to be listed: add <TinyRnnWeights Include=\"{name}\"{logicalName} /> to the project";
    }
}
