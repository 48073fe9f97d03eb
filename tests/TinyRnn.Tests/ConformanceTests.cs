using System.Diagnostics;
using TinyRnn.Conformance;
using Xunit;

namespace TinyRnn.Tests;

/// <summary>The conformance checks under the just-in-time compiler: here one by one, and again in processes that may use narrower vectors only.</summary>
public class ConformanceTests
{
    public static TheoryData<string> Names => [.. Check.All.Select(check => check.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Holds(string name)
    {
        try
        {
            Check.All.First(check => check.Name == name).Run();
        }
        catch (CheckSkippedException skip)
        {
            Assert.Skip(skip.Message);
        }
    }

    /// <summary>Each emitted variant must be executed, not only the widest one that this processor has.</summary>
    [Theory]
    [InlineData(512, "")]
    [InlineData(256, "DOTNET_EnableAVX512")]
    [InlineData(128, "DOTNET_EnableAVX2")]
    public void Holds_with_vectors_of(int bits, string disabled)
    {
        if (InstructionSet.ProcessorVectorBits < bits)
            Assert.Skip($"this processor has vectors of {InstructionSet.ProcessorVectorBits} bits");
        ProcessStartInfo start = new(DotnetHost.Path)
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(Check).Assembly.Location },
        };
        start.Environment.Remove("DOTNET_EnableAVX512");
        start.Environment.Remove("DOTNET_EnableAVX2");
        if (disabled.Length > 0)
            start.Environment[disabled] = "0";
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, output);
        Assert.Contains($"({bits} bits", output, StringComparison.Ordinal);
        Assert.Contains(" passed, 0 failed, ", output, StringComparison.Ordinal);
    }
}
