using System.Collections.ObjectModel;
using System.Globalization;

namespace TinyRnn.Weights;

/// <summary>
/// What a program has to know of a model besides its weights: what its outputs are called, how inputs were scaled, at which rate it runs. It is saved with the
/// weights, in the metadata of the file, and never changes: <c>net.Metadata = net.Metadata with { ... }</c> gives a model another one.
/// </summary>
/// <remarks>
/// Files hold it as text by key, which other readers pass over: <c>tinyrnn.labels</c> and <c>tinyrnn.vocabulary</c> as JSON arrays of texts,
/// <c>tinyrnn.input.offsets</c>, <c>tinyrnn.input.scales</c>, <c>tinyrnn.target.offsets</c> and <c>tinyrnn.target.scales</c> as JSON arrays of numbers that
/// read back as the same bits, <c>tinyrnn.sample_rate</c> as a number, <c>tinyrnn.version</c>, <c>tinyrnn.license</c>, <c>tinyrnn.description</c> and
/// <c>tinyrnn.source</c> as they are, and <see cref="Entries"/> under their own keys.
/// </remarks>
/// <example>
/// <code>
/// GestureNet net = GestureNet.Create(seed: 1);
/// net.Metadata = new ModelMetadata
/// {
///     Labels = ["wave", "tap", "shake", "turn", "lift", "none"],
///     InputScaler = FeatureScaler.Standardize(new float[300], features: 3),
///     SampleRate = 50,
///     Version = "1.2",
/// };
/// net.Save("gesture.safetensors");
/// string first = GestureNet.Load("gesture.safetensors").Labels[0];     // wave
/// </code>
/// </example>
public sealed record ModelMetadata
{
    private static readonly ReadOnlyDictionary<string, string> s_noEntries = new(new Dictionary<string, string>());

    /// <summary>Of a model of which nothing is known but its weights.</summary>
    public static ModelMetadata None { get; } = new();

    /// <summary>What the outputs are called, in their order: the classes of a classifier. Empty if that is not known.</summary>
    /// <exception cref="ArgumentException">A text is missing, or holds half of a surrogate pair.</exception>
    public IReadOnlyList<string> Labels
    {
        get;
        init => field = Checked(value, nameof(Labels));
    } = [];

    /// <summary>The tokens whose ids the model reads or writes, in the order of the ids. Empty if they are not known.</summary>
    /// <exception cref="ArgumentException">A text is missing, or holds half of a surrogate pair.</exception>
    public IReadOnlyList<string> Vocabulary
    {
        get;
        init => field = Checked(value, nameof(Vocabulary));
    } = [];

    /// <summary>How inputs were scaled in training, for each value of a step; <see langword="null"/> if they were not, or if that is not known.</summary>
    public ScalerConstants? InputScaler { get; init; }

    /// <summary>How targets were scaled in training, for each output: <c>Invert</c> gives outputs in the units of the data.</summary>
    public ScalerConstants? TargetScaler { get; init; }

