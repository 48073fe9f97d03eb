using System.Text.Json;
using System.Text.Unicode;

namespace TinyRnn.Weights;

/// <summary>
/// Reads the JSON header of a safetensors file, trusting nothing in it. It goes over the header twice: what the first pass accepts it counts, so that the
/// second fills arrays of the right size and takes no other memory, however many tensors there are.
/// </summary>
/// <param name="json">The header. The second pass replaces escapes in it.</param>
/// <param name="source">Name of the file, for messages.</param>
/// <param name="dataLength">Bytes after the header.</param>
internal sealed class HeaderParser(byte[] json, string source, long dataLength)
{
    // Of the bytes of a text: as many letters as a message shows, each an escape.
    private const int MostShown = 800;

    private bool _keeps;
    private int _tensors;
    private int _metadata;

    /// <summary>The tensors, in the header's order.</summary>
    public TensorEntry[] Tensors { get; private set; } = [];

    /// <summary>The metadata, in the header's order.</summary>
    public MetadataEntry[] Metadata { get; private set; } = [];

    public void Parse()
    {
        try
        {
            Pass();
            Tensors = new TensorEntry[_tensors];
            Metadata = new MetadataEntry[_metadata];
            (_keeps, _tensors, _metadata) = (true, 0, 0);
            Pass();
        }
        catch (JsonException exception)
        {
            throw new WeightFormatException(
                $"{source}: its header is no valid JSON ({Excerpt.Of(exception.Message)}). Export the file again, or check the transfer.", exception);
        }
    }

    /// <summary>An error in a header, with the remedy.</summary>
    public static WeightFormatException Error(string source, string what) => new($"{source} {what}. Export the file again, or check the transfer.");

    private void Pass()
    {
        bool metadata = false;
        Utf8JsonReader reader = new(json);
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (!Spells(reader, "__metadata__"u8))
            {
                ParseTensor(ref reader);
                continue;
            }

            if (metadata)
                throw Error("has __metadata__ twice, where once is allowed");
            metadata = true;
            ParseMetadata(ref reader);
        }

