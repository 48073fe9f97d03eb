using System.Runtime.InteropServices;
using TinyRnn.Benchmarks.Table;

namespace TinyRnn.Benchmarks;

/// <summary>TorchSharp's row of the table, where libtorch is there and loads.</summary>
internal static class TorchRows
{
    /// <param name="messages">Takes the reason when there is no row.</param>
    public static IReadOnlyList<Row> Find(TextWriter messages)
    {
        // Loaded here first: TorchSharp's own attempt prints a page about the folders that it tries, and does not say which library is missing.
        if (Missing() is not { } missing)
            return [new("TorchSharp, 128 steps per call", "torch", weights => new TorchLstm(weights, SectionRun.Steps))];
        messages.WriteLine($"TorchSharp is left out: {missing}");
        messages.WriteLine();
        return [];
    }

    private static string? Missing()
    {
        if (!File.Exists(Native("libtorch_cpu.so")))
            return "libtorch is not there; build with -p:LibTorch=true for it (linux-x64, 460 MB).";
        try
        {
            NativeLibrary.Load(Native("libtorch_cpu.so"));
            NativeLibrary.Load(Native("libLibTorchSharp.so"));
            return null;
        }
        catch (DllNotFoundException exception)
        {
            // The first line says that it failed, one of the next ones why.
            string[] lines = exception.Message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return "libtorch does not load: " + (lines.FirstOrDefault(line => line.Contains("not found", StringComparison.Ordinal)) ?? lines[^1]);
        }
    }

    private static string Native(string file) =>
        Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", file);
}
