using System.Reflection;
using TinyRnn.Weights;

namespace TinyRnn.Runtime;

/// <summary>Weight files to parameter blocks and back.</summary>
public static class WeightFile
{
    /// <summary>Reads a file, all or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="options">How names find each other; <see langword="null"/>: exactly.</param>
    /// <returns>The parameter block.</returns>
    public static float[] Load(string path, string model, ReadOnlySpan<TensorBinding> bindings, int parameterCount, WeightLoadOptions? options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        return Read(reader, path, model, bindings, parameterCount, options ?? new WeightLoadOptions());
    }

    /// <summary>Reads a stream, all or nothing.</summary>
    /// <param name="stream">A stream that can seek, read from its position on.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="options">How names find each other; <see langword="null"/>: exactly.</param>
    /// <returns>The parameter block.</returns>
    public static float[] Load(Stream stream, string model, ReadOnlySpan<TensorBinding> bindings, int parameterCount, WeightLoadOptions? options)
    {
        using SafetensorsReader reader = new(stream);
        return Read(reader, "the stream", model, bindings, parameterCount, options ?? new WeightLoadOptions());
    }

    /// <summary>Writes a file; the old one stays whole until the new one is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's name, written into the file's metadata.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameters">Its parameter block.</param>
    public static void Save(string path, string model, ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> parameters)
    {
        SafetensorsWriter writer = Collect(model, bindings, parameters);
        AtomicFile.Write(path, writer.Write);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="model">The model's name, written into the file's metadata.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameters">Its parameter block.</param>
    public static void Save(Stream stream, string model, ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> parameters) =>
        Collect(model, bindings, parameters).Write(stream);

    /// <summary>Opens an embedded weight file.</summary>
    /// <param name="assembly">The assembly that carries it.</param>
    /// <param name="name">Its logical name, or the end of it behind a dot.</param>
    /// <exception cref="InvalidOperationException">There is none, or more than one; the message lists what is embedded.</exception>
    public static Stream OpenResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        string[] all = assembly.GetManifestResourceNames();
        string[] found = all.Contains(name) ? [name] : [.. all.Where(each => each.EndsWith("." + name, StringComparison.Ordinal))];
        if (found.Length == 1 && assembly.GetManifestResourceStream(found[0]) is { } stream)
            return stream;
        string embedded = all.Length == 0 ? "nothing" : string.Join(", ", all);
        throw new InvalidOperationException(
            $"{assembly.GetName().Name} embeds {(found.Length > 1 ? "more than one" : "no")} weight file '{name}'; it embeds {embedded}. "
            + $"Add <EmbeddedResource Include=\"...\" LogicalName=\"{name}\" /> to the project.");
    }

    private static float[] Read(
        SafetensorsReader reader, string source, string model, ReadOnlySpan<TensorBinding> bindings, int parameterCount, WeightLoadOptions options)
    {
        TensorInfo[] tensors = new TensorMatch(reader, source, model, options).Match(bindings);
        float[] parameters = new float[parameterCount];

        // Values first: what is added must find them in place.
        foreach (bool values in (ReadOnlySpan<bool>)[true, false])
        {
            for (int i = 0; i < tensors.Length; i++)
            {
                if ((bindings[i].Role == TensorRole.Value) == values)
                    ReadTensor(reader, source, tensors[i], bindings[i], parameters, options);
            }
        }

        return parameters;
    }

    private static void ReadTensor(
        SafetensorsReader reader, string source, TensorInfo tensor, TensorBinding binding, float[] parameters, WeightLoadOptions options)
    {
        Span<float> target = parameters.AsSpan(binding.Offset, binding.Count);
        if (binding.Role == TensorRole.Value)
        {
            reader.Read(tensor, target);
            RequireFinite(source, tensor, target, options);
            return;
        }

        float[] addend = new float[binding.Count];
        reader.Read(tensor, addend);
        RequireFinite(source, tensor, addend, options);
        int units = binding.Count / 3;
        int added = binding.Role == TensorRole.GruRecurrentBias ? 2 * units : binding.Count;
        for (int i = 0; i < added; i++)
            target[i] += addend[i];
        addend.AsSpan(added).CopyTo(parameters.AsSpan(binding.Offset + (3 * units)));
    }

    private static void RequireFinite(string source, TensorInfo tensor, ReadOnlySpan<float> values, WeightLoadOptions options)
    {
        if (options.AllowNonFinite)
            return;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                throw new WeightFormatException(
                    $"{source}: tensor '{tensor.Name}' ({tensor}) holds {values[i]} at index {i}. Training diverged, or the value is beyond float32; "
                    + $"set {nameof(WeightLoadOptions)}.{nameof(WeightLoadOptions.AllowNonFinite)} to load it all the same.");
            }
        }
    }

    private static SafetensorsWriter Collect(string model, ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> parameters)
    {
        float[] block = parameters.ToArray();
        SafetensorsWriter writer = new();
        writer.Metadata["format"] = "pt";
        writer.Metadata["model"] = model;
        foreach (TensorBinding binding in bindings)
        {
            ReadOnlyMemory<float> values = binding.Role switch
            {
                TensorRole.Value => block.AsMemory(binding.Offset, binding.Count),
                TensorRole.Addend => new float[binding.Count],
                _ => RecurrentBias(binding, block),
            };
            writer.Add(binding.Name, binding.Shape, values);
        }

        return writer;
    }

    private static float[] RecurrentBias(TensorBinding binding, float[] block)
    {
        int units = binding.Count / 3;
        float[] values = new float[binding.Count];
        block.AsSpan(binding.Offset + (3 * units), units).CopyTo(values.AsSpan(2 * units));
        return values;
    }
}
