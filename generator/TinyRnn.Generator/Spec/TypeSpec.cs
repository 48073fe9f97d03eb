namespace TinyRnn.Generator.Spec;

/// <summary>Where the emitted half of a class goes.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Containers">Declarations of the types around it, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Name">The class's name.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="IsPublic">Visible outside the assembly.</param>
internal sealed record TypeSpec(string Namespace, EquatableArray<string> Containers, string Name, string FullName, bool IsPublic)
{
    /// <summary>Unique name of the type without characters that a file name or identifier cannot have.</summary>
    public string FlatName => FullName.Replace("global::", "").Replace("@", "").Replace('.', '_');

    /// <summary>Name for the files that the generator adds.</summary>
    public string HintName => FullName.Replace("global::", "").Replace("@", "");
}
