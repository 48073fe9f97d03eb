namespace TinyRnn.Tests;

/// <summary>The program that runs assemblies, for tests that start another one.</summary>
internal static class DotnetHost
{
    public static string Path =>
        System.IO.Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
            ? Environment.ProcessPath!
            : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
