using System.Text.Json;
using TinyRnn.Plot;
using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>A folder for what samples write, gone after the test.</summary>
public abstract class SampleFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A folder that does not exist yet.</summary>
    protected string Out => Path.Combine(_folder.FullName, "a");

    protected string File(string name) => Path.Combine(Out, name);

    /// <summary>A run of a few seconds.</summary>
    private protected SampleRun Quick(string name, params string[] arguments) => Gallery.Run(name, ["--quick", "--out", Out, .. arguments]);

    /// <summary>The picture was drawn, and each of its panels says what it shows.</summary>
    protected void IsDrawn(string name)
    {
        byte[] bytes = System.IO.File.ReadAllBytes(File(name));
        string start = System.Text.Encoding.Latin1.GetString(bytes, 0, 5);
        Assert.Equal(name.EndsWith(".png", StringComparison.Ordinal) ? "\u0089PNG\r" : "<?xml", start);
        Assert.All(Drawn(name).Panels, panel => Assert.NotEmpty(panel.Title));
    }

    /// <summary>What a picture was drawn from.</summary>
    private protected Figure Drawn(string name) =>
        JsonSerializer.Deserialize(System.IO.File.ReadAllText(File(Path.ChangeExtension(name, ".figure.json"))), FigureFile.Default.Figure)!;
}
