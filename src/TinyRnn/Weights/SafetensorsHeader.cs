using System.Text;
using System.Text.Json;

namespace TinyRnn.Weights;

/// <summary>Reads the JSON header of a safetensors file, trusting nothing in it.</summary>
/// <param name="source">Name of the file, for messages.</param>
internal sealed class SafetensorsHeader(string source)
{
    /// <summary>More dimensions than any real tensor has.</summary>
    private const int MostDimensions = 8;

    private readonly Dictionary<string, TensorInfo> _byName = new(StringComparer.Ordinal);

    public Dictionary<string, string> Metadata { get; } = new(StringComparer.Ordinal);

    public List<TensorInfo> Tensors { get; } = [];

    /// <param name="json">The header.</param>
    /// <param name="dataLength">Bytes behind it.</param>
    public void Parse(ReadOnlySpan<byte> json, long dataLength)
    {
        try
        {
            Utf8JsonReader reader = new(json, new JsonReaderOptions { MaxDepth = 8 });
            Expect(ref reader, JsonTokenType.StartObject, "the header");
            while (Next(ref reader) == JsonTokenType.PropertyName)
            {
                string name = Text(ref reader);
                if (name == "__metadata__")
                    ParseMetadata(ref reader);
                else
                    ParseTensor(ref reader, name, dataLength);
            }

            if (reader.Read())
                throw Error("has text behind its header's closing brace");
        }
        catch (JsonException exception)
        {
            throw new WeightFormatException($"{source}: its header is no valid JSON ({exception.Message}). Export the file again.", exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or DecoderFallbackException)
        {
            // The JSON reader's way to say that a string is no valid UTF-8 or UTF-16.
            throw new WeightFormatException($"{source}: its header holds invalid text. Export the file again.", exception);
        }

        CheckOverlaps(dataLength);
    }

    private void ParseMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "__metadata__");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string key = Text(ref reader);
            Expect(ref reader, JsonTokenType.String, $"__metadata__ '{key}'");
            Metadata[key] = Text(ref reader);
        }
    }

    private void ParseTensor(ref Utf8JsonReader reader, string name, long dataLength)
    {
        string? type = null;
        List<long>? shape = null;
        List<long>? offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"tensor '{name}'");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            string property = Text(ref reader);
            switch (property)
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String, $"dtype of tensor '{name}'");
                    type = Text(ref reader);
                    break;
                case "shape":
                    shape = Numbers(ref reader, $"shape of tensor '{name}'", MostDimensions);
                    break;
                case "data_offsets":
                    offsets = Numbers(ref reader, $"data_offsets of tensor '{name}'", 2);
                    break;
                default:
                    throw Error($"describes tensor '{name}' by an unknown property '{property}'");
            }
        }

        if (type is null || shape is null || offsets is not { Count: 2 })
            throw Error($"describes tensor '{name}' incompletely: dtype, shape and two data_offsets are needed");
        TensorInfo tensor = new(name, type, Sizes(name, shape), offsets[0], offsets[1]);
        CheckExtent(tensor, dataLength);
        if (!_byName.TryAdd(name, tensor))
            throw Error($"has two tensors '{name}'");
        Tensors.Add(tensor);
    }

    private int[] Sizes(string name, List<long> shape)
    {
        int[] sizes = new int[shape.Count];
        long count = 1;
        for (int i = 0; i < sizes.Length; i++)
        {
            long size = shape[i];
            if (size > int.MaxValue || (size > 0 && count > int.MaxValue / size))
                throw Error($"gives tensor '{name}' the shape [{string.Join(", ", shape)}], more elements than a file can hold");
            sizes[i] = (int)size;
            count *= size;
        }

        return sizes;
    }

    private void CheckExtent(TensorInfo tensor, long dataLength)
    {
        if (tensor.Begin > tensor.End || tensor.End > dataLength)
        {
            throw Error(
                $"puts tensor '{tensor.Name}' at bytes {tensor.Begin} to {tensor.End}, but its data has bytes 0 to {dataLength}: it is truncated or damaged");
        }

        long expected = tensor.ElementCount * tensor.Type.Size();
        if (tensor.Type != TensorType.Unknown && tensor.End - tensor.Begin != expected)
            throw Error($"gives tensor '{tensor.Name}' {tensor.End - tensor.Begin} bytes, but {tensor} needs {expected}");
    }

    /// <summary>No byte belongs to two tensors, and none to nobody: a file that differs has been damaged or hides something.</summary>
    private void CheckOverlaps(long dataLength)
    {
        long end = 0;
        TensorInfo? previous = null;
        foreach (TensorInfo tensor in Tensors.Where(tensor => tensor.End > tensor.Begin).OrderBy(tensor => tensor.Begin))
        {
            if (tensor.Begin < end)
                throw Error($"lets tensors '{previous?.Name}' and '{tensor.Name}' overlap");
            if (tensor.Begin > end)
                throw Error($"has {tensor.Begin - end} bytes before tensor '{tensor.Name}' that belong to no tensor");
            end = tensor.End;
            previous = tensor;
        }

        if (end != dataLength)
            throw Error($"has {dataLength - end} bytes behind its last tensor");
    }

    private List<long> Numbers(ref Utf8JsonReader reader, string what, int most)
    {
        Expect(ref reader, JsonTokenType.StartArray, what);
        List<long> numbers = [];
        while (Next(ref reader) == JsonTokenType.Number)
        {
            if (!reader.TryGetInt64(out long number) || number < 0)
                throw Error($"holds {Encoding.UTF8.GetString(reader.ValueSpan)} in the {what}, where a whole number of at least 0 belongs");
            numbers.Add(number);
            if (numbers.Count > most)
                throw Error($"holds more than {most} numbers in the {what}");
        }

        if (reader.TokenType != JsonTokenType.EndArray)
            throw Error($"holds a {reader.TokenType} in the {what}, where a number belongs");
        return numbers;
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType type, string what)
    {
        if (Next(ref reader) != type)
            throw Error($"has a {reader.TokenType} as {what}, where a {type} belongs");
    }

    private static JsonTokenType Next(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType;
    }

    private static string Text(ref Utf8JsonReader reader) => reader.GetString() ?? "";

    private WeightFormatException Error(string what) => new($"{source} {what}. Export the file again, or check the transfer.");
}
