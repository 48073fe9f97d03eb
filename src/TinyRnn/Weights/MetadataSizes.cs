using System.ComponentModel;
using System.Text.Json;

namespace TinyRnn.Weights;

/// <summary>The sizes of a model that its metadata must fit: labels of another model would name every class wrongly. For emitted code.</summary>
/// <param name="model">The model's name, for messages.</param>
/// <param name="inputs">Numbers of a step; 0 if the model reads token ids. Of a pair the encoder's.</param>
/// <param name="vocabulary">Tokens of the vocabulary; 0 if the model reads numbers. Of a pair the decoder's.</param>
/// <param name="outputs">Numbers of an output. Of a pair the decoder's.</param>
/// <param name="parts">Numbers of each of several outputs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class MetadataSizes(string model, int inputs, int vocabulary, int outputs, params int[] parts)
{
    private const int Labels = 0;
    private const int Vocabulary = 1;
    private const int Inputs = 2;
    private const int Targets = 3;

    /// <summary>The model's name, for messages.</summary>
    internal string Model => Excerpt.Of(model);

    /// <summary>Checks the lists of a file by their lengths, without making anything of them.</summary>
    /// <param name="header">The file's metadata.</param>
    /// <param name="prefix">What the model's keys begin with.</param>
    /// <param name="source">What messages call the file.</param>
    /// <exception cref="WeightFormatException">No list of texts, or of numbers.</exception>
    /// <exception cref="WeightMismatchException">A list of another length.</exception>
    internal void Require(HeaderMetadata header, string prefix, string source)
    {
        Require(header, prefix + MetadataKeys.Labels, Labels, source);
        Require(header, prefix + MetadataKeys.Vocabulary, Vocabulary, source);
        Require(header, prefix + MetadataKeys.InputOffsets, Inputs, source);
        Require(header, prefix + MetadataKeys.InputScales, Inputs, source);
        Require(header, prefix + MetadataKeys.TargetOffsets, Targets, source);
        Require(header, prefix + MetadataKeys.TargetScales, Targets, source);
    }

    /// <summary>Checks what a user gives.</summary>
    /// <exception cref="ArgumentException">A list of another length.</exception>
    internal void Require(ModelMetadata metadata, string argument)
    {
        ReadOnlySpan<int> counts =
            [metadata.Labels.Count, metadata.Vocabulary.Count, metadata.InputScaler?.Features ?? 0, metadata.TargetScaler?.Features ?? 0];
        for (int list = 0; list < counts.Length; list++)
        {
            if (!Fits(list, counts[list]))
                throw new ArgumentException($"In the metadata {Misfit(list, counts[list])}. Give as many as the model has.", argument);
        }
    }

    private void Require(HeaderMetadata header, string key, int list, string source)
    {
        if (!header.TryGet(key, out ReadOnlySpan<byte> text))
            return;
        int count = Count(text, list < Inputs ? JsonTokenType.String : JsonTokenType.Number);
        if (count < 0)
            throw MetadataTexts.Bad(source, key, Excerpt.Of(text), list < Inputs ? MetadataTexts.TextList : MetadataTexts.NumberList);
        if (!Fits(list, count))
        {
            throw new WeightMismatchException(
                source + " is the file of another model: under '" + Excerpt.Of(key) + "' in its metadata " + Misfit(list, count) + ". Nothing was loaded; take "
                + "the file that belongs to the class, or set " + nameof(WeightLoadOptions) + "." + nameof(WeightLoadOptions.IgnoreMetadata) + ".");
        }
    }

    private bool Fits(int list, int count) => count == 0 || list switch
    {
        // One output tells two classes.
        Labels => count == outputs || (count == 2 && outputs == 1) || Array.IndexOf(parts, count) >= 0,
        Vocabulary => vocabulary > 0 ? count == vocabulary : count == inputs || count == outputs,
        Inputs => count == inputs,
        _ => count == outputs,
    };

    /// <summary>Both numbers: <c>are 5 labels, but GestureNet has 6 outputs</c>.</summary>
    private string Misfit(int list, int count)
    {
        string item = list == Labels ? "label" : list == Vocabulary ? "token" : "scaled value";
        string expected = list == Inputs ? Counted.Of(inputs, "numeric input")
            : list == Vocabulary && vocabulary > 0 ? Counted.Of(vocabulary, "token")
            : Counted.Of(outputs, "output");
        return (count == 1 ? "is " : "are ") + Counted.Of(count, item) + ", but " + Model + " has " + expected;
    }

    /// <summary>Items of a list; -1 if it is none.</summary>
    private static int Count(ReadOnlySpan<byte> text, JsonTokenType kind)
    {
        int count = 0;
        try
        {
            Utf8JsonReader reader = new(text);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
                return -1;
            while (reader.Read() && reader.TokenType == kind)
                count++;
            return reader.TokenType == JsonTokenType.EndArray && !reader.Read() ? count : -1;
        }
        catch (JsonException)
        {
            return -1;
        }
    }
}
