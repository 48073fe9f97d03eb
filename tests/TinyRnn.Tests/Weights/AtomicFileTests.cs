using TinyRnn.Runtime;
using TinyRnn.Weights;
using Xunit;

namespace TinyRnn.Tests.Weights;

/// <summary>A save that fails, or meets another one, leaves one whole file.</summary>
public sealed class AtomicFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    private string Target => Path.Combine(_folder.FullName, "model.safetensors");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_new_file_is_written_and_an_old_one_replaced()
    {
        AtomicFile.Write(Target, stream => stream.Write([1, 2, 3]));
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        AtomicFile.Write(Target, stream => stream.Write([4]));
        Assert.Equal([4], File.ReadAllBytes(Target));
        AssertAlone(Target);
    }

    [Fact]
    public void The_old_file_stands_until_the_new_one_is_whole()
    {
        File.WriteAllBytes(Target, [1, 2, 3]);
        AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        });
        Assert.Equal(100_000, new FileInfo(Target).Length);
    }

    [Fact]
    public void A_write_that_fails_midway_leaves_the_old_file_and_no_other()
    {
        File.WriteAllBytes(Target, [1, 2, 3]);
        NotSupportedException error = Assert.Throws<NotSupportedException>(() => AtomicFile.Write(Target, stream =>
        {
            stream.Write(new byte[100_000]);
            throw new NotSupportedException("midway");
        }));
        Assert.Equal("midway", error.Message);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Target));
        AssertAlone(Target);
    }

    [Fact]
    public void A_model_that_cannot_be_saved_leaves_the_old_file()
    {
        WeightFile.Save(Target, "TestNet", WeightData.Bindings, new float[WeightData.ParameterCount]);
        byte[] old = File.ReadAllBytes(Target);
        TensorBinding[] twice = [.. WeightData.Bindings, WeightData.Bindings[0]];
        Assert.Throws<ArgumentException>(() => WeightFile.Save(Target, "TestNet", twice, new float[WeightData.ParameterCount]));
        Assert.Equal(old, File.ReadAllBytes(Target));
        AssertAlone(Target);
    }

    [Fact]
    public void A_missing_folder_is_the_systems_error_with_the_path()
    {
        string path = Path.Combine(_folder.FullName, "none", "model.safetensors");
        WeightData.AssertSays(Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(path, _ => { })), path);
    }

    [Fact]
    public void A_folder_in_the_files_place_stays_and_nothing_is_left_beside_it()
    {
        Directory.CreateDirectory(Target);
        Exception error = Assert.ThrowsAny<Exception>(() => AtomicFile.Write(Target, stream => stream.Write([1])));
        Assert.True(error is IOException or UnauthorizedAccessException, error.ToString());
        AssertAlone(Target);
    }

    [Fact]
    public void A_symbolic_link_stays_one_and_its_file_is_replaced()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Links need a privilege on Windows.");
        string real = Path.Combine(_folder.CreateSubdirectory("real").FullName, "v1.safetensors");
        File.WriteAllBytes(real, [1]);
        File.CreateSymbolicLink(Target, Path.Combine("real", "v1.safetensors"));
        AtomicFile.Write(Target, stream => stream.Write([2]));
        Assert.Equal(Path.Combine("real", "v1.safetensors"), new FileInfo(Target).LinkTarget);
        Assert.Equal([2], File.ReadAllBytes(real));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(real)!));
    }

    [Fact]
    public void A_private_file_stays_private()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        File.WriteAllBytes(Target, [1]);
        File.SetUnixFileMode(Target, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        AtomicFile.Write(Target, stream => stream.Write([2]));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Target));
    }

    [Fact]
    public void Saves_at_the_same_time_end_with_one_whole_file()
    {
        const int writers = 8;
        TensorBinding[] bindings = [new("a", 50_000, 0, 0, TensorRole.Value)];
        Thread[] threads = new Thread[writers];
        Exception?[] errors = new Exception?[writers];
        for (int i = 0; i < writers; i++)
        {
            int writer = i;
            threads[i] = new Thread(() =>
            {
                float[] block = new float[50_000];
                Array.Fill(block, writer + 1);
                try
                {
                    for (int turn = 0; turn < 5; turn++)
                    {
                        WeightFile.Save(Target, "TestNet", bindings, block);
                        AssertUniform(WeightFile.Load(Target, "TestNet", bindings, block.Length, null));
                    }
                }
                catch (Exception exception)
                {
                    errors[writer] = exception;
                }
            });
            threads[i].Start();
        }

        foreach (Thread thread in threads)
            thread.Join();
        Assert.All(errors, Assert.Null);
        AssertAlone(Target);

        static void AssertUniform(float[] block)
        {
            Assert.InRange(block[0], 1, writers);
            Assert.Equal(-1, block.AsSpan().IndexOfAnyExcept(block[0]));
        }
    }

    private void AssertAlone(string path) => Assert.Equal([path], Directory.GetFileSystemEntries(_folder.FullName));
}
