namespace TinyRnn.Generator.Emission;

/// <summary>What has been printed for a class.</summary>
/// <param name="HintName">Name of the class among those of the compilation.</param>
/// <param name="Files">Names of the files, and their text.</param>
/// <param name="Members">What they declare in the class.</param>
internal sealed record EmittedModel(string HintName, IReadOnlyList<(string Name, string Text)> Files, IReadOnlyList<EmittedMember> Members)
{
    /// <param name="type">The class.</param>
    /// <param name="emit">Prints its files: given what takes the name and the text of each.</param>
    public static EmittedModel Of(TypeSpec type, Action<Action<string, string>> emit)
    {
        List<(string Name, string Text)> files = [];
        emit((name, text) => files.Add((name, text)));
        return new(type.HintName, files, MemberScan.Read(type, files.Select(file => file.Text)));
    }
}
