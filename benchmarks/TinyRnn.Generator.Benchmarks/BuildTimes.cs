using System.Diagnostics;
using System.Globalization;

namespace TinyRnn.Generator.Benchmarks;

/// <summary>
/// Seconds that models add to <c>dotnet build</c>, twenty that serve, and six that also learn: two projects that differ in nothing else, built in turn, each
/// from its sources anew. Warnings are errors:
/// a generator that cannot run is one, and would be fast.
/// </summary>
internal static class BuildTimes
{
    private const int Pairs = 3;

    public static void Write(TextWriter output)
    {
        DirectoryInfo root = Directory.CreateTempSubdirectory("tinyrnn-build-time-");
        try
        {
            string without = Project(root, "Without", []);
            output.WriteLine($"| 'dotnet build' {Server()}, seconds, median of {Pairs} pairs | without models | with them | difference |");
            output.WriteLine("|---|---:|---:|---:|");
            Pair($"{SampleModels.Twenty.Count} models", SampleModels.Twenty);
            Pair($"{SampleModels.Trained.Count} trained models", [.. SampleModels.Trained.Select(model => model.Attributes)]);

            void Pair(string name, IReadOnlyList<string> models)
            {
                string with = Project(root, name.Replace(' ', '_'), models);

                // The first pair fills the file system's cache, and starts the compiler server where one is used.
                _ = (Build(without), Build(with));
                (double Without, double With)[] pairs = [.. Enumerable.Range(0, Pairs).Select(_ => (Build(without), Build(with)))];
                output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"| {name} | {Median(pairs.Select(pair => pair.Without)):0.0} | {Median(pairs.Select(pair => pair.With)):0.0} | "
                    + $"{Median(pairs.Select(pair => pair.With - pair.Without)):0.0} |"));
            }

            output.WriteLine();
        }
        finally
        {
            root.Delete(recursive: true);
        }
    }

    /// <summary>MSBuild reads environment variables as properties.</summary>
    private static string Server() =>
        Environment.GetEnvironmentVariable("UseSharedCompilation") == "false" ? "without compiler server" : "with compiler server";

    private static string Project(DirectoryInfo root, string name, IReadOnlyList<string> models)
    {
        string folder = root.CreateSubdirectory(name).FullName;
        string here = AppContext.BaseDirectory;
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Path.Combine(here, "TinyRnn.dll")}" />
                <Analyzer Include="{Path.Combine(here, "TinyRnn.Generator.dll")}" />
                <Analyzer Include="{Path.Combine(here, "TinyRnn.Model.dll")}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Other.cs"), "class Other;\n");
        for (int i = 0; i < models.Count; i++)
            File.WriteAllText(Path.Combine(folder, $"Model{i}.cs"), SampleModels.Source($"Model{i}", models[i]));
        Dotnet(folder, "restore");
        return folder;
    }

    private static double Build(string folder)
    {
        long start = Stopwatch.GetTimestamp();
        Dotnet(folder, "build", "--no-restore", "--no-incremental");
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Dotnet(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };

        // Build nodes that outlive the build would wait for the end of this program's output.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using Process process = Process.Start(start)!;
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} in {folder}:\n{text}");
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Pairs / 2);
}
