using System.Globalization;
using System.Text.Json;
using TinyRnn.Import.Lowering;
using TinyRnn.Weights;

namespace TinyRnn.Import.Writing;

/// <summary>
/// What a file says of its model besides the weights, as the weight file of the class has it: rates, lists and texts by the keys that are usual, and everything
/// else as it is. A list that has another length than the class is left where it was, with a remark: the weights would not load otherwise.
/// </summary>
internal sealed class SourceMetadata
{
    // Letters of all entries: a header of 16 MiB is the most that readers take, and holds the tensors as well.
    private const int MostText = 1 << 20;

    private static readonly string[] s_ofFile = ["format", "model", "checkpoint", "checksum", "checksum.tensors", "origin"];
    private static readonly string[] s_labels = ["labels", "classes", "class_names"];
    private static readonly string[] s_vocabulary = ["vocabulary", "vocab", "tokens"];
    private static readonly string[] s_rates = ["sample_rate", "samplerate", "sampling_rate"];

    private readonly SortedDictionary<string, string> _entries = new(StringComparer.Ordinal);
    private readonly List<string> _remarks = [];

    /// <param name="source">What the file holds.</param>
    /// <param name="draft">The class.</param>
    /// <exception cref="SourceFormatException">What stands under one of TinyRnn's own keys is not what it should be.</exception>
    public SourceMetadata(SourceModel source, ClassDraft draft)
    {
        ModelMetadata own = Own(source);
        long length = 0;
        foreach ((string key, string text) in own.Entries.OrderBy(entry => entry.Key, StringComparer.Ordinal))
        {
            length += key.Length + text.Length;
            if (!s_ofFile.Contains(key) && length <= MostText)
                _entries[key] = text;
        }

        if (length > MostText)
            _remarks.Add("What the file says about itself is longer than a weight file should carry; its end is left out.");

        Fitting = own with
        {
            Labels = Fit("labels", own.Labels.Count > 0 ? own.Labels : List(s_labels, IsLabels), IsLabels),
            Vocabulary = Fit("tokens", own.Vocabulary.Count > 0 ? own.Vocabulary : List(s_vocabulary, IsVocabulary), IsVocabulary),
            InputScaler = own.InputScaler?.Features == draft.InputSize && !draft.ReadsTokens ? own.InputScaler : null,
            TargetScaler = own.TargetScaler?.Features == draft.OutputSize ? own.TargetScaler : null,
            SampleRate = Rate(own.SampleRate ?? source.SampleRate),
            Version = Text(own.Version ?? source.Version, "version", "model_version"),
            License = Text(own.License ?? source.License, "license", "licence"),
            Description = Text(own.Description, "description"),
            Entries = _entries,
        };
        if ((own.InputScaler, Fitting.InputScaler) is (not null, null) || (own.TargetScaler, Fitting.TargetScaler) is (not null, null))
            _remarks.Add("Scalers of the file that have other sizes than the class are left out.");

        bool IsLabels(int count) => count == draft.OutputSize || (count == 2 && draft.OutputSize == 1);
        bool IsVocabulary(int count) => draft.ReadsTokens ? count == draft.Vocabulary : count == draft.InputSize || count == draft.OutputSize;
    }

    /// <summary>What fits the class.</summary>
    public ModelMetadata Fitting { get; }

    /// <summary>What does not, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>What stands under TinyRnn's keys, and all else as entries.</summary>
    private static ModelMetadata Own(SourceModel source)
    {
        try
        {
            return ModelMetadata.Read(source.Metadata, "The file");
        }
        catch (WeightFormatException exception)
        {
            throw new SourceFormatException(exception.Message, exception);
        }
        catch (ArgumentException exception)
        {
            throw new SourceFormatException($"The file has metadata that no other file can hold: {exception.Message}", exception);
        }
    }

    private IReadOnlyList<string> Fit(string what, IReadOnlyList<string> list, Func<int, bool> fits)
    {
        if (list.Count == 0 || fits(list.Count))
            return list;
        _remarks.Add($"The file's {Counted.Of(list.Count, what[..^1])}, which are not as many as the class has, are left out.");
        return [];
    }

    /// <summary>A JSON array of texts under one of some keys, which is no entry any more if it fits.</summary>
    private string[] List(string[] keys, Func<int, bool> fits)
    {
        foreach (string key in Found(keys))
        {
            if (Texts(_entries[key]) is { } list && fits(list.Length))
            {
                _entries.Remove(key);
                return list;
            }
        }

        return [];
    }

    private double? Rate(double? known)
    {
        foreach (string key in Found(s_rates))
        {
            bool isNumber = double.TryParse(_entries[key], NumberStyles.Float, CultureInfo.InvariantCulture, out double rate);
            if (!isNumber || rate is not (> 0 and < double.PositiveInfinity) || (known is not null && known != rate))
                continue;
            known = rate;
            _entries.Remove(key);
        }

        return known;
    }

    /// <summary>A text that has a property; an entry that says the same is none any more.</summary>
    private string? Text(string? known, params string[] keys)
    {
        foreach (string key in Found(keys))
        {
            if (known is not null && known != _entries[key])
                continue;
            known = _entries[key];
            _entries.Remove(key);
        }

        return known;
    }

    /// <summary>Keys of entries, in whatever case.</summary>
    private string[] Found(string[] keys) => [.. _entries.Keys.Where(key => keys.Contains(key, StringComparer.OrdinalIgnoreCase))];

    private static string[]? Texts(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement list = document.RootElement;
            return list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
                ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
