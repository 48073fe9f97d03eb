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
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(weightNames);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Options(null);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Options(null);

    /// <summary>As the package's targets pass names.</summary>
    public static string Encoded(params IEnumerable<string> names) => Convert.ToBase64String(Encoding.UTF8.GetBytes("\n" + string.Join('\n', names)));

    private sealed class Options(string? weightNames) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = key == EmbeddedNames.Property && weightNames is not null ? Encoded(weightNames.Trim('|').Split('|', StringSplitOptions.RemoveEmptyEntries)) : null;
            return value is not null;
        }
    }
}
