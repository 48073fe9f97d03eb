using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>What a save may replace, what it leaves beside it, and what the messages call it.</summary>
internal static class AtomicTargetChecks
{
    private const string OtherDigits = "0123456789abcdef0123456789abcdef";

    public static IReadOnlyList<Check> All { get; } =
    [
        In("names of up to 255 bytes are saved to, new and old", LongNames),
        In("what a killed process left is removed by the next save", Leftovers),
        In("files of other names stay", OtherFiles),
        In("a file that another one is writing stays, and both are whole", BeingWritten),
        In("a file can be read at every moment while others save it", ReadMeanwhile),
        In("a link under the name of a leftover is not followed", PlantedLink),
        In("a save inside a save does not wait for itself", Nested),
        In("a folder that another program has locked is saved to all the same", LockedFolder),
        In("a folder that may be written and not listed is saved to", UnlistedFolder),
        In("a named pipe, a socket, a device or a folder is refused and stays", NoFiles),
        In("a link to such a thing is refused", LinkToPipe),
        In("owner and group stay", Owner),
        In("rights of all kinds stay", Rights),
        In("errors name the file and not the temporary one", Errors),
    ];

    private static Check In(string what, Action<TemporaryFolder, string> run) => new($"Atomic save: {what}", () =>
    {
        using TemporaryFolder folder = new();
        run(folder, folder.Path("model.safetensors"));
    });

    private static void LongNames(TemporaryFolder folder, string target)
    {
        if (OperatingSystem.IsWindows())
            throw new CheckSkippedException("paths are limited there");
        foreach (int length in (int[])[100, 101, 143, 218, 219, 230, 254, 255])
        {
            foreach (string letter in (string[])["n", "\u00e9", "\U0001F600"])
            {
                int size = System.Text.Encoding.UTF8.GetByteCount(letter);
                string path = folder.Path(string.Concat(Enumerable.Repeat(letter, length / size)) + new string('x', length % size));
                for (byte turn = 0; turn < 2; turn++)
                {
                    AtomicFile.Write(path, stream => stream.WriteByte(turn));
                    Verify.Same<byte>([turn], File.ReadAllBytes(path), "bytes of the file");
                    folder.HoldsOnly(path);
                }

                File.Delete(path);
            }
        }
    }

    private static void Leftovers(TemporaryFolder folder, string target)
    {
        foreach (string name in (string[])["model.safetensors", new string('n', 200), "a*b?[c].bin"])
        {
            if (OperatingSystem.IsWindows() && name.Contains('*', StringComparison.Ordinal))
                continue;
            string path = folder.Path(name);
            AtomicFile.Write(path, stream =>
            {
                // Its own name, as a killed process would leave it.
                string own = Directory.GetFiles(folder.Path(), "*.tmp").Single();
                File.WriteAllBytes(own[..^36] + OtherDigits + ".tmp", new byte[1000]);
            });
            Verify.Equal(2, Directory.GetFiles(folder.Path()).Length, "files");
            File.WriteAllBytes($"{path}.{new string('0', 32)}.tmp", [1]);
            AtomicFile.Write(path, stream => stream.WriteByte(1));
            folder.HoldsOnly(path);
            File.Delete(path);
        }
    }

    private static void OtherFiles(TemporaryFolder folder, string target)
    {
        string[] names =
        [
            "model.safetensors.tmp", $"other.safetensors.{OtherDigits}.tmp", $"model.safetensors.{OtherDigits}", $"model.safetensors.{OtherDigits[1..]}.tmp",
            $"model.safetensors.{OtherDigits[1..]}G.tmp", $"model.safetensors2.{OtherDigits}.tmp", $"my.model.safetensors.{OtherDigits}.tmp",
        ];
        foreach (string name in names)
            File.WriteAllBytes(folder.Path(name), [1]);
        AtomicFile.Write(target, stream => stream.WriteByte(1));
        Verify.Equal(names.Length + 1, Directory.GetFiles(folder.Path()).Length, "files");
    }

