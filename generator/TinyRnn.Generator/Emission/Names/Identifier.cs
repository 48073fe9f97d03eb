namespace TinyRnn.Generator.Emission.Names;

/// <summary>Names of the user's types and namespaces as code writes them.</summary>
internal static class Identifier
{
    /// <summary>
    /// The name, with <c>@</c> where it has only lower-case letters. All keywords are such names, those of later versions of C# as well, and so is what means
    /// something in some places only (<c>var</c>, <c>record</c>, <c>_</c>). The compiler warns of such types (CS8981) where they are declared without <c>@</c>:
    /// at the user's declaration alone.
    /// </summary>
    public static string Of(string name) => name.All(letter => letter is (>= 'a' and <= 'z') or '_') ? "@" + name : name;
}
