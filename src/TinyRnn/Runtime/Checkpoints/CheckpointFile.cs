using System.ComponentModel;
using TinyRnn.Runtime.Files;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>
/// Training that can go on later, bit for bit: one safetensors file with the weights under PyTorch's names, the optimizer's memory as
/// <c>optimizer.[moment].[tensor]</c>, an average of the weights as <c>average.[tensor]</c>, and everything else in its metadata
/// (<see cref="CheckpointMetadata"/>). For TinyRnn's own trainers and checks.
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
    public static void Save(string path, TrainedModel model, TrainedParameters parameters, in CheckpointState state)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Collect(Excerpt.Path(path), model, parameters, state).Write);
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
        Collect(Excerpt.Path(SafetensorsReader.SourceName(stream)), model, parameters, state).Write(stream);
    }

    private static SafetensorsWriter Collect(string target, TrainedModel model, TrainedParameters parameters, in CheckpointState state)
    {
        RequireLayers(model, parameters);
        parameters.RequireOwnWeights("a checkpoint");
        int count = parameters.ParameterCount;
        ReadOnlySpan<string> moments = OptimizerMemory.Names(parameters.Optimizer);
        string[] blocks = Blocks(parameters, moments);
        float[] values = new float[count * (1 + blocks.Length)];
        parameters.Export(values.AsSpan(0, count));
        for (int i = 0; i < moments.Length; i++)
            parameters.ExportMoment(i, values.AsSpan(count * (1 + i), count));
        if (blocks.Length > moments.Length && parameters.AveragedUpdates > 0)
            parameters.ExportAverage(values.AsSpan(count * blocks.Length, count));
        RequireFinite(target, values, count, blocks);
        SafetensorsWriter writer = WeightFile.Collect(model.Name, WithBlocks(model.Tensors, blocks, count), values);
        CheckpointMetadata.Write(writer.Metadata, model, parameters, state);
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
        using SafetensorsReader reader = SafetensorsReader.Open(path);
        return Load(reader, Excerpt.Path(path), model, parameters);
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
        return Load(reader, Excerpt.Path(SafetensorsReader.SourceName(stream)), model, parameters);
    }

    private static CheckpointState Load(SafetensorsReader reader, string source, TrainedModel model, TrainedParameters parameters)
    {
        RequireLayers(model, parameters);
        CheckpointMetadata metadata = new(source, reader.Header.Metadata, parameters.LayerCount, parameters.LossNumbers);
        if (!metadata.IsFirstVersion && !reader.HasChecksum)
            throw CheckpointChecksum.Missing(source);
        int count = parameters.ParameterCount;
        ReadOnlySpan<string> moments = OptimizerMemory.Names(parameters.Optimizer);
        string[] blocks = Blocks(parameters, moments);
        TensorBinding[] bindings = WithBlocks(model.Tensors, blocks, count);
        WeightLoadOptions options = new() { HasFixedNames = true };
        TensorInfo?[] tensors = Match(reader, source, model, metadata.Differences(model, parameters), bindings, options);
        if (metadata.IsFirstVersion)
            CheckpointChecksum.Require(reader, source, bindings);
        float[] values = WeightFile.Read(reader, source, tensors, bindings, count * (1 + blocks.Length), options);
        RequireSquares(source, values, count, moments);

        // Everything has been read and checked: from here on nothing fails.
        parameters.Import(values.AsSpan(0, count));
        for (int i = 0; i < moments.Length; i++)
            parameters.ImportMoment(i, values.AsSpan(count * (1 + i), count));
        if (blocks.Length > moments.Length)
            parameters.ImportAverage(values.AsSpan(count * blocks.Length, count), metadata.AveragedUpdates);
        metadata.Apply(parameters);
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

    /// <summary>What stands before the tensors' names for each number that a weight has beside itself: the moments, and the average.</summary>
    private static string[] Blocks(TrainedParameters parameters, ReadOnlySpan<string> moments)
    {
        string[] blocks = new string[moments.Length + (parameters.Averaging is null ? 0 : 1)];
        for (int i = 0; i < moments.Length; i++)
            blocks[i] = $"optimizer.{moments[i]}";
        if (blocks.Length > moments.Length)
            blocks[^1] = "average";
        return blocks;
    }

    /// <summary>Their tensors after those of the weights, so that all are matched and read as one.</summary>
    private static TensorBinding[] WithBlocks(ReadOnlySpan<TensorBinding> bindings, string[] blocks, int parameterCount)
    {
        List<TensorBinding> all = [.. bindings];
        for (int i = 0; i < blocks.Length; i++)
        {
            foreach (TensorBinding binding in bindings)
            {
                int block = parameterCount * (1 + i);
                if (binding.HasOwn)
                    all.Add(binding with { Name = $"{blocks[i]}.{binding.Name}", Offset = binding.Offset + block, Rest = binding.Rest + block });
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

    private static void RequireFinite(string target, float[] values, int count, string[] blocks)
    {
        int bad = Array.FindIndex(values, value => !float.IsFinite(value));
        if (bad < 0)
            return;
        string what = bad < count ? "a weight" : $"a value of {blocks[(bad / count) - 1]}";
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