    private static void BeingWritten(TemporaryFolder folder, string target)
    {
        using ManualResetEventSlim begun = new();
        using ManualResetEventSlim over = new();
        Exception? error = null;
        Thread slow = new(() =>
        {
            try
            {
                AtomicFile.Write(target, stream =>
                {
                    stream.Write([1, 1, 1]);
                    begun.Set();
                    over.Wait();
                    stream.Write([1, 1, 1]);
                });
            }
            catch (Exception exception)
            {
                error = exception;
            }
        });
        slow.Start();
        begun.Wait();

        // Waits for a while, and goes on then.
        AtomicFile.Write(target, stream => stream.Write([2]));
        Verify.Same<byte>([2], File.ReadAllBytes(target), "the other one's bytes");
        Verify.Equal(2, Directory.GetFiles(folder.Path()).Length, "files");
        over.Set();
        slow.Join();
        Verify.Equal(null, error, "error");
        Verify.Same<byte>([1, 1, 1, 1, 1, 1], File.ReadAllBytes(target), "bytes of the one that ended last");
        folder.HoldsOnly(target);
    }

    private static void ReadMeanwhile(TemporaryFolder folder, string target)
    {
        AtomicFile.Write(target, stream => stream.Write(new byte[1000]));
        bool over = false;
        Exception? error = null;
        Thread reader = new(() =>
        {
            try
            {
                while (!Volatile.Read(ref over))
                {
                    byte[] bytes = File.ReadAllBytes(target);
                    Verify.That(bytes.Length == 1000 && !bytes.AsSpan().ContainsAnyExcept(bytes[0]), "a file of two saves");
                }
            }
            catch (Exception exception)
            {
                error = exception;
            }
        });
        reader.Start();
        for (int turn = 0; turn < 300; turn++)
        {
            byte[] bytes = new byte[1000];
            Array.Fill(bytes, (byte)turn);
            AtomicFile.Write(target, stream => stream.Write(bytes));
        }

        Volatile.Write(ref over, true);
        reader.Join();
        Verify.Equal(null, error, "error of the reader");
    }

    private static void PlantedLink(TemporaryFolder folder, string target)
    {
        if (OperatingSystem.IsWindows())
            throw new CheckSkippedException("links need a privilege on Windows");
        string secret = folder.Path("secret");
        File.WriteAllBytes(secret, [7]);
        File.CreateSymbolicLink($"{target}.{OtherDigits}.tmp", secret);
        AtomicFile.Write(target, stream => stream.WriteByte(1));
        Verify.Same<byte>([7], File.ReadAllBytes(secret), "bytes of what the link leads to");
    }

    private static void Nested(TemporaryFolder folder, string target)
    {
        long begin = Environment.TickCount64;
        AtomicFile.Write(target, stream =>
        {
            for (int turn = 0; turn < 4; turn++)
                AtomicFile.Write(target + "2", inner => inner.WriteByte(2));
            stream.WriteByte(1);
        });

        // Each would wait for five seconds.
        Verify.That(Environment.TickCount64 - begin < 15_000, "it waited");
        Verify.Same<byte>([1], File.ReadAllBytes(target), "bytes");
        Verify.Same<byte>([2], File.ReadAllBytes(target + "2"), "bytes of the inner one");
    }

    private static void LockedFolder(TemporaryFolder folder, string target)
    {
        RequireLinux();
        int file = UnixCalls.LockFolder(folder.Path());
        try
        {
            AtomicFile.Write(target, stream => stream.WriteByte(1));
            folder.HoldsOnly(target);
        }
        finally
        {
            _ = UnixCalls.Close(file);
        }
    }