        // Text after the closing brace is an error that the reader itself reports.
        reader.Read();
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            HeaderText key = Text(ref reader);
            if (Next(ref reader) != JsonTokenType.String)
                throw Unexpected(reader.TokenType, $"__metadata__ '{Named(key)}'", JsonTokenType.String);
            HeaderText text = Text(ref reader);
            if (_keeps)
                Metadata[_metadata] = new MetadataEntry(key, text);
            _metadata++;
        }
    }

    private void ParseTensor(ref Utf8JsonReader reader)
    {
        TensorEntry tensor = new() { Name = Text(ref reader) };
        bool type = false;
        bool shape = false;
        bool offsets = false;
        if (Next(ref reader) != JsonTokenType.StartObject)
            throw Unexpected(reader.TokenType, Tensor(tensor), JsonTokenType.StartObject);
        Span<long> numbers = stackalloc long[SafetensorsHeader.MostDimensions];
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            if (!type && Spells(reader, "dtype"u8))
            {
                type = true;
                if (Next(ref reader) != JsonTokenType.String)
                    throw Unexpected(reader.TokenType, $"the dtype of {Tensor(tensor)}", JsonTokenType.String);
                tensor.Type = Text(ref reader);
            }
            else if (!shape && Spells(reader, "shape"u8))
            {
                shape = true;
                tensor.Dimensions = Numbers(ref reader, "shape", tensor, numbers);
                SetSizes(ref tensor, numbers[..tensor.Dimensions]);
            }
            else if (!offsets && Spells(reader, "data_offsets"u8))
            {
                offsets = Numbers(ref reader, "data_offsets", tensor, numbers[..2]) == 2;
                (tensor.Begin, tensor.End) = (numbers[0], numbers[1]);
                if (!offsets)
                    throw Incomplete(tensor);
            }
            else
            {
                // A second "shape" would leave open which one counts, and an unknown property may change what the data means.
                throw Error($"describes {Tensor(tensor)} by '{Show(reader.ValueSpan)}', but dtype, shape and data_offsets, each once, are expected");
            }
        }

        if (!type || !shape || !offsets)
            throw Incomplete(tensor);
        CheckExtent(tensor);
        if (_keeps)
            Tensors[_tensors] = tensor;
        _tensors++;
    }

    private void SetSizes(ref TensorEntry tensor, ReadOnlySpan<long> shape)
    {
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            long size = shape[i];
            if (size > int.MaxValue || (size > 0 && count > int.MaxValue / size))
                throw Error($"gives {Tensor(tensor)} the shape [{string.Join(", ", shape.ToArray())}], but at most {int.MaxValue} elements are supported");
            tensor.Sizes[i] = (int)size;
            count *= size;
        }
    }

    private void CheckExtent(in TensorEntry tensor)
    {
        if (tensor.Begin > tensor.End || tensor.End > dataLength)
        {
            throw Error(
                $"puts {Tensor(tensor)} at bytes {tensor.Begin} to {tensor.End}, but its data has bytes 0 to {dataLength}: it is truncated or damaged");
        }

        TensorType type = TensorTypes.Parse(tensor.Type.In(json));
        long length = tensor.End - tensor.Begin;
        long expected = tensor.ElementCount * type.Size();
        if (type != TensorType.Unknown && length != expected)
            throw Error($"gives {Tensor(tensor)} {Counted.Of(length, "byte")}, but {Named(tensor.Type)} {TensorInfo.ShapeText(tensor.Shape)} needs {expected}");
    }

    private int Numbers(ref Utf8JsonReader reader, string what, in TensorEntry tensor, scoped Span<long> numbers)
    {
        if (Next(ref reader) != JsonTokenType.StartArray)
            throw Unexpected(reader.TokenType, $"the {what} of {Tensor(tensor)}", JsonTokenType.StartArray);
        int count = 0;
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out long number) || number < 0)
            {
                throw Error(
                    $"holds {Show(reader.ValueSpan)} in the {what} of {Tensor(tensor)}, where a whole number from 0 to {long.MaxValue} is expected");
            }

            if (count == numbers.Length)
                throw Error($"holds more than {Counted.Of(numbers.Length, "number")} in the {what} of {Tensor(tensor)}");
            numbers[count++] = number;
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw Error($"holds {Kind(reader.TokenType)} in the {what} of {Tensor(tensor)}, where a number is expected");
        return count;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (Next(ref reader) != type)
            throw Unexpected(reader.TokenType, what, type);
    }

    /// <summary>Whether the reader is at this name, however it is escaped. (That of the reader throws at half of a surrogate pair.)</summary>
    private static bool Spells(in Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        ReadOnlySpan<byte> text = reader.ValueSpan;
        if (!reader.ValueIsEscaped || text.Length > 6 * name.Length)
            return text.SequenceEqual(name);
        Span<byte> copy = stackalloc byte[text.Length];
        text.CopyTo(copy);
        int length = HeaderTexts.Unescape(copy);
        return length >= 0 && copy[..length].SequenceEqual(name);
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    /// <summary>
    /// The string at which the reader is; the second pass checks it and replaces its escapes, behind the reader's back: it never looks at what it has passed.
    /// </summary>
    private HeaderText Text(ref Utf8JsonReader reader)
    {
        HeaderText text = new((int)reader.TokenStartIndex + 1, reader.ValueSpan.Length);
        if (!_keeps)
            return text;
        int length = Utf8.IsValid(reader.ValueSpan) ? text.Length : -1;
        if (length > 0 && reader.ValueIsEscaped)
            length = HeaderTexts.Unescape(json.AsSpan(text.Start, length));
        if (length < 0)
            throw new WeightFormatException(
                $"{source}: its header holds text at byte {reader.TokenStartIndex} that is no valid UTF-8. Export the file again, or check the transfer.");
        return text with { Length = length };
    }

    private string Named(HeaderText text) => Show(text.In(json));

    /// <summary>Text for a message. The first pass has left its escapes in it.</summary>
    private string Show(ReadOnlySpan<byte> text)
    {
        if (_keeps)
            return Excerpt.Of(text);

        byte[] start = text[..HeaderTexts.WholeEscapes(text, MostShown)].ToArray();
        int length = HeaderTexts.Unescape(start);
        return Excerpt.Of(length < 0 ? text : start.AsSpan(0, length));
    }

    private string Tensor(in TensorEntry tensor) => $"tensor '{Named(tensor.Name)}'";

    private static string Kind(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "a null",
        JsonTokenType.EndObject or JsonTokenType.EndArray => "an end",
        _ => "nothing",
    };

    private WeightFormatException Incomplete(in TensorEntry tensor) =>
        Error($"describes {Tensor(tensor)} incompletely: a dtype, a shape and two data_offsets are needed");

    private WeightFormatException Unexpected(JsonTokenType found, string what, JsonTokenType expected) =>
        Error($"has {Kind(found)} as {what}, where {Kind(expected)} is expected");

    private WeightFormatException Error(string what) => Error(source, what);
}
