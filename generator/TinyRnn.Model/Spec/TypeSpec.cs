namespace TinyRnn.Model.Spec;

/// <summary>Where the emitted half of a class goes.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="Containers">Declarations of the types around it, outermost first, such as <c>partial class Outer</c>.</param>
/// <param name="Name">The class's name, as messages show it.</param>
/// <param name="FullName">With <c>global::</c>.</param>
/// <param name="IsVisible">Visible outside the assembly.</param>
internal sealed record TypeSpec(string Namespace, EquatableArray<string> Containers, string Name, string FullName, bool IsVisible)
{
    /// <summary>What it is declared as. A model is a class; of what else is taken for one, only the members that stand in for a model's are printed.</summary>
    public string Keyword { get; init; } = "class";

    /// <summary>In angle brackets; empty for all that can be a model.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>
    /// Names that emitted code uses and that mean something else where the class stands, because its own namespace or a type around it declares them.
    /// </summary>
    public EquatableArray<string> HiddenNames { get; init; }

    /// <summary>Names of members that some classes do not have, and that mean something where this one stands.</summary>
    public EquatableArray<string> TakenNames { get; init; }

    /// <summary>A base class has a nested type of the class's own name, which the class's members would find first.</summary>
    public bool IsNameInherited { get; init; }
}
