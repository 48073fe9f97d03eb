using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Runtime.Files;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads <c>[PretrainedWeights]</c>.</summary>
internal static class PretrainedReader
{
    /// <summary>The embedded weight file, if the class has one.</summary>
    public static PretrainedSpec? Read(INamedTypeSymbol type, DiagnosticSink sink)
    {
        AttributeData? data = type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == StrayAttributes.PretrainedName);
        if (data is null)
            return null;
        AttributeReader attribute = new(data, sink);
        string resource = data.ConstructorArguments.FirstOrDefault().Value as string ?? "";
        if (string.IsNullOrWhiteSpace(resource))
            sink.Report(Descriptors.EmptyResource, attribute.ArgumentLocation(0, "resource"), type.Name);
        else if (TextRules.IsNoResource(resource))
            sink.Report(Descriptors.InvalidResource, attribute.ArgumentLocation(0, "resource"), new ForeignText(resource), type.Name);
        return new(new(resource), new(attribute.Named("Prefix", "")), new(Rules(attribute, type, sink)));
    }

    private static IEnumerable<ForeignText> Rules(AttributeReader attribute, INamedTypeSymbol type, DiagnosticSink sink)
    {
        HashSet<string> replaced = new(StringComparer.Ordinal);
        foreach (string rule in attribute.Texts("Rename"))
        {
            if (!NameRules.IsRule(rule))
            {
                sink.Report(
                    Descriptors.InvalidRename, attribute.NamedLocation("Rename"), new ForeignText(rule), type.Name,
                    "is not of the form \"in the file=in the model\", for instance \"rnn=lstm\"");
            }
            else if (!replaced.Add(NameRules.Replaced(rule)))
            {
                sink.Report(
                    Descriptors.InvalidRename, attribute.NamedLocation("Rename"), new ForeignText(rule), type.Name,
                    "never applies, because an earlier rule replaces the same name; leave one of the two");
            }

            yield return new ForeignText(rule);
        }
    }
}
