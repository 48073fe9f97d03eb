using System.Diagnostics;

namespace TinyRnn.Attack.Harness;

/// <summary>Starts assemblies as processes of their own.</summary>
internal static class DotnetHost
{
    public static string Path =>
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>The repository, if the program still lies in it.</summary>
    public static string? Repository
    {
        get
        {
            string? folder = AppContext.BaseDirectory;
            while (folder is not null && !File.Exists(System.IO.Path.Combine(folder, "TinyRnn.sln")))
                folder = System.IO.Path.GetDirectoryName(folder);
            return folder;
        }
    }

    public static ProcessStartInfo Start(string assembly, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(Path) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(assembly);
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);

        // No core file and no report of a crash that was provoked.
        start.Environment["DOTNET_DbgEnableMiniDump"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";
        return start;
    }
}
