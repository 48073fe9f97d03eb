namespace TinyRnn.Generator.Emission;

/// <summary>What has been printed for a class.</summary>
/// <param name="Type">The class.</param>
/// <param name="FileHint">What the names of its files begin with.</param>
/// <param name="Files">Names of the files, and their text.</param>
/// <param name="Members">What they declare in the class.</param>
internal sealed record EmittedModel(
    TypeSpec Type, string FileHint, IReadOnlyList<(string Name, string Text)> Files, IReadOnlyList<EmittedMember> Members)
{
    /// <summary>Name of the class among those of the compilation.</summary>
    public string HintName => Type.HintName;

    /// <param name="type">The class.</param>
    /// <param name="fileHint">What the names of its files begin with.</param>
    /// <param name="emit">Prints its files: given what takes the name and the text of each.</param>
    public static EmittedModel Of(TypeSpec type, string fileHint, Action<Action<string, string>> emit)
    {
        List<(string Name, string Text)> files = [];
        emit((name, text) => files.Add((name, text)));
        return new(type, fileHint, files, MemberScan.Read(type, files.Select(file => file.Text)));
    }
}
