using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TinyRnn.Benchmarks.Table;

/// <summary>What figures are worthless without: processor, runtime, compiler, instruction set, pinning.</summary>
internal static class TableHeader
{
    public static void Write(TextWriter output, Contest contest)
    {
        WriteMachine(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"medians of {contest.Rounds} rounds, {contest.SlotMilliseconds} ms a slot"));
        output.WriteLine();
    }

    public static void WriteMachine(TextWriter output)
    {
        string compiler = RuntimeFeature.IsDynamicCodeCompiled ? "JIT" : "NativeAOT";
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Processor()}, {RuntimeInformation.OSDescription}"));
        output.WriteLine($"{RuntimeInformation.FrameworkDescription}, {compiler}, {InstructionSet.Name}, {Pinning()}");
    }

    private static string Processor()
    {
        const string info = "/proc/cpuinfo";
        string? line = File.Exists(info) ? File.ReadLines(info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim()
            ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER")
            ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    private static string Pinning()
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsWindows())
            return "not pinned";
        using Process self = Process.GetCurrentProcess();
        ulong mask = (ulong)self.ProcessorAffinity;
        return BitOperations.PopCount(mask) == 1
            ? string.Create(CultureInfo.InvariantCulture, $"pinned to core {BitOperations.TrailingZeroCount(mask)}")
            : "not pinned";
    }
}
