using System.Globalization;
using System.Text;

namespace TinyRnn.Generator.Emission.Names;

/// <summary>
/// Names of the files that the generator adds. They are compared without regard to case, classes are not: where two differ in nothing else, their files are
/// spelled with a hyphen in front of each letter whose case is not what a segment's first or later letters usually have, <c>Gru-Net</c> beside
/// <c>G-R-U-Net</c>, and with a number in front of each letter that is not ASCII: there, several small letters may have one capital.
/// </summary>
internal static class HintNames
{
    /// <summary>The names that differ from another one only in case: usually none, so that adding a model changes nothing for the others.</summary>
    public static EquatableArray<string> Twins(IEnumerable<string> names) => new(
        names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase)
            .Select(group => group.Distinct(StringComparer.Ordinal).ToList())
            .Where(group => group.Count > 1)
            .SelectMany(group => group)
            .OrderBy(name => name, StringComparer.Ordinal));

    public static string Of(string name, EquatableArray<string> twins) => twins.Contains(name) ? Spelled(name) : name;

    private static string Spelled(string name)
    {
        StringBuilder text = new();
        bool isFirst = true;
        foreach (char letter in name)
        {
            if (letter > '\u007F')
                text.Append('-').Append(((int)letter).ToString("X4", CultureInfo.InvariantCulture));
            else if (letter != '.' && char.IsUpper(letter) != isFirst)
                text.Append('-');
            text.Append(letter);
            isFirst = letter == '.';
        }

        return text.ToString();
    }
}
