namespace TinyRnn.Attack.Harness;

/// <summary>Something that must not happen.</summary>
/// <param name="Kind">What it is, without what differs from case to case: of each kind the first is written to a file, further ones are
/// counted.</param>
/// <param name="Case">Number of the case.</param>
/// <param name="Text">What was done, what came of it and what was expected.</param>
/// <param name="Input">The smallest input that was found, if it is a file.</param>
/// <param name="Extension">Ending of that file's name.</param>
internal sealed record Finding(string Kind, long Case, string Text, byte[]? Input = null, string Extension = "bin");
