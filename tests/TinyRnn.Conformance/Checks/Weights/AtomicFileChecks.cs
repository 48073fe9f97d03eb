using TinyRnn.Runtime.Files;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A save that fails, or meets another one, leaves one whole file.</summary>
internal static class AtomicFileChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        In("a new file is written and an old one replaced", Replaces),
        In("the old file stands until the new one is whole", StandsUntilWhole),
        In("a write that fails midway leaves the old file and no other", FailsMidway),
        In("a model that cannot be saved leaves the old file", FailsBefore),
        In("a missing folder is the system's error with the path", MissingFolder),
        In("a folder in the file's place stays and nothing is left beside it", FolderInPlace),
        In("a symbolic link stays one and its file is replaced", SymbolicLink),
        In("a private file stays private", Private),
        In("saves at the same time end with one whole file", Together),
    ];

    /// <summary>Each check has a folder of its own, and a file in it to write.</summary>
    private static Check In(string what, Action<TemporaryFolder, string> run) => new($"Atomic save: {what}", () =>
    {
        using TemporaryFolder folder = new();
        run(folder, folder.Path("model.safetensors"));
    });

    private static void Replaces(TemporaryFolder folder, string target)
    {
        AtomicFile.Write(target, stream => stream.Write([1, 2, 3]));
        Holds(target, 1, 2, 3);
        AtomicFile.Write(target, stream => stream.Write([4]));
        Holds(target, 4);
        folder.HoldsOnly(target);
    }

    private static void StandsUntilWhole(TemporaryFolder folder, string target)
    {
        File.WriteAllBytes(target, [1, 2, 3]);
        AtomicFile.Write(target, stream =>
        {
            stream.Write(new byte[100_000]);
            Holds(target, 1, 2, 3);
        });
        Verify.Equal(100_000, new FileInfo(target).Length, "bytes");
        folder.HoldsOnly(target);
    }

    private static void FailsMidway(TemporaryFolder folder, string target)
    {
        File.WriteAllBytes(target, [1, 2, 3]);
        Verify.Throws<NotSupportedException>(
            () => AtomicFile.Write(target, stream =>
            {
                stream.Write(new byte[100_000]);
                throw new NotSupportedException("midway");
            }),
            "midway");
        Holds(target, 1, 2, 3);
        folder.HoldsOnly(target);
    }

    private static void FailsBefore(TemporaryFolder folder, string target)
    {
        WeightFile.Save(target, "TestNet", WeightData.Bindings, new float[WeightData.ParameterCount]);
        byte[] old = File.ReadAllBytes(target);
        TensorBinding[] twice = [.. WeightData.Bindings, WeightData.Bindings[0]];
        Verify.Throws<ArgumentException>(() => WeightFile.Save(target, "TestNet", twice, new float[WeightData.ParameterCount]));
        Holds(target, old);
        folder.HoldsOnly(target);
    }

    private static void MissingFolder(TemporaryFolder folder, string target)
    {
        string path = folder.Path("none", "model.safetensors");
        Verify.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, _ => { }), path);
    }

    private static void FolderInPlace(TemporaryFolder folder, string target)
    {
        Directory.CreateDirectory(target);
        Exception error = Verify.Throws<Exception>(() => AtomicFile.Write(target, stream => stream.Write([1])));
        Verify.That(error is IOException or UnauthorizedAccessException, error.ToString());
        folder.HoldsOnly(target);
    }

    private static void SymbolicLink(TemporaryFolder folder, string target)
    {
        if (OperatingSystem.IsWindows())
            throw new CheckSkippedException("links need a privilege on Windows");
        Directory.CreateDirectory(folder.Path("real"));
        string real = folder.Path("real", "v1.safetensors");
        File.WriteAllBytes(real, [1]);
        File.CreateSymbolicLink(target, Path.Combine("real", "v1.safetensors"));
        AtomicFile.Write(target, stream => stream.Write([2]));
        Verify.Equal(Path.Combine("real", "v1.safetensors"), new FileInfo(target).LinkTarget, "the link's target");
        Holds(real, 2);
        Verify.Equal(1, Directory.GetFiles(folder.Path("real")).Length, "files beside the link's target");
    }

    private static void Private(TemporaryFolder folder, string target)
    {
        if (OperatingSystem.IsWindows())
            throw new CheckSkippedException("Windows has no such modes");
        File.WriteAllBytes(target, [1]);
        File.SetUnixFileMode(target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(target, stream => stream.Write([2]));
        Verify.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(target), "mode");
    }

    private static void Together(TemporaryFolder folder, string target)
    {
        const int writers = 8;
        TensorBinding[] bindings = [new("a", [50_000], 0)];
        Exception?[] errors = new Exception?[writers];
        Thread[] threads = [.. Enumerable.Range(0, writers).Select(writer => new Thread(() =>
        {
            try
            {
                SaveAndLoad(target, bindings, writer + 1);
            }
            catch (Exception exception)
            {
                errors[writer] = exception;
            }
        }))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        Verify.Equal(null, errors.FirstOrDefault(error => error is not null), "error of a writer");
        folder.HoldsOnly(target);
    }

    /// <summary>Whoever wrote the file last, all of it is theirs.</summary>
    private static void SaveAndLoad(string target, TensorBinding[] bindings, float value)
    {
        float[] block = new float[50_000];
        Array.Fill(block, value);
        for (int turn = 0; turn < 5; turn++)
        {
            WeightFile.Save(target, "TestNet", bindings, block);
            float[] loaded = WeightFile.Load(target, "TestNet", bindings, block.Length, null);
            Verify.That(loaded[0] >= 1 && !loaded.AsSpan().ContainsAnyExcept(loaded[0]), "a file of two writers");
        }
    }

    private static void Holds(string path, params byte[] bytes) => Verify.Same<byte>(bytes, File.ReadAllBytes(path), "bytes of the file");
}
