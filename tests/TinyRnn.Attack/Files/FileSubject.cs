namespace TinyRnn.Attack.Files;

/// <summary>Something that reads files: a model, or a trainer with its checkpoints.</summary>
internal abstract class FileSubject
{
    public abstract string Name { get; }

    /// <summary>What damage begins with.</summary>
    public abstract byte[] Original { get; }

    /// <summary>Reads a damaged file.</summary>
    /// <param name="file">It.</param>
    /// <param name="sparseTail">Zeros behind it that take no room.</param>
    /// <returns>What is wrong with how it was read; <see langword="null"/> if nothing is.</returns>
    public abstract Fault? Try(byte[] file, long sparseTail);

    /// <param name="Kind">Without what differs from case to case.</param>
    /// <param name="Text">In detail.</param>
    internal sealed record Fault(string Kind, string Text);
}
