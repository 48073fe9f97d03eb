using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// What reading a class gave. The plan goes on, compared by value; the diagnostics, and the members that the class has already, keep their real locations and
/// take branches of their own, so that moving code neither runs the generator again nor leaves a diagnostic in the wrong place.
/// </summary>
/// <param name="Plan">What is to be generated; <see langword="null"/> when an error forbids it.</param>
/// <param name="Diagnostics">What is wrong.</param>
/// <param name="Declared">What the user's half declares and inherits.</param>
/// <param name="Refused">What the class gets without a plan; <see langword="null"/> if nothing can be added to it.</param>
internal sealed record ReadResult<TPlan>(
    TPlan? Plan, IReadOnlyList<Diagnostic> Diagnostics, DeclaredMembers? Declared = null, Refused<TPlan>? Refused = null)
    where TPlan : class;
