namespace TinyRnn.Import;

/// <summary>Reads one file format.</summary>
internal abstract class FormatReader
{
    /// <summary>The format, as people call it.</summary>
    public abstract string Format { get; }

    /// <summary>Whether a file is of this format, told by its content.</summary>
    /// <param name="head">The file's first bytes, up to <see cref="FormatReaders.HeadLength"/>.</param>
    /// <param name="file">The file, at its beginning.</param>
    public abstract bool Recognises(ReadOnlySpan<byte> head, Stream file);

    /// <summary>Reads it. What is not supported is listed in <see cref="SourceModel.Problems"/>, all of it.</summary>
    /// <param name="file">The file, at its beginning, seekable.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="options">What the caller fixed.</param>
    /// <exception cref="SourceFormatException">The file is damaged or contradicts itself.</exception>
    public abstract SourceModel Read(Stream file, string name, ReadOptions options);
}
