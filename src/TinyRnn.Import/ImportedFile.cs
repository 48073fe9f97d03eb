namespace TinyRnn.Import;

/// <summary>A file that an import gives.</summary>
/// <param name="Name">Without a folder.</param>
/// <param name="Content">Its bytes.</param>
public sealed record ImportedFile(string Name, ReadOnlyMemory<byte> Content);
