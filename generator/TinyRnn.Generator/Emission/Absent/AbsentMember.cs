namespace TinyRnn.Generator.Emission.Absent;

/// <summary>A member that a class does not have, and that people ask for.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for the constructor without parameters.</param>
/// <param name="Why">What the compiler says of its use: why it is not there, and what to write instead.</param>
/// <param name="Declaration">The declaration, as the member would have it.</param>
internal sealed record AbsentMember(string Name, string Why, string Declaration);
