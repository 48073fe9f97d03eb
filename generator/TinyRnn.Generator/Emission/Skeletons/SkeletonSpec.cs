using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Emission;

/// <summary>What the members that stand in for a class's generated half have to say, and to keep clear of.</summary>
/// <param name="Errors">The ids of what is wrong with the class.</param>
/// <param name="Declared">What the user's half declares.</param>
/// <param name="Constructor">
/// How the constructor begins, empty if it need not call another one; <see langword="null"/> if there can be none beside the user's.
/// </param>
internal sealed record SkeletonSpec(string Errors, EquatableArray<EmittedMember> Declared, string? Constructor)
{
    /// <summary>Types inside of the user's half, which may be anything: no member can name what should stand in their place.</summary>
    public EquatableArray<string> Types { get; init; }

    /// <summary>Types, as emitted code writes them, that no member may name.</summary>
    public EquatableArray<string> Unnamed { get; init; }

    /// <summary>What the compiler says of an attribute that it does not know: alone, it is the only error of a class.</summary>
    private const string UnknownName = "CS0246";

    /// <summary>The same of a class with these errors.</summary>
    public SkeletonSpec Of(IEnumerable<Diagnostic> errors) => this with
    {
        Errors = string.Join(
            ", ", errors.Where(error => error.Severity == DiagnosticSeverity.Error).Select(error => error.Id).DefaultIfEmpty(UnknownName).Distinct()),
    };
}
