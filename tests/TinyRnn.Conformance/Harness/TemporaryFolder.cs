namespace TinyRnn.Conformance;

/// <summary>An empty folder for one check, which goes with it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    public string Path(params ReadOnlySpan<string> names) => System.IO.Path.Combine([_folder.FullName, .. names]);

    /// <summary>Nothing is in the folder but this.</summary>
    public void HoldsOnly(string path) => Verify.Same<string>([path], Directory.GetFileSystemEntries(_folder.FullName), "what the folder holds");

    public void Dispose() => _folder.Delete(recursive: true);
}
