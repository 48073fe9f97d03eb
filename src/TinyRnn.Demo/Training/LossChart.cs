using System.Diagnostics;

namespace TinyRnn.Demo.Training;

/// <summary>
/// Draws loss curves with the tool beside this program. It is a program of its own because the plotting library cannot be compiled natively, and this program can.
/// </summary>
internal static class LossChart
{
    private const string Tool = "TinyRnn.Plot";

    /// <returns>The picture's path, or how to draw it.</returns>
    public static string Draw(string losses, string picture)
    {
        string instruction = $"dotnet run --project src/{Tool} -- {losses} {picture}";
        return Find() is { } tool && Run(tool, losses, picture) ? picture : "draw it with: " + instruction;
    }

    /// <summary>All projects build into folders side by side: .../bin/TinyRnn.Demo/release and .../bin/TinyRnn.Plot/release. A published program has no such neighbour.</summary>
    private static string? Find()
    {
        DirectoryInfo own = new(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        if (own.Parent?.Parent is not { } all)
            return null;
        string path = Path.Combine(all.FullName, Tool, own.Name, Tool + ".dll");
        return File.Exists(path) ? path : null;
    }

    private static bool Run(string tool, string losses, string picture)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(host) { ArgumentList = { tool, losses, picture }, RedirectStandardOutput = true })!;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // No dotnet to be found: the losses are in their file all the same.
            return false;
        }
    }
}
