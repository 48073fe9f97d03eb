using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Weight files to parameter blocks and back. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WeightFile
{
    /// <summary>Reads a file, all or nothing.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="options">How names find each other; <see langword="null"/>: exactly.</param>
    /// <param name="metadata">Takes the file's metadata, if that of a model is wanted.</param>
    /// <returns>The parameter block: fresh memory, so that a failure leaves nothing half loaded.</returns>
    /// <exception cref="WeightFormatException">No valid safetensors data, or a weight that is not finite.</exception>
    /// <exception cref="WeightMismatchException">Valid, but not the model's tensors; the message lists every difference.</exception>
    public static float[] Load(
        string path,
        string model,
        ReadOnlySpan<TensorBinding> bindings,
        int parameterCount,
        WeightLoadOptions? options,
        MetadataSlot? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        return Read(reader, Excerpt.Path(path), model, bindings, parameterCount, options ?? new WeightLoadOptions(), metadata);
    }

    /// <summary>Reads a stream, all or nothing.</summary>
    /// <param name="stream">A readable stream, read from its position to its end.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="options">How names find each other; <see langword="null"/>: exactly.</param>
    /// <param name="metadata">Takes the file's metadata, if that of a model is wanted.</param>
    /// <returns>The parameter block: fresh memory, so that a failure leaves nothing half loaded.</returns>
    /// <exception cref="WeightFormatException">No valid safetensors data, or a weight that is not finite.</exception>
    /// <exception cref="WeightMismatchException">Valid, but not the model's tensors; the message lists every difference.</exception>
    public static float[] Load(
        Stream stream,
        string model,
        ReadOnlySpan<TensorBinding> bindings,
        int parameterCount,
        WeightLoadOptions? options,
        MetadataSlot? metadata = null)
    {
        using SafetensorsReader reader = new(stream);
        return Read(reader, Excerpt.Path(SafetensorsReader.SourceName(stream)), model, bindings, parameterCount, options ?? new WeightLoadOptions(), metadata);
    }

    /// <summary>Reads the bytes of a file, all or nothing.</summary>
    /// <param name="file">The bytes.</param>
    /// <param name="source">What messages call them; <see langword="null"/>: what they are.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="options">How names find each other; <see langword="null"/>: exactly.</param>
    /// <param name="metadata">Takes the file's metadata, if that of a model is wanted.</param>
    /// <returns>The parameter block: fresh memory, so that a failure leaves nothing half loaded.</returns>
    /// <exception cref="WeightFormatException">No valid safetensors data, or a weight that is not finite.</exception>
    /// <exception cref="WeightMismatchException">Valid, but not the model's tensors; the message lists every difference.</exception>
    public static unsafe float[] Load(
        ReadOnlySpan<byte> file,
        string? source,
        string model,
        ReadOnlySpan<TensorBinding> bindings,
        int parameterCount,
        WeightLoadOptions? options,
        MetadataSlot? metadata = null)
    {
        string name = source is null ? "The memory" : Excerpt.Path(source);
        fixed (byte* bytes = file)
        {
            using Stream stream = file.IsEmpty ? new MemoryStream([], writable: false) : new UnmanagedMemoryStream(bytes, file.Length);
            using SafetensorsReader reader = new(stream, ownsStream: false, name);
            return Read(reader, name, model, bindings, parameterCount, options ?? new WeightLoadOptions(), metadata);
        }
    }

    /// <summary>Writes a file; the old one stays whole until the new one is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model's name, written into the file's metadata.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameters">Its parameter block.</param>
    /// <param name="metadata">Its metadata, if it has any.</param>
    /// <exception cref="InvalidOperationException">
    /// A weight is not finite: <see cref="Load(string, string, ReadOnlySpan{TensorBinding}, int, WeightLoadOptions, MetadataSlot)"/> would refuse the
    /// file, and the old one stays.
    /// </exception>
    /// <exception cref="IOException">The folder is missing, the disk is full, or the like: the old file stays.</exception>
    public static void Save(
        string path, string model, ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> parameters, MetadataSlot? metadata = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        SafetensorsWriter writer = Collect(model, bindings, Finite(parameters, bindings, Excerpt.Path(path)));
        metadata?.Write(writer.Metadata, "");
        AtomicFile.Write(path, writer.Write);
    }

    /// <summary>Writes to a stream.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="model">The model's name, written into the file's metadata.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameters">Its parameter block.</param>
    /// <param name="metadata">Its metadata, if it has any.</param>
    /// <exception cref="InvalidOperationException">A weight is not finite: nothing was written.</exception>
    public static void Save(
        Stream stream, string model, ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<float> parameters, MetadataSlot? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SafetensorsWriter writer = Collect(model, bindings, Finite(parameters, bindings, Excerpt.Path(SafetensorsReader.SourceName(stream))));
        metadata?.Write(writer.Metadata, "");
        writer.Write(stream);
    }

    /// <summary>Reads an embedded weight file, all or nothing.</summary>
    /// <param name="assembly">The assembly that carries it.</param>
    /// <param name="name">Its logical name, or the end of it after a dot.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="metadata">Takes the file's metadata, if that of a model is wanted.</param>
    /// <returns>The parameter block.</returns>
    /// <exception cref="InvalidOperationException">There is no such file, or more than one; the message lists what is embedded.</exception>
    /// <exception cref="WeightFormatException">No valid safetensors data, or a weight that is not finite.</exception>
    /// <exception cref="WeightMismatchException">Valid, but not the model's tensors; the message lists every difference.</exception>
    public static float[] LoadResource(
        Assembly assembly, string name, string model, ReadOnlySpan<TensorBinding> bindings, int parameterCount, MetadataSlot? metadata = null) =>
        LoadResource(assembly, name, model, bindings, parameterCount, new WeightLoadOptions(), metadata);

    /// <summary>Reads an embedded weight file with other names, all or nothing.</summary>
    /// <param name="assembly">The assembly that carries it.</param>
    /// <param name="name">Its logical name, or the end of it after a dot.</param>
    /// <param name="model">The model's name, for messages.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="parameterCount">Length of its parameter block.</param>
    /// <param name="prefix">Taken off the names; tensors without it are ignored.</param>
    /// <param name="rename">Rules as of <see cref="PretrainedWeightsAttribute.Rename"/>.</param>
    /// <param name="metadata">Takes the file's metadata, if that of a model is wanted.</param>
    /// <returns>The parameter block.</returns>
    /// <exception cref="InvalidOperationException">There is no such file, or more than one; the message lists what is embedded.</exception>
    /// <exception cref="WeightFormatException">No valid safetensors data, or a weight that is not finite.</exception>
    /// <exception cref="WeightMismatchException">Valid, but not the model's tensors; the message lists every difference.</exception>
    public static float[] LoadResource(
        Assembly assembly,
        string name,
        string model,
        ReadOnlySpan<TensorBinding> bindings,
        int parameterCount,
        string prefix,
        string[] rename,
        MetadataSlot? metadata = null)
    {
        Func<string, string>? names = rename.Length == 0 ? null : given => NameRules.Apply(rename, given);
        return LoadResource(assembly, name, model, bindings, parameterCount, new WeightLoadOptions { Prefix = prefix, Rename = names }, metadata);
    }

    private static float[] LoadResource(
        Assembly assembly,
        string name,
        string model,
        ReadOnlySpan<TensorBinding> bindings,
        int parameterCount,
        WeightLoadOptions options,
        MetadataSlot? metadata)
    {
        using Stream stream = OpenResource(assembly, name);
        string source = $"The resource '{Excerpt.Path(name)}' of {Excerpt.Of(assembly.GetName().Name ?? "")}";
        using SafetensorsReader reader = new(stream, ownsStream: false, source);
        return Read(reader, source, model, bindings, parameterCount, options, metadata);
    }

    /// <summary>Opens an embedded weight file.</summary>
    /// <param name="assembly">The assembly that carries it.</param>
    /// <param name="name">Its logical name, or the end of it after a dot; slashes may lean either way.</param>
    /// <exception cref="InvalidOperationException">There is none, or more than one; the message lists what is embedded.</exception>
    public static Stream OpenResource(Assembly assembly, string name)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        ArgumentException.ThrowIfNullOrEmpty(name);
        string[] all = assembly.GetManifestResourceNames();
        string[] found = Array.FindAll(all, each => Forward(each) == Forward(name));
        if (found.Length == 0)
            found = Array.FindAll(all, each => Forward(each).EndsWith("." + Forward(name), StringComparison.Ordinal));
        if (found.Length == 1 && assembly.GetManifestResourceStream(found[0]) is { } stream)
            return stream;
        string embedded = all.Length == 0 ? "nothing" : Excerpt.Join(", ", all);
        throw new InvalidOperationException(
            $"{Excerpt.Of(assembly.GetName().Name ?? "")} embeds {(found.Length > 1 ? "more than one" : "no")} weight file '{Excerpt.Path(name)}'; it embeds "
            + $"{embedded}. "
            + $"Add <EmbeddedResource Include=\"...\" LogicalName=\"{Excerpt.Path(name)}\" /> to the project.");

        // A name can be a path, and %(RecursiveDir) in a project on Windows has backslashes.
        static string Forward(string path) => path.Replace('\\', '/');
    }

    /// <summary>Reads what <paramref name="bindings"/> name, all or nothing.</summary>
    private static float[] Read(
        SafetensorsReader reader,
        string source,
        string model,
        ReadOnlySpan<TensorBinding> bindings,
        int parameterCount,
        WeightLoadOptions options,
        MetadataSlot? metadata)
    {
        TensorInfo?[] tensors = new TensorMatch(reader, source, model, options).Match(bindings);
        if (!options.IgnoreMetadata)
            metadata?.Fill(reader.Header.Metadata, options.Prefix, source);
        return Read(reader, source, tensors, bindings, parameterCount, options);
    }

    /// <summary>Reads tensors that have been matched with <paramref name="bindings"/>; where there is none, zeros stay.</summary>
    internal static float[] Read(
        SafetensorsReader reader, string source, TensorInfo?[] tensors, ReadOnlySpan<TensorBinding> bindings, int parameterCount, WeightLoadOptions options)
    {
        float[] parameters = new float[parameterCount];

        // Values first: what is added, and what must be equal, must find them in place.
        foreach (bool values in (ReadOnlySpan<bool>)[true, false])
        {
            for (int i = 0; i < tensors.Length; i++)
            {
                if (tensors[i] is { } tensor && (bindings[i].Added == 0 && bindings[i].TiedTo is null) == values)
                    ReadTensor(reader, source, tensor, bindings[i], parameters, options);
            }
        }

        return parameters;
    }

    private static void ReadTensor(
        SafetensorsReader reader, string source, TensorInfo tensor, TensorBinding binding, float[] parameters, WeightLoadOptions options)
    {
        if (binding.TiedTo is not null)
        {
            RequireTied(reader, source, tensor, binding, parameters);
            return;
        }

        if (binding.Added == 0)
        {
            Span<float> values = parameters.AsSpan(binding.Offset, binding.Count);
            reader.Read(tensor, values);
            RequireFinite(source, tensor, values, options);
            return;
        }

        // Its size is the model's, not the file's: the shapes have been compared.
        float[] addend = new float[binding.Count];
        reader.Read(tensor, addend);
        RequireFinite(source, tensor, addend, options);
        Span<float> target = parameters.AsSpan(binding.Offset, binding.Added);
        for (int i = 0; i < target.Length; i++)
        {
            // Not "-0f + 0f", which is +0f: a saved model comes back bit by bit.
            if (addend[i] != 0)
                target[i] += addend[i];
            if (!float.IsFinite(target[i]) && !options.AllowNonFinite)
                throw NotFinite(source, tensor, i, $"{addend[i]}, which gives {target[i]} when it is added to the other bias,");
        }

        addend.AsSpan(binding.Added).CopyTo(parameters.AsSpan(binding.Rest));
    }

    /// <summary>A matrix that the model has once may be there twice, but not as two.</summary>
    private static void RequireTied(SafetensorsReader reader, string source, TensorInfo tensor, TensorBinding binding, float[] parameters)
    {
        float[] values = new float[binding.Count];
        reader.Read(tensor, values);
        ReadOnlySpan<float> others = parameters.AsSpan(binding.Offset, binding.Count);
        int same = MemoryMarshal.Cast<float, int>(values).CommonPrefixLength(MemoryMarshal.Cast<float, int>(others));
        if (same == values.Length)
            return;
        throw new WeightMismatchException(string.Create(
            CultureInfo.InvariantCulture,
            $"{source}: '{Excerpt.Of(binding.Name)}' and '{Excerpt.Of(binding.TiedTo!)}' are two matrices (at index {same} {values[same]} and {others[same]}), but "
            + $"the model has one for both; nothing was loaded. Leave TiedTo out of the layer, or train and save them tied."));
    }

    private static void RequireFinite(string source, TensorInfo tensor, ReadOnlySpan<float> values, WeightLoadOptions options)
    {
        if (options.AllowNonFinite)
            return;
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
                throw NotFinite(source, tensor, i, values[i].ToString(CultureInfo.InvariantCulture));
        }
    }

    // Added up, as the other long messages that every program has: an interpolated string of more than four parts takes a native one a kilobyte more.
    private static WeightFormatException NotFinite(string source, TensorInfo tensor, int index, string found) => new(
        source + ": tensor '" + tensor.ShownName + "' (" + tensor.ToString() + ") holds " + found + " at index " + index.ToString(CultureInfo.InvariantCulture)
        + ", where a finite float32 is expected. Training diverged, or the value is beyond float32; set "
        + nameof(WeightLoadOptions) + "." + nameof(WeightLoadOptions.AllowNonFinite) + " to load it all the same.");

    /// <summary>A copy of a block whose weights are all finite: what is checked is what is written.</summary>
    private static float[] Finite(ReadOnlySpan<float> parameters, ReadOnlySpan<TensorBinding> bindings, string target)
    {
        float[] block = parameters.ToArray();
        foreach (TensorBinding binding in bindings)
        {
            // What is added to another tensor is looked at there.
            ReadOnlySpan<float> values = binding.HasOwn ? block.AsSpan(binding.OwnOffset, binding.Count - binding.Added) : [];
            for (int i = 0; i < values.Length; i++)
            {
                if (!float.IsFinite(values[i]))
                {
                    throw new InvalidOperationException(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{target} was not written: of '{Excerpt.Of(binding.Name)}', the weight at index {binding.Added + i} is {values[i]}, and loading "
                        + $"would refuse it. Training diverged; go back to a snapshot or the last checkpoint."));
                }
            }
        }

        return block;
    }

    /// <summary>The tensors, ready to be written.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="bindings">Its tensors.</param>
    /// <param name="block">Their values, of which no copy is made.</param>
    internal static SafetensorsWriter Collect(string model, ReadOnlySpan<TensorBinding> bindings, float[] block)
    {
        SafetensorsWriter writer = new() { HasChecksum = true };
        writer.Metadata["format"] = "pt";
        writer.Metadata["model"] = model;
        foreach (TensorBinding binding in bindings)
        {
            if (binding.TiedTo is not null)
                continue;
            if (binding.Added == 0)
                writer.Add(binding.Name, binding.Shape, block.AsMemory(binding.Offset, binding.Count));
            else if (!binding.HasOwn)
                writer.AddZeros(binding.Name, binding.Shape);
            else
                writer.Add(binding.Name, [.. binding.Shape], binding.Added, block.AsMemory(binding.Rest, binding.Count - binding.Added));
        }

        return writer;
    }
}
