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
        {
            chain.SampleRate = rate;
            chain.Remarks.Add(string.Create(CultureInfo.InvariantCulture, $"Made for {rate} steps a second."));
        }
    }

    /// <summary>All members of an object, texts as they are, others as JSON; nothing, if there is no object.</summary>
    public static IReadOnlyDictionary<string, string> All(JsonPlace? place)
    {
        Dictionary<string, string> texts = [];
        if (place is { Kind: JsonValueKind.Object } found)
        {
            foreach (JsonPlace member in found.Members())
            {
                if (member.Kind != JsonValueKind.Null)
                    texts[member.Key] = Text(member.Element);
            }
        }

        return texts;
    }

    private static string Text(JsonElement element)
    {
        try
        {
            return element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, spelt as an escape, which stays one.
            return element.GetRawText();
        }
    }
}
