using System.Buffers.Binary;
using System.Text.Json;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Files;

/// <summary>
/// What a file says by the rules of its format, read without the code that is attacked: slowly, and with everything in memory.
/// </summary>
internal sealed class ReferenceFile
{
    private const string MetadataName = "__metadata__";

    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly byte[] _data;

    private ReferenceFile(byte[] file)
    {
        long length = checked((long)BinaryPrimitives.ReadUInt64LittleEndian(file));
        _data = file[(int)checked(8 + length)..];
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, (int)length));
        foreach (JsonProperty property in Once(header.RootElement))
        {
            if (property.Name == MetadataName)
                Metadata = Once(property.Value).ToDictionary(each => each.Name, each =>
                    each.Value.GetString() ?? throw new FormatException("null in the metadata"), StringComparer.Ordinal);
            else
                _tensors.Add(property.Name, Read(property.Value));
        }

        CheckCover();
    }

    public IReadOnlyDictionary<string, string> Metadata { get; } = new Dictionary<string, string>();

    /// <summary>What the file says that its content must be, by key.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Checksums =>
        [.. Metadata.Where(entry => entry.Key.Contains("checksum", StringComparison.OrdinalIgnoreCase))];

    /// <returns><see langword="null"/> for what is no such file.</returns>
    public static ReferenceFile? TryRead(byte[] file)
    {
        try
        {
            return new ReferenceFile(file);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or OverflowException or ArgumentException
            or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>The parameters of a model that has these tensors and no others; <see langword="null"/> if the file has others.</summary>
    public float[]? Parameters(ReadOnlySpan<TensorBinding> bindings, int count)
    {
        float[] parameters = new float[count];
        HashSet<string> names = [.. _tensors.Keys];
        foreach (TensorBinding binding in bindings)
        {
            names.Remove(binding.Name);
            if (Scales(binding.Name) is not null)
                names.Remove(ScaleOf(binding.Name));
        }

        if (names.Count > 0)
            return null;
        foreach (bool isAdded in (ReadOnlySpan<bool>)[false, true])
        {
            foreach (TensorBinding binding in bindings)
            {
                if (binding.Added > 0 != isAdded)
                    continue;
                if (!_tensors.TryGetValue(binding.Name, out Tensor? tensor)
                    || !Fits(binding, tensor.Shape) || (Scaled(binding.Name) ?? Floats(tensor)) is not { } values)
                    return null;
                Put(binding, values, parameters);
            }
        }

        return parameters;
    }

    /// <summary>The sizes of the model's tensor; of a matrix also those of a convolution of one step, which is the same.</summary>
    private static bool Fits(TensorBinding binding, long[] shape)
    {
        int kept = binding.Shape.Count == 2 && shape.Length > 2 && shape[2..].All(size => size == 1) ? 2 : shape.Length;
        return shape[..kept].SequenceEqual(binding.Shape.Select(size => (long)size));
    }

    private static void Put(TensorBinding binding, float[] values, float[] parameters)
    {
        for (int index = 0; index < values.Length; index++)
        {
            bool isOwn = index >= binding.Added;
            ref float parameter = ref parameters[binding.Added > 0 && isOwn ? binding.Rest + index - binding.Added : binding.Offset + index];
            if (isOwn)
                parameter = values[index];
            else if (values[index] != 0)
                parameter += values[index];
        }
    }

    private static List<JsonProperty> Once(JsonElement element)
    {
        List<JsonProperty> properties = [.. element.EnumerateObject()];
        if (properties.Select(property => property.Name).Distinct(StringComparer.Ordinal).Count() != properties.Count)
            throw new FormatException("a key twice");
        return properties;
    }

    private static Tensor Read(JsonElement element)
    {
        Dictionary<string, JsonElement> properties = Once(element).ToDictionary(property => property.Name, property => property.Value,
            StringComparer.Ordinal);
        if (properties.Count != 3)
            throw new FormatException("not three properties");
        Tensor tensor = new(
            properties.TryGetValue("dtype", out JsonElement type) ? type.GetString()! : throw new FormatException("no type"),
            [.. properties["shape"].EnumerateArray().Select(size => size.GetInt64())],
            [.. properties["data_offsets"].EnumerateArray().Select(offset => offset.GetInt64())]);
        if (tensor.Offsets.Length != 2 || tensor.Shape.Any(size => size < 0) || tensor.Offsets[0] < 0
            || tensor.Offsets[0] > tensor.Offsets[1])
            throw new FormatException("sizes and places");
        long bytes = tensor.Shape.Aggregate(1L, (product, size) => checked(product * size)) * Size(tensor.Type);
        return Size(tensor.Type) > 0 && bytes != tensor.Offsets[1] - tensor.Offsets[0] ? throw new FormatException("size of the data")
            : tensor;
    }

    private void CheckCover()
    {
        long end = 0;
        foreach (Tensor tensor in _tensors.Values.Where(tensor => tensor.Offsets[1] > tensor.Offsets[0]).OrderBy(tensor =>
            tensor.Offsets[0]))
        {
            if (tensor.Offsets[0] != end)
                throw new FormatException("a gap, or two tensors in one place");
            end = tensor.Offsets[1];
        }

        if (end != _data.Length)
            throw new FormatException("the end");
    }

    private static int Size(string type) => type switch
    {
        "F64" or "I64" or "U64" => 8,
        "F32" or "I32" or "U32" => 4,
        "F16" or "BF16" or "I16" or "U16" => 2,
        "U8" or "I8" or "BOOL" => 1,
        _ => 0,
    };

    private static string ScaleOf(string name) => name + "_scale";

    /// <summary>What the rows of a tensor of integers are multiplied with; <see langword="null"/> where it has no rows or no scales.</summary>
    private float[]? Scales(string name)
    {
        if (!_tensors.TryGetValue(name, out Tensor? tensor) || tensor.Type is not ("I8" or "I16") || tensor.Shape.Length == 0
            || !_tensors.TryGetValue(ScaleOf(name), out Tensor? scale) || Floats(scale) is not { } scales)
            return null;
        return scales.Length == 1 || scales.Length == tensor.Shape[0] ? scales : null;
    }

    /// <summary>Integers times the scale of their row.</summary>
    private float[]? Scaled(string name)
    {
        if (Scales(name) is not { } scales)
            return null;
        Tensor tensor = _tensors[name];
        ReadOnlySpan<byte> bytes = _data.AsSpan((int)tensor.Offsets[0], (int)(tensor.Offsets[1] - tensor.Offsets[0]));
        int size = Size(tensor.Type);
        float[] values = new float[bytes.Length / size];
        for (int index = 0; index < values.Length; index++)
        {
            int integer = size == 1 ? (sbyte)bytes[index] : BinaryPrimitives.ReadInt16LittleEndian(bytes[(index * size)..]);
            values[index] = integer * scales[scales.Length == 1 ? 0 : (int)(index / (values.Length / tensor.Shape[0]))];
        }

        return values;
    }

    private float[]? Floats(Tensor tensor)
    {
        int size = Size(tensor.Type);
        if (tensor.Type is not ("F64" or "F32" or "F16" or "BF16"))
            return null;
        ReadOnlySpan<byte> bytes = _data.AsSpan((int)tensor.Offsets[0], (int)(tensor.Offsets[1] - tensor.Offsets[0]));
        float[] values = new float[bytes.Length / size];
        for (int index = 0; index < values.Length; index++)
        {
            ReadOnlySpan<byte> value = bytes.Slice(index * size, size);
            values[index] = tensor.Type switch
            {
                "F64" => (float)BinaryPrimitives.ReadDoubleLittleEndian(value),
                "F32" => BinaryPrimitives.ReadSingleLittleEndian(value),
                "F16" => (float)BinaryPrimitives.ReadHalfLittleEndian(value),
                _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadUInt16LittleEndian(value) << 16),
            };
        }

        return values;
    }

    private sealed record Tensor(string Type, long[] Shape, long[] Offsets);
}
