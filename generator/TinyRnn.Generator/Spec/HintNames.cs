using System.Text;

namespace TinyRnn.Generator.Spec;

/// <summary>
/// Names of the files that the generator adds. They are compared without regard to case, classes are not: where two differ in nothing else, their files are
/// spelled with a hyphen in front of each letter whose case is not what a segment's first or later letters usually have: <c>Gru-Net</c> beside <c>G-R-U-Net</c>.
/// </summary>
internal static class HintNames
{
    /// <summary>The names that differ from another one only in case, in lower case: usually none, so that adding a model changes nothing for the others.</summary>
    public static EquatableArray<string> Twins(IEnumerable<string> names) => new(
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Distinct(StringComparer.Ordinal).Count() > 1)
            .Select(group => group.Key.ToLowerInvariant())
            .OrderBy(name => name, StringComparer.Ordinal));

    public static string Of(string name, EquatableArray<string> twins) => twins.Contains(name.ToLowerInvariant()) ? Spelled(name) : name;

    private static string Spelled(string name)
    {
        StringBuilder text = new();
        bool isFirst = true;
        foreach (char letter in name)
        {
            if (letter != '.' && char.IsUpper(letter) != isFirst)
                text.Append('-');
            text.Append(letter);
            isFirst = letter == '.';
        }

        return text.ToString();
    }
}