    /// <summary>Steps a second (Hz) that the model was made for: of audio its sample rate.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite, or not greater than 0.</exception>
    public double? SampleRate
    {
        get;
        init => field = value is null or (> 0 and < double.PositiveInfinity)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(SampleRate), value, "A sample rate is a finite number of steps a second, greater than 0.");
    }

    /// <summary>The model's version, in whatever form its makers count.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    public string? Version
    {
        get;
        init => field = Checked(value, nameof(Version));
    }

    /// <summary>The licence that the weights are under: <c>MIT</c>, <c>CC-BY-4.0</c>.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    public string? License
    {
        get;
        init => field = Checked(value, nameof(License));
    }

    /// <summary>What the model does, in words.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    public string? Description
    {
        get;
        init => field = Checked(value, nameof(Description));
    }

    /// <summary>Where the model is from: a page, a file that it was imported from, the data that it learnt from.</summary>
    /// <exception cref="ArgumentException">The text holds half of a surrogate pair.</exception>
    public string? Source
    {
        get;
        init => field = Checked(value, nameof(Source));
    }

    /// <summary>
    /// Everything else, text by key: entries of your own, and those of a file that TinyRnn does not know, which go on into the files that are saved.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// A key that has a property here, or is the file's own (<c>format</c>, <c>model</c>, <c>checkpoint</c>, <c>checksum</c>, <c>checksum.tensors</c>); a text
    /// that is missing, or holds half of a surrogate pair.
    /// </exception>
    public IReadOnlyDictionary<string, string> Entries
    {
        get;
        init => field = Checked(value, nameof(Entries));
    } = s_noEntries;

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => Texts().Count == 0;

    /// <summary>Takes it from the metadata of a file. What is the file's own, such as its checksums, is left out.</summary>
    /// <param name="texts">Text by key, as <see cref="SafetensorsReader.Metadata"/> gives it.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="WeightFormatException">
    /// A text is not what its key stands for: no list, a number that is not finite, a scale of 0, and the like. The message names key and text.
    /// </exception>
    public static ModelMetadata Read(IReadOnlyDictionary<string, string> texts, string source)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(source);
        return new MetadataTexts(texts, source).Read();
    }

    /// <summary>Writes it to the metadata of a file. What stands there under other keys stays.</summary>
    /// <param name="texts">Text by key: <see cref="SafetensorsWriter.Metadata"/>.</param>
    public void Write(IDictionary<string, string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        foreach ((string key, string text) in Texts())
            texts[key] = text;
    }

    /// <summary>Whether all of it is the same, numbers by their bits.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(ModelMetadata? other)
    {
        if (other is null)
            return false;
        SortedDictionary<string, string> texts = Texts();
        SortedDictionary<string, string> others = other.Texts();
        if (texts.Count != others.Count)
            return false;
        foreach ((string key, string text) in texts)
        {
            if (!others.TryGetValue(key, out string? same) || same != text)
                return false;
        }

        return true;
    }

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        HashCode hash = default;
        foreach ((string key, string text) in Texts())
        {
            hash.Add(key, StringComparer.Ordinal);
            hash.Add(text, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    /// <summary>What files hold, a line for each key; long texts are cut.</summary>
    public override string ToString()
    {
        List<string> lines = [];
        foreach ((string key, string text) in Texts())
            lines.Add($"{Excerpt.Of(key)}: {Excerpt.Of(text)}");
        return string.Join("\n", lines);
    }

    /// <summary>What files hold, by the keys' order.</summary>
    private SortedDictionary<string, string> Texts()
    {
        SortedDictionary<string, string> texts = new(StringComparer.Ordinal);
        foreach ((string key, string text) in Entries)
            texts[key] = text;
        if (Labels.Count > 0)
            texts[MetadataKeys.Labels] = MetadataTexts.List(Labels);
        if (Vocabulary.Count > 0)
            texts[MetadataKeys.Vocabulary] = MetadataTexts.List(Vocabulary);
        if (InputScaler is { } input)
        {
            texts[MetadataKeys.InputOffsets] = MetadataTexts.List(input.Offsets);
            texts[MetadataKeys.InputScales] = MetadataTexts.List(input.Scales);
        }

        if (TargetScaler is { } target)
        {
            texts[MetadataKeys.TargetOffsets] = MetadataTexts.List(target.Offsets);
            texts[MetadataKeys.TargetScales] = MetadataTexts.List(target.Scales);
        }

        if (SampleRate is { } rate)
            texts[MetadataKeys.SampleRate] = rate.ToString("R", CultureInfo.InvariantCulture);
        Add(MetadataKeys.Version, Version);
        Add(MetadataKeys.License, License);
        Add(MetadataKeys.Description, Description);
        Add(MetadataKeys.Source, Source);
        return texts;

        void Add(string key, string? text)
        {
            if (text is not null)
                texts[key] = text;
        }
    }

    private static ReadOnlyCollection<string> Checked(IReadOnlyList<string> texts, string property)
    {
        ArgumentNullException.ThrowIfNull(texts, property);
        string[] copy = [.. texts];
        for (int i = 0; i < copy.Length; i++)
        {
            if (copy[i] is null)
                throw new ArgumentException($"Number {i} of them is null. Give each a text.", property);
            Checked(copy[i], property);
        }

        return Array.AsReadOnly(copy);
    }

    private static string? Checked(string? text, string property) => text is null || HeaderTexts.Utf8(text) is not null
        ? text
        : throw new ArgumentException($"'{Excerpt.Of(text)}' holds half of a surrogate pair, which no file can. Write whole characters.", property);

    private static ReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string> entries, string property)
    {
        ArgumentNullException.ThrowIfNull(entries, property);
        Dictionary<string, string> copy = new(StringComparer.Ordinal);
        foreach ((string key, string text) in entries)
        {
            if (MetadataKeys.IsOfFile(key))
                throw new ArgumentException($"'{key}' is a key that files need for themselves. Choose another one.", property);
            if (MetadataKeys.IsTyped(key))
                throw new ArgumentException($"'{key}' is what a property of {nameof(ModelMetadata)} is saved as. Set that property instead.", property);
            if (text is null)
                throw new ArgumentException($"There is no text under '{Excerpt.Of(key)}', but null. Set a text, or leave the key out.", property);
            Checked(key, property);
            Checked(text, property);
            copy.Add(key, text);
        }

        return new(copy);
    }
}
