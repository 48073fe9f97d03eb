namespace TinyRnn.Generator.Emission;

/// <summary>A member of the generated half of a class.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for a constructor.</param>
/// <param name="Parameters">
/// A method's parameter types without namespaces, <c>ref</c> for every kind of reference; <see langword="null"/> for other members.
/// </param>
internal sealed record EmittedMember(string Name, string? Parameters = null);
