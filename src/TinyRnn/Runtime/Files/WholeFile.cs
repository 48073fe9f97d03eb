using System.ComponentModel;
using TinyRnn.Weights;

namespace TinyRnn.Runtime.Files;

/// <summary>Files and streams as bytes in memory, without holding a thread while they come. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WholeFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The file is missing, cannot be read, or has more bytes than an array.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        // Deletion is shared, because on Windows nobody could save over the file otherwise.
        FileStream file = new(
            path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (file.ConfigureAwait(false))
            return await ReadAsync(file, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a stream from its position to its end.</summary>
    /// <param name="stream">A readable stream; the caller disposes it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="IOException">The stream cannot be read, or has more bytes than an array.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long length = stream.CanSeek ? Math.Max(stream.Length - stream.Position, 0) : 0;
        if (length > Array.MaxLength)
        {
            throw new IOException(
                $"{Excerpt.Path(SafetensorsReader.SourceName(stream))} has {Counted.Of(length, "byte")}, and LoadAsync takes at most {Array.MaxLength} into "
                + $"memory. Use Load, which reads piece by piece.");
        }

        MemoryStream copy = new((int)length);
        await stream.CopyToAsync(copy, cancellationToken).ConfigureAwait(false);
        return copy.GetBuffer().AsMemory(0, (int)copy.Length);
    }

    /// <summary>What messages call a stream.</summary>
    public static string NameOf(Stream stream) => SafetensorsReader.SourceName(stream);
}
