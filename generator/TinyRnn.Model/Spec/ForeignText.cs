namespace TinyRnn.Model.Spec;

/// <summary>
/// Text that a user chose and that may hold anything: the name of a layer in weight files, the name of a weight file. It cannot be printed by mistake: code
/// gets it through <c>Emission/Escaped</c>, messages through <c>Diagnostics/Message</c>, and an interpolated string that holds it throws.
/// </summary>
/// <param name="Raw">The text as it is, to compare and to compose.</param>
internal readonly record struct ForeignText(string Raw)
{
    public override string ToString() => throw new InvalidOperationException("Text of the user's has to be escaped before it is printed.");

    /// <summary>The text, or <see langword="null"/> if there is none.</summary>
    public static ForeignText? From(string? text) => text is null ? null : new ForeignText(text);
}
