namespace TinyRnn.Generator.Spec;

/// <summary>Where the emitted half of a class goes.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Containers">Declarations of the types around it, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Name">The class's name, as messages show it.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="IsVisible">Visible outside the assembly.</param>
internal sealed record TypeSpec(string Namespace, EquatableArray<string> Containers, string Name, string FullName, bool IsVisible)
{
    /// <summary>Names of <see cref="SystemNames"/>, and of <see cref="SystemNames.Special"/>, that mean something else where the class stands, because its own namespace or a type around it declares them.</summary>
    public EquatableArray<string> HiddenNames { get; init; }

    /// <summary>A base class has a nested type of the class's own name, which the class's members would find first.</summary>
    public bool IsNameInherited { get; init; }

    /// <summary>The class's name where it is declared.</summary>
    public string Declared => Identifier.Of(Name);

    /// <summary>The class with the numbers of the layers inside a trainer.</summary>
    public const string LayerNumbers = "Layers";

    /// <summary>The alias of TinyRnn's own namespace in emitted files.</summary>
    public const string Alias = "Rnn";

    /// <summary>The class as its emitted half refers to it: by its name, unless that is also one of .NET's, or means something else in an emitted file.</summary>
    public string Reference => IsNameInherited || HiddenNames.Contains(Name) || Name is LayerNumbers or Alias ? FullName : Declared;

    /// <summary>Name for the files that the generator adds.</summary>
    public string HintName => FullName.Replace("global::", "").Replace("@", "");
}
