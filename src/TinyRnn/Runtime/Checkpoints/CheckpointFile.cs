using System.ComponentModel;
using TinyRnn.Runtime.Files;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>
/// Training that can go on later, bit for bit: one safetensors file with the weights under PyTorch's names, the optimizer's memory as
/// <c>optimizer.[moment].[tensor]</c>, an average of the weights as <c>average.[tensor]</c>, the model's metadata as <c>metadata.[key]</c>, and everything else
/// beside it (<see cref="CheckpointMetadata"/>). For TinyRnn's own trainers and checks.
/// </summary>
/// <remarks>
/// As in weight files, <c>bias_ih</c> is the sum of both biases and <c>bias_hh</c> is 0; moments are there once for the sum, so <c>bias_hh</c> has none (that
/// of a GRU has, for the part that stands alone). A model reads the weights with <see cref="WeightLoadOptions.IgnoreUnexpected"/>. Gradients are not kept: save
/// between an update and the next backward pass.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CheckpointFile
{
    /// <summary>Writes a checkpoint; the old one stays whole until the new one is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model, its layers and loss.</param>
    /// <param name="parameters">Weights, the optimizer's memory, settings and step counts.</param>
    /// <param name="state">What else there is to keep.</param>
    /// <exception cref="InvalidOperationException">
    /// Weights or moments are not finite: the checkpoint could not be loaded, and the last good one stays.
    /// </exception>
    /// <exception cref="IOException">The folder is missing, the disk is full, or the like.</exception>
    public static void Save(string path, TrainedModel model, TrainedParameters parameters, in CheckpointState state) =>
        Save(path, model, parameters, state, null);

    /// <summary>Writes a checkpoint of a trainer and of a loop around it, in one file: whoever reads it finds both of one moment.</summary>
    internal static void Save(string path, TrainedModel model, TrainedParameters parameters, in CheckpointState state, CheckpointOfLoop? loop)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Collect(Excerpt.Path(path), model, parameters, state, loop).Write);
    }

    /// <summary>Writes a checkpoint to a stream.</summary>
    /// <param name="stream">A writable stream.</param>
    /// <param name="model">The model, its layers and loss.</param>
    /// <param name="parameters">Weights, the optimizer's memory, settings and step counts.</param>
    /// <param name="state">What else there is to keep.</param>
    /// <exception cref="InvalidOperationException">Weights or moments are not finite: nothing was written.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Save(Stream stream, TrainedModel model, TrainedParameters parameters, in CheckpointState state)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Collect(Excerpt.Path(SafetensorsReader.SourceName(stream)), model, parameters, state, null).Write(stream);
    }

    private static SafetensorsWriter Collect(
        string target, TrainedModel model, TrainedParameters parameters, in CheckpointState state, CheckpointOfLoop? loop)
    {
        RequireLayers(model, parameters);
        parameters.RequireOwnWeights("a checkpoint");
        int count = parameters.ParameterCount;
        ReadOnlySpan<string> moments = OptimizerMemory.Names(parameters.Optimizer);
        string[] names = BlockNames(parameters, moments, loop);
        float[] values = new float[count * (1 + names.Length)];
        parameters.Export(values.AsSpan(0, count));
        for (int i = 0; i < moments.Length; i++)
            parameters.ExportMoment(i, values.AsSpan(count * (1 + i), count));
        int next = 1 + moments.Length;
        if (parameters.Averaging is not null)
        {
            if (parameters.AveragedUpdates > 0)
                parameters.ExportAverage(values.AsSpan(count * next, count));
            next++;
        }

        loop?.Best.CopyTo(values.AsSpan(count * next));
        RequireFinite(target, values, count, names);
        SafetensorsWriter writer = WeightFile.Collect(model.Name, WithBlocks(model.Tensors, names, count), values);
        model.Metadata?.Write(writer.Metadata, MetadataKeys.InCheckpoint);
        CheckpointMetadata.Write(writer.Metadata, model, parameters, state);
        loop?.Write(writer.Metadata);
        return writer;
    }

    /// <summary>
    /// Reads a checkpoint, all or nothing: settings, clipping, step counts and frozen layers become those of the file, gradients are dropped.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="model">The model, its layers and loss.</param>
    /// <param name="parameters">What the file is read into.</param>
    /// <returns>What else it kept.</returns>
    /// <exception cref="WeightFormatException">No valid checkpoint.</exception>
    /// <exception cref="WeightMismatchException">A checkpoint of another model, loss or optimizer; the message lists every difference.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static CheckpointState Load(string path, TrainedModel model, TrainedParameters parameters)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return Load(path, model, parameters, null);
    }

    /// <summary>Reads a checkpoint of a trainer and of a loop around it, all or nothing.</summary>
    internal static CheckpointState Load(string path, TrainedModel model, TrainedParameters parameters, CheckpointOfLoop? loop)
    {
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        return Load(reader, Excerpt.Path(path), model, parameters, loop);
    }

    /// <summary>Reads a checkpoint from a stream, all or nothing.</summary>
    /// <param name="stream">A readable stream, read from its position to its end.</param>
    /// <param name="model">The model, its layers and loss.</param>
    /// <param name="parameters">What the stream is read into.</param>
    /// <returns>What else it kept.</returns>
    /// <exception cref="WeightFormatException">No valid checkpoint.</exception>
    /// <exception cref="WeightMismatchException">A checkpoint of another model, loss or optimizer; the message lists every difference.</exception>
    public static CheckpointState Load(Stream stream, TrainedModel model, TrainedParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using SafetensorsReader reader = new(stream);
        return Load(reader, Excerpt.Path(SafetensorsReader.SourceName(stream)), model, parameters, null);
    }

    private static CheckpointState Load(
        SafetensorsReader reader, string source, TrainedModel model, TrainedParameters parameters, CheckpointOfLoop? loop)
    {
        RequireLayers(model, parameters);
        CheckpointMetadata metadata = new(source, reader.Header.Metadata, parameters.LayerCount, parameters.LossNumbers);
        if (!metadata.IsFirstVersion && !reader.HasChecksum)
            throw CheckpointChecksum.Missing(source);
        int count = parameters.ParameterCount;
        ReadOnlySpan<string> moments = OptimizerMemory.Names(parameters.Optimizer);
        List<string> differences = metadata.Differences(model, parameters);
        loop?.Read(source, reader.Header.Metadata, differences);
        string[] names = BlockNames(parameters, moments, loop);
        TensorBinding[] bindings = WithBlocks(model.Tensors, names, count);

        // What a loop has kept beside the trainer's is nothing to a trainer that goes on without it.
        bool hasLoop = loop is null && reader.Header.Metadata.ContainsKey(CheckpointOfLoop.Key);
        WeightLoadOptions options = new() { HasFixedNames = true, IgnoreUnexpected = hasLoop };
        TensorInfo?[] tensors = Match(reader, source, model, differences, bindings, options);
        if (metadata.IsFirstVersion)
            CheckpointChecksum.Require(reader, source, bindings);
        MetadataSlot? kept = model.Metadata?.InFront();
        kept?.Fill(reader.Header.Metadata, "", source);
        float[] values = WeightFile.Read(reader, source, tensors, bindings, count * (1 + names.Length), options);
        RequireSquares(source, values, count, moments);

        // Everything has been read and checked: from here on nothing fails.
        parameters.Import(values.AsSpan(0, count));
        for (int i = 0; i < moments.Length; i++)
            parameters.ImportMoment(i, values.AsSpan(count * (1 + i), count));
        int next = 1 + moments.Length;
        if (parameters.Averaging is not null)
            parameters.ImportAverage(values.AsSpan(count * next++, count), metadata.AveragedUpdates);
        loop?.Take(values.AsSpan(count * next));
        metadata.Apply(parameters);
        if (kept is not null)
            model.Metadata!.Take(kept);
        return metadata.State;
    }

    /// <summary>The tensors, if they are those of this training: their names and sizes are known before any of their data is read.</summary>
    private static TensorInfo?[] Match(
        SafetensorsReader reader, string source, TrainedModel model, List<string> differences, TensorBinding[] bindings, WeightLoadOptions options)
    {
        TensorInfo?[] tensors;
        try
        {
            tensors = new TensorMatch(reader, source, model.Name, options).Match(bindings);
        }
        catch (WeightMismatchException exception) when (differences.Count > 0)
        {
            throw new WeightMismatchException($"{exception.Message}\n{string.Join("\n", differences)}", exception)
            {
                Missing = exception.Missing,
                Unexpected = exception.Unexpected,
                WrongShape = exception.WrongShape,
                WrongType = exception.WrongType,
            };
        }

        if (differences.Count > 0)
            throw new WeightMismatchException(
                $"{source} is no checkpoint of this training of {Excerpt.Of(model.Name)}; nothing was loaded.\n{string.Join("\n", differences)}");
        return tensors;
    }

    /// <summary>What the tensors of a block are named by, of each block behind the weights: the moments, the average, and a loop's best weights.</summary>
    private static string[] BlockNames(TrainedParameters parameters, ReadOnlySpan<string> moments, CheckpointOfLoop? loop)
    {
        List<string> names = [];
        foreach (string moment in moments)
            names.Add($"optimizer.{moment}");
        if (parameters.Averaging is not null)
            names.Add("average");
        if (loop is { HasBest: true })
            names.Add(CheckpointOfLoop.BestName);
        return [.. names];
    }

    /// <summary>The tensors of other blocks after those of the weights, so that all are matched and read as one.</summary>
    private static TensorBinding[] WithBlocks(ReadOnlySpan<TensorBinding> bindings, ReadOnlySpan<string> names, int parameterCount)
    {
        List<TensorBinding> all = [.. bindings];
        for (int i = 0; i < names.Length; i++)
        {
            foreach (TensorBinding binding in bindings)
            {
                int block = parameterCount * (1 + i);
                if (binding.HasOwn)
                    all.Add(binding with { Name = $"{names[i]}.{binding.Name}", Offset = binding.Offset + block, Rest = binding.Rest + block });
            }
        }

        return [.. all];
    }

    private static void RequireLayers(TrainedModel model, TrainedParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(parameters);
        if (model.Layers.Length != parameters.LayerCount)
            throw new ArgumentException(
                $"{Excerpt.Of(model.Name)} has {Counted.Of(model.Layers.Length, "layer")}, but its parameters are those of "
                + $"{parameters.LayerCount}.", nameof(model));
    }

    private static void RequireFinite(string target, float[] values, int count, ReadOnlySpan<string> names)
    {
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad < 0)
            return;
        string what = bad < count ? "a weight" : $"a value of {names[(bad / count) - 1]}";
        throw new InvalidOperationException(
            FormattableString.Invariant(
                $"{target} was not written: {what} is {values[bad]}. Training diverged; go back to a snapshot or the last checkpoint."));
    }

    /// <summary>The root of a negative one would be NaN in the first update.</summary>
    private static void RequireSquares(string source, float[] values, int count, ReadOnlySpan<string> moments)
    {
        for (int i = 0; i < moments.Length; i++)
        {
            if (!OptimizerMemory.IsSquare(moments[i]))
                continue;
            foreach (float value in values.AsSpan(count * (1 + i), count))
            {
                if (value < 0)
                {
                    throw new WeightFormatException(
                        FormattableString.Invariant(
                            $"{source}: optimizer.{moments[i]} holds {value}, but a mean of squares is at least 0. The file is damaged; load another one."));
                }
            }
        }
    }
}
