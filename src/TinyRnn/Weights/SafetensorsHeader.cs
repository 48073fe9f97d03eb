using System.Text;
using System.Text.Json;

namespace TinyRnn.Weights;

/// <summary>Reads the JSON header of a safetensors file, trusting nothing in it.</summary>
/// <param name="source">Name of the file, for messages.</param>
/// <param name="dataLength">Bytes behind the header.</param>
internal sealed class SafetensorsHeader(string source, long dataLength)
{
    /// <summary>More dimensions than any real tensor has.</summary>
    public const int MostDimensions = 8;

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, TensorInfo> ByName { get; } = new(StringComparer.Ordinal);

    public List<TensorInfo> Tensors { get; } = [];

    /// <param name="json">The header.</param>
    public void Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            ParseHeader(json);
        }
        catch (JsonException exception)
        {
            throw new WeightFormatException(
                $"{source}: its header is no valid JSON ({Excerpt.Of(exception.Message)}). Export the file again, or check the transfer.", exception);
        }

        CheckCover();
    }

    private void ParseHeader(ReadOnlySpan<byte> json)
    {
        bool metadata = false;
        Utf8JsonReader reader = new(json);
        Expect(ref reader, JsonTokenType.StartObject, "the header");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string name = Text(ref reader);
            if (name != "__metadata__")
            {
                ParseTensor(ref reader, name);
                continue;
            }

            if (metadata)
                throw Error("has __metadata__ twice, where once is allowed");
            metadata = true;
            ParseMetadata(ref reader);
        }

        // Text behind the closing brace is an error that the reader itself reports.
        reader.Read();
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader);
            Expect(ref reader, JsonTokenType.String, $"__metadata__ '{Excerpt.Of(key)}'");
            if (!Metadata.TryAdd(key, Text(ref reader)))
                throw Error($"has the key '{Excerpt.Of(key)}' twice in its __metadata__");
        }
    }

    private void ParseTensor(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        string tensor = $"tensor '{Excerpt.Of(name)}'";
        Expect(ref reader, JsonTokenType.StartObject, tensor);
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string property = Text(ref reader);
            switch (property)
            {
                case "dtype" when type is null:
                    Expect(ref reader, JsonTokenType.String, $"the dtype of {tensor}");
                    type = Text(ref reader);
                    break;
                case "shape" when shape is null:
                    shape = Numbers(ref reader, $"the shape of {tensor}", MostDimensions);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = Numbers(ref reader, $"the data_offsets of {tensor}", 2);
                    break;
                default:
                    // A second "shape" would leave open which one counts, and an unknown property may change what the data means.
                    throw Error($"describes {tensor} by '{Excerpt.Of(property)}', but dtype, shape and data_offsets, each once, are expected");
            }
        }

        if (type is null || shape is null || offsets is not { Count: 2 })
            throw Error($"describes {tensor} incompletely: a dtype, a shape and two data_offsets are needed");
        Add(new TensorInfo(name, type, Sizes(tensor, shape), offsets[0], offsets[1]));
    }

    private void Add(TensorInfo tensor)
    {
        CheckExtent(tensor);
        if (!ByName.TryAdd(tensor.Name, tensor))
            throw Error($"has two tensors '{Excerpt.Of(tensor.Name)}', where names are expected to differ");
        Tensors.Add(tensor);
    }

    private int[] Sizes(string tensor, List<long> shape)
    {
        int[] sizes = new int[shape.Count];
        long count = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            long size = shape[i];
            if (size > int.MaxValue || (size > 0 && count > int.MaxValue / size))
                throw Error($"gives {tensor} the shape [{string.Join(", ", shape)}], but at most {int.MaxValue} elements are supported");
            sizes[i] = (int)size;
            count *= size;
        }

        return sizes;
    }

    private void CheckExtent(TensorInfo tensor)
    {
        if (tensor.Begin > tensor.End || tensor.End > dataLength)
        {
            throw Error(
                $"puts tensor '{Excerpt.Of(tensor.Name)}' at bytes {tensor.Begin} to {tensor.End}, but its data has bytes 0 to {dataLength}: "
                + "it is truncated or damaged");
        }

        long expected = tensor.ElementCount * tensor.Type.Size();
        if (tensor.Type != TensorType.Unknown && tensor.ByteLength != expected)
            throw Error($"gives tensor '{Excerpt.Of(tensor.Name)}' {tensor.ByteLength} bytes, but {tensor} needs {expected}");
    }

    /// <summary>No byte belongs to two tensors, and none to nobody: a file that differs has been damaged or hides something. Empty tensors have no bytes.</summary>
    private void CheckCover()
    {
        long end = 0;
        TensorInfo? previous = null;
        List<TensorInfo> inOrder = Tensors.FindAll(tensor => tensor.ByteLength > 0);
        inOrder.Sort((a, b) => a.Begin.CompareTo(b.Begin));
        foreach (TensorInfo tensor in inOrder)
        {
            string name = Excerpt.Of(tensor.Name);
            if (tensor.Begin < end)
            {
                throw Error(
                    $"lets tensors '{Excerpt.Of(previous?.Name ?? "")}' (up to byte {end}) and '{name}' (from byte {tensor.Begin}) overlap, "
                    + "but each needs bytes of its own");
            }

            if (tensor.Begin > end)
                throw Error($"has {tensor.Begin - end} bytes before tensor '{name}' that belong to no tensor: it was expected at byte {end}, not {tensor.Begin}");
            end = tensor.End;
            previous = tensor;
        }

        if (end != dataLength)
            throw Error($"has {dataLength - end} bytes behind its last tensor: {end} bytes of data were expected, {dataLength} found");
    }

    private List<long> Numbers(ref Utf8JsonReader reader, string what, int most)
    {
        Expect(ref reader, JsonTokenType.StartArray, what);
        List<long> numbers = [];
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out long number) || number < 0)
            {
                throw Error(
                    $"holds {Excerpt.Of(Encoding.UTF8.GetString(reader.ValueSpan))} in {what}, where a whole number from 0 to {long.MaxValue} is expected");
            }

            if (numbers.Count == most)
                throw Error($"holds more than {most} numbers in {what}");
            numbers.Add(number);
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw Error($"holds {Kind(reader.TokenType)} in {what}, where a number is expected");
        return numbers;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (Next(ref reader) != type)
            throw Error($"has {Kind(reader.TokenType)} as {what}, where {Kind(type)} is expected");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private string Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException exception)
        {
            // The JSON reader's way to say that a string is no valid UTF-8, or escapes half of a surrogate pair.
            throw new WeightFormatException(
                $"{source}: its header holds text at byte {reader.TokenStartIndex} that is no valid UTF-8. Export the file again, or check the transfer.", exception);
        }
    }

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

    private WeightFormatException Error(string what) => new($"{source} {what}. Export the file again, or check the transfer.");
}
