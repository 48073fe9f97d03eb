namespace TinyRnn.Attack.Harness;

/// <summary>A folder that goes away again; in memory, where the system has such a place.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string InMemory = "/dev/shm";

    public TemporaryFolder(bool onDisk = false) =>
        Folder = Directory.CreateDirectory(System.IO.Path.Combine(!onDisk && Directory.Exists(InMemory) ? InMemory
            : System.IO.Path.GetTempPath(), $"tinyrnn-attack-{Guid.NewGuid():N}"));

    public DirectoryInfo Folder { get; }

    public string File(string name) => System.IO.Path.Combine(Folder.FullName, name);

    public void Dispose() => Folder.Delete(recursive: true);
}