    private static void UnlistedFolder(TemporaryFolder folder, string target)
    {
        if (OperatingSystem.IsWindows())
            throw new CheckSkippedException("Windows has no such modes");
        File.SetUnixFileMode(folder.Path(), UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        try
        {
            AtomicFile.Write(target, stream => stream.WriteByte(1));
        }
        finally
        {
            File.SetUnixFileMode(folder.Path(), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        folder.HoldsOnly(target);
    }

    private static void NoFiles(TemporaryFolder folder, string target)
    {
        Refused(folder.Path(), "is a folder");
        Refused(target + "/", "is the name of a folder");
        RequireLinux();
        UnixCalls.MakePipe(target);
        Refused(target, "is a named pipe");
        File.Delete(target);
        using (System.Net.Sockets.Socket socket = new(
            System.Net.Sockets.AddressFamily.Unix, System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Unspecified))
        {
            socket.Bind(new System.Net.Sockets.UnixDomainSocketEndPoint(target));
            Refused(target, "is a socket");
        }

        Refused("/dev/null", "is a device");
        File.WriteAllBytes("/dev/null", [1]);
        Verify.Equal(0, File.ReadAllBytes("/dev/null").Length, "bytes in /dev/null");
    }

    private static void LinkToPipe(TemporaryFolder folder, string target)
    {
        RequireLinux();
        UnixCalls.MakePipe(folder.Path("pipe"));
        File.CreateSymbolicLink(target, "pipe");
        Refused(target, "is a named pipe");
        Verify.Equal("pipe", new FileInfo(target).LinkTarget, "the link's target");
    }

    private static void Owner(TemporaryFolder folder, string target)
    {
        if (!OperatingSystem.IsLinux())
            throw new CheckSkippedException("Linux only");
        File.WriteAllBytes(target, [1]);
        if (UnixCalls.Chown(target, 12345, 23456) != 0)
            throw new CheckSkippedException("only root can give files away");
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        AtomicFile.Write(target, stream => stream.WriteByte(2));
        Verify.Same<byte>([2], File.ReadAllBytes(target), "bytes");
        Verify.Equal((12345, 23456), UnixCalls.OwnerOf(target), "owner and group");
        Verify.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead, File.GetUnixFileMode(target), "mode");
    }

    private static void Rights(TemporaryFolder folder, string target)
    {
        if (OperatingSystem.IsWindows())
            throw new CheckSkippedException("Windows has no such modes");
        foreach (int mode in (int[])[0x1FF, 0x1A4, 0x124, 0x100, 0x080, 0x000])
        {
            File.WriteAllBytes(target, [1]);
            File.SetUnixFileMode(target, (UnixFileMode)mode);
            AtomicFile.Write(target, stream => stream.WriteByte(2));
            Verify.Equal((UnixFileMode)mode, File.GetUnixFileMode(target), "mode");
            folder.HoldsOnly(target);
            File.Delete(target);
        }
    }

    private static void Errors(TemporaryFolder folder, string target)
    {
        string missing = folder.Path("none", "model.safetensors");
        DirectoryNotFoundException error =
            Verify.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(missing, _ => { }), $"'{missing}'", $"no folder '{folder.Path("none")}'");
        Verify.That(!error.Message.Contains(".tmp", StringComparison.Ordinal), error.Message);
        Exception other = Verify.Throws<IOException>(
            () => AtomicFile.Write(target, stream => throw new IOException($"No space left on device : '{((FileStream)stream).Name}'")),
            $"'{target}' was not written: No space left");
        Verify.That(!other.Message.Contains(".tmp", StringComparison.Ordinal), other.Message);
        RequireLinux();
        other = Verify.Throws<Exception>(() => AtomicFile.Write("/proc/self/model.safetensors", _ => { }), "'/proc/self/model.safetensors'");
        Verify.That(other is IOException or UnauthorizedAccessException && !other.Message.Contains(".tmp", StringComparison.Ordinal), other.Message);
    }

    private static void Refused(string path, string message)
    {
        bool written = false;
        Verify.Throws<IOException>(() => AtomicFile.Write(path, _ => written = true), $"'{path}' {message}", "nothing was written");
        Verify.That(!written, "the content was made");
    }

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux())
            throw new CheckSkippedException("Linux only");
    }
}
