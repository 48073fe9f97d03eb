using Microsoft.CodeAnalysis;
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

    /// <summary>The names in bars; empty if the project does not tell.</summary>
    public static string Read(AnalyzerConfigOptionsProvider options) =>
        options.GlobalOptions.TryGetValue(Property, out string? names) ? names : "";

    public static Diagnostic? Check(AttributeData data, string typeName, string names)
    {
        string name = data.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (names.Length == 0 || string.IsNullOrWhiteSpace(name) || name.IndexOfAny(s_lost) >= 0)
            return null;
        string[] embedded = names.Split(['|'], StringSplitOptions.RemoveEmptyEntries);
        if (embedded.Any(each => Fits(name, each)))
            return null;
        AttributeReader reader = new(data, new DiagnosticSink());
        string found = embedded.Length == 0 ? "nothing" : string.Join(", ", embedded);
        return Diagnostic.Create(Descriptors.WeightsNotEmbedded, reader.ArgumentLocation(0, "resource"), typeName, name, found);
    }

    /// <summary>
    /// As <c>WeightFile.OpenResource</c> looks: the whole name, or its end behind a dot. A resource without a <c>LogicalName</c> is listed with its file name only, and gets namespace and
    /// folders before it, so that a longer name than listed can be right.
    /// </summary>
    private static bool Fits(string name, string embedded) =>
        name == embedded || embedded.EndsWith("." + name, StringComparison.Ordinal) || name.EndsWith("." + embedded, StringComparison.Ordinal);
}
