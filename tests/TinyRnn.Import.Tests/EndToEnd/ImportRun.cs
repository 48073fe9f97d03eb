using TinyRnn.Tool.Proving;

namespace TinyRnn.Import.Tests.EndToEnd;

/// <summary>One whole import in memory: read, written, compiled, replayed.</summary>
internal static class ImportRun
{
    public static string Data { get; } = Path.Combine(AppContext.BaseDirectory, "data", "import");

    /// <summary>Imports a file and proves it; what is wrong fails the test with all problems.</summary>
    public static (ModelImport Import, ProofResult Proof) Prove(string path, ImportOptions? options = null)
    {
        ModelImport import = ModelImport.Prepare(path, options ?? new ImportOptions());
        Assert.Empty(import.Problems);
        return (import, Replay(import));
    }

    /// <summary>Compiles and replays what an import made.</summary>
    public static ProofResult Replay(ModelImport import) => ClassProof.Run(import.ClassName, import.Files[0], import.Files[1], import.Files[2], import.Source);
}
