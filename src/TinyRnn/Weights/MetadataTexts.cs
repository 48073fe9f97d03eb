using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace TinyRnn.Weights;

/// <summary>The texts under which a file has a model's metadata, and what they say. Nothing in them is trusted.</summary>
/// <param name="texts">Text by key.</param>
/// <param name="source">What messages call the file.</param>
internal sealed class MetadataTexts(IReadOnlyDictionary<string, string> texts, string source)
{
    /// <summary>More labels or tokens than any model has: the limit keeps a list of empty texts from becoming many times its size.</summary>
    public const int MostItems = 1 << 20;

    /// <summary>What labels are expected to be.</summary>
    public const string TextList = "a JSON array of texts";

    /// <summary>What the numbers of a scaler are expected to be.</summary>
    public const string NumberList = "a JSON array of finite numbers";

    /// <summary>Texts as a JSON array, with the letters that they have.</summary>
    public static string List(IReadOnlyList<string> items)
    {
        StringBuilder list = new("[");
        foreach (string item in items)
            list.Append(list.Length > 1 ? "," : "").Append('"').Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(item)).Append('"');
        return list.Append(']').ToString();
    }

    /// <summary>Numbers as a JSON array, each in the shortest form that reads back as the same bits.</summary>
    public static string List(ReadOnlySpan<float> numbers)
    {
        StringBuilder list = new("[");
        foreach (float number in numbers)
            list.Append(list.Length > 1 ? "," : "").Append(number.ToString("R", CultureInfo.InvariantCulture));
        return list.Append(']').ToString();
    }

    /// <summary>The whole of it.</summary>
    /// <exception cref="WeightFormatException">A text is not what its key stands for.</exception>
    public ModelMetadata Read()
    {
        Dictionary<string, string> entries = new(StringComparer.Ordinal);
        foreach ((string key, string text) in texts)
        {
            if (!MetadataKeys.IsOfFile(key) && !MetadataKeys.IsTyped(key))
                entries.Add(key, text);
        }

        return new ModelMetadata
        {
            Labels = Strings(MetadataKeys.Labels),
            Vocabulary = Strings(MetadataKeys.Vocabulary),
            InputScaler = Scaler(MetadataKeys.InputOffsets, MetadataKeys.InputScales),
            TargetScaler = Scaler(MetadataKeys.TargetOffsets, MetadataKeys.TargetScales),
            SampleRate = Rate(),
            Version = Text(MetadataKeys.Version),
            License = Text(MetadataKeys.License),
            Description = Text(MetadataKeys.Description),
            Source = Text(MetadataKeys.Source),
            Entries = entries,
        };
    }

    /// <summary>For a text that is not what its key stands for.</summary>
    /// <param name="source">What the file is called.</param>
    /// <param name="key">The key.</param>
    /// <param name="text">The text, or its beginning.</param>
    /// <param name="expected">What is expected in its place.</param>
    public static WeightFormatException Bad(string source, string key, string text, string expected) => new(
        source + " has '" + text + "' as '" + Excerpt.Of(key) + "' in its metadata, where " + expected + " is expected. Write it anew, leave the key out, or "
        + "set " + nameof(WeightLoadOptions) + "." + nameof(WeightLoadOptions.IgnoreMetadata) + ".");

    private string? Text(string key) => texts.TryGetValue(key, out string? text) ? text : null;

    private double? Rate()
    {
        if (Text(MetadataKeys.SampleRate) is not { } text)
            return null;
        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double rate);
        return isNumber && rate is > 0 and < double.PositiveInfinity
            ? rate
            : throw Bad(MetadataKeys.SampleRate, text, "a finite number of steps a second, greater than 0,");
    }

    private string[] Strings(string key) => Items(key, TextList, (ref Utf8JsonReader reader, List<string> items) =>
    {
        if (reader.TokenType != JsonTokenType.String)
            return false;
        items.Add(reader.GetString()!);
        return true;
    });

    private float[] Numbers(string key) => Items(key, NumberList, (ref Utf8JsonReader reader, List<float> items) =>
    {
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetSingle(out float number) || !float.IsFinite(number))
            return false;
        items.Add(number);
        return true;
    });

    private ScalerConstants? Scaler(string offsetsKey, string scalesKey)
    {
        float[] offsets = Numbers(offsetsKey);
        float[] scales = Numbers(scalesKey);
        if (offsets.Length != scales.Length)
            throw Bad(
                scalesKey, Text(scalesKey) ?? "", $"a JSON array of {Counted.Of(offsets.Length, "number")}, as many as '{offsetsKey}' has,");
        if (Array.IndexOf(scales, 0f) >= 0)
            throw Bad(scalesKey, Text(scalesKey)!, "a JSON array of numbers that are not 0");
        return offsets.Length == 0 ? null : new(offsets, scales);
    }

    private delegate bool Take<T>(ref Utf8JsonReader reader, List<T> items);

    private T[] Items<T>(string key, string expected, Take<T> take)
    {
        if (Text(key) is not { } text)
            return [];
        List<T> items = [];
        try
        {
            Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(text));
            bool isList = reader.Read() && reader.TokenType == JsonTokenType.StartArray;
            while (isList && reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                isList = items.Count < MostItems && take(ref reader, items);

            // Text after the list is an error that the reader itself reports.
            return isList && !reader.Read() ? [.. items] : throw Bad(key, text, expected);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // The latter for half of a surrogate pair, which an escape can spell.
            throw Bad(key, text, expected);
        }
    }

    private WeightFormatException Bad(string key, string text, string expected) => Bad(source, key, Excerpt.Of(text), expected);
}
