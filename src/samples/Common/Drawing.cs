using System.Diagnostics;
using System.Text.Json;
using TinyRnn.Plot;

namespace TinyRnn.Samples;

/// <summary>
/// Draws figures with the tool beside this program. It is a program of its own because the plotting library cannot be compiled natively, and this program can.
/// </summary>
internal static class Drawing
{
    private const string Tool = "TinyRnn.Plot";

    /// <param name="figure">What to draw.</param>
    /// <param name="picture">A path that ends in .svg or .png; the figure's numbers go beside it.</param>
    /// <returns>The picture's path, or how to draw it.</returns>
    public static string Draw(Figure figure, string picture)
    {
        string source = Path.ChangeExtension(picture, ".figure.json");
        File.WriteAllText(source, JsonSerializer.Serialize(figure, FigureFile.Default.Figure));
        return Find() is { } tool && Run(tool, source, picture)
            ? picture
            : $"draw it with: {Start()} -- \"{Path.GetFullPath(source)}\" \"{Path.GetFullPath(picture)}\"";
    }

    /// <summary>The command that starts the tool, from anywhere if this program or the user is somewhere in the repository.</summary>
    private static string Start()
    {
        string project = Path.Combine("src", Tool);
        foreach (string start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, project, Tool + ".csproj")))
                    return $"dotnet run --project \"{Path.Combine(folder.FullName, project)}\"";
            }
        }

        return $"(in TinyRnn's repository) dotnet run --project {project}";
    }

    /// <summary>
    /// All projects build into folders side by side: .../bin/TinyRnn.Samples/release and .../bin/TinyRnn.Plot/release. A published
    /// program has no such neighbour.
    /// </summary>
    private static string? Find()
    {
        DirectoryInfo own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        if (own.Parent?.Parent is not { } all)
            return null;
        string path = Path.Combine(all.FullName, Tool, own.Name, Tool + ".dll");
        return File.Exists(path) ? path : null;
    }

    private static bool Run(string tool, string figure, string picture)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(host) { ArgumentList = { tool, figure, picture }, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No dotnet to be found: the numbers are in their file all the same.
            return false;
        }
    }
}
