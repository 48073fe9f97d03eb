using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// What reading a class gave. The spec goes on, compared by value; the diagnostics keep their real locations and take a branch of their own, so
/// that moving code neither runs the generator again nor leaves a diagnostic in the wrong place.
/// </summary>
/// <param name="Spec">What is to be generated; <see langword="null"/> when an error forbids it.</param>
/// <param name="Diagnostics">What is wrong.</param>
internal sealed record ReadResult<TSpec>(TSpec? Spec, IReadOnlyList<Diagnostic> Diagnostics)
    where TSpec : class;
