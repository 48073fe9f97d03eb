using TinyRnn.Weights;

namespace TinyRnn.Runtime.Checkpoints;

/// <summary>What a checkpoint keeps of a loop around the trainer, in the same file, so that both are of one moment.</summary>
internal abstract class CheckpointOfLoop
{
    /// <summary>The key that every such file has in its metadata: the version of the loop's entries.</summary>
    public const string Key = "fit";

    /// <summary>What the tensors of <see cref="Best"/> are named by, before the model's names.</summary>
    public const string BestName = "fit.best";

    /// <summary>There are weights to keep beside those in training.</summary>
    public bool HasBest => !Best.IsEmpty;

    /// <summary>These weights, in the order of files.</summary>
    public abstract ReadOnlySpan<float> Best { get; }

    /// <summary>Writes the loop's entries.</summary>
    /// <param name="texts">The metadata.</param>
    public abstract void Write(IDictionary<string, string> texts);

    /// <summary>Reads the loop's entries, and takes nothing over yet.</summary>
    /// <param name="source">The file's name, for messages.</param>
    /// <param name="texts">Its metadata.</param>
    /// <param name="differences">Receives what does not fit, a sentence each.</param>
    /// <exception cref="WeightFormatException">No valid entries.</exception>
    public abstract void Read(string source, HeaderMetadata texts, List<string> differences);

    /// <summary>Takes over what has been read: all of the file has been found right.</summary>
    /// <param name="best">The weights of the file, as many as <see cref="Best"/> has.</param>
    public abstract void Take(ReadOnlySpan<float> best);
}
