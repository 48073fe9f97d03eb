using System.Globalization;

namespace TinyRnn.Messages;

/// <summary>Numbers with what they count, for messages: "1 step", "3 steps". The generator and the import have this file too.</summary>
internal static class Counted
{
    /// <summary>A number and its noun.</summary>
    /// <param name="count">How many.</param>
    /// <param name="noun">Of one.</param>
    public static string Of(long count, string noun) => Of(count.ToString(CultureInfo.InvariantCulture), noun);

    /// <summary>A number that is text already, with thousands set apart for instance.</summary>
    public static string Of(string count, string noun) => count + " " + noun + (count == "1" ? "" : "s");
}
