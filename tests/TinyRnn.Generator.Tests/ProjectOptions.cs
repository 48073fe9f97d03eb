using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TinyRnn.Generator.Reading;

namespace TinyRnn.Generator.Tests;

/// <summary>What the project tells the generator.</summary>
internal sealed class ProjectOptions(string? weightNames) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(weightNames);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(null);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(null);

    private sealed class Options(string? weightNames) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == EmbeddedNames.Property ? weightNames : null;
            return value is not null;
        }
    }
}
