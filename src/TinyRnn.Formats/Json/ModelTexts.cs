using System.Globalization;
using System.Text.Json;

namespace TinyRnn.Formats;

/// <summary>What files say about themselves, fit to be shown.</summary>
internal static class ModelTexts
{
    /// <summary>A text of an object; none, if it has none of that name, or an empty one.</summary>
    public static string? Of(JsonPlace? place, string name) =>
        place?.Optional(name) is { Kind: JsonValueKind.String } found && found.Text() is { Length: > 0 } text ? Excerpt.Of(text) : null;

    /// <summary>A rate that files give as a number or as text.</summary>
    public static void AddSampleRate(JsonPlace? place, NodeChain chain)
    {
        double rate = place switch
        {
            { Kind: JsonValueKind.Number } number => number.Number(),
            { Kind: JsonValueKind.String } text when double.TryParse(text.Text(), NumberStyles.Float, CultureInfo.InvariantCulture, out double parsed) =>
                parsed,
            _ => 0,
        };
        if (double.IsFinite(rate) && rate > 0)
            chain.Remarks.Add(string.Create(CultureInfo.InvariantCulture, $"Made for {rate} steps a second."));
    }
}
