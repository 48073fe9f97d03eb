using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TinyRnn.Generator.Reading;

namespace TinyRnn.Generator.Tests;

/// <summary>What the project tells the generator.</summary>
/// <param name="weightNames">The embedded files in bars, <c>|a|b|</c>; <see langword="null"/>: a project that does not tell.</param>
internal sealed class ProjectOptions(string? weightNames) : AnalyzerConfigOptionsProvider
{
    /// <summary>As the package's targets pass names, not as they are.</summary>
    public bool IsEncoded { get; init; } = true;

    public override AnalyzerConfigOptions GlobalOptions => new Options(weightNames is null || !IsEncoded ? weightNames : Encoded(weightNames));

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(null);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(null);

    private static string Encoded(string names) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes("\n" + string.Join('\n', names.Split('|', StringSplitOptions.RemoveEmptyEntries))));

    private sealed class Options(string? value) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? found)
        {
            found = key == EmbeddedNames.Property ? value : null;
            return found is not null;
        }
    }
}
