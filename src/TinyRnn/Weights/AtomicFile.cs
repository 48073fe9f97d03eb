namespace TinyRnn.Weights;

/// <summary>Replaces a file as a whole: whoever reads it finds the old content or the new, whatever happens in between.</summary>
/// <example>
/// <code>
/// AtomicFile.Write("settings.txt", stream =&gt; stream.Write("gain 3"u8));     // the old file or the new one, whatever happens
/// </code>
/// </example>
public static class AtomicFile
{
    /// <summary>
    /// Writes to a temporary file in the same folder, flushes it to the disk, renames it over <paramref name="path"/>, and flushes the folder. If anything
    /// fails, the old file is as it was and the temporary one is gone. A symbolic link stays one: the file that it leads to is replaced. The file's rights
    /// stay, on Linux its owner and group as well if the process may give files away (another user's file becomes this one's otherwise). A process that is
    /// killed meanwhile leaves at most one file, which the next save removes. Saves of several threads and processes each leave a whole
    /// file; the last one counts.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="write">Writes the content.</param>
    /// <exception cref="IOException">
    /// The folder is missing, the disk is full, <paramref name="path"/> is a folder, a named pipe, a socket or a device, or the like.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string target = Target(path);
        string folder = Path.GetDirectoryName(target)!;
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException(
                $"'{Excerpt.Path(target)}' was not written: there is no folder '{Excerpt.Path(folder)}'. Create it, or give another path.");
        }

        using FolderLock own = new(folder);
        TemporaryFile.RemoveLeftovers(target);
        bool exists = File.Exists(target);

        // The same folder is the same volume, where a rename cannot be half done.
        using (TemporaryFile temporary = TemporaryFile.Create(target, isPrivate: exists))
        {
            try
            {
                write(temporary.Stream);
                if (exists)
                    KeepRights(target, temporary.Stream);
                temporary.Stream.Flush(flushToDisk: true);
                temporary.MoveTo(target);
            }
            catch (Exception exception) when (SaveError.IsOf(exception, temporary.Path))
            {
                throw SaveError.Of(exception, temporary.Path, target);
            }
        }

        own.Flush(target);
    }

    /// <summary>The full path of the file that is to be replaced, links followed.</summary>
    private static string Target(string path)
    {
        FileInfo file = new(path);
        string? kind = LinuxFileStatus.Of(file.FullName) is { } status ? status.OtherKind : Directory.Exists(path) ? "a folder" : null;
        if (kind is null && Path.EndsInDirectorySeparator(path))
            kind = "the name of a folder";
        if (kind is not null)
        {
            throw new IOException(
                $"'{Excerpt.Path(path)}' is {kind}, where a file is expected: nothing was written. Give another path, or open it and save to the stream.");
        }

        return file.LinkTarget is null ? file.FullName : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? file.FullName;
    }

    /// <summary>A file that only its owner may read stays one, and stays its owner's. Changing the owner takes rights away, so it comes first.</summary>
    private static void KeepRights(string target, FileStream stream)
    {
        if (OperatingSystem.IsWindows())
            return;
        if (UnixFiles.IsSupported && LinuxFileStatus.Of(target) is { } old)
            UnixFiles.Give(stream.SafeFileHandle, old.Owner, old.Group);
        File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(target));
    }
}
