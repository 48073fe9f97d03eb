using System.Diagnostics;
using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>The program as a user runs it.</summary>
public sealed class CommandTests : SampleFolder
{
    [Theory]
    [InlineData("--length 1", "--length goes from 2 to 100")]
    [InlineData("--steps 0", "--steps must be at least 1")]
    [InlineData("--init nowhere.safetensors", "nowhere.safetensors")]
    [InlineData("--steps abc", "--steps is a whole number, and 'abc' is none")]
    [InlineData("--length abc", "--length is a whole number, and 'abc' is none")]
    [InlineData("--steps 99999999999", "--steps is a whole number, and '99999999999' is none")]
    [InlineData("--steps", "--steps")]
    [InlineData("--seed abc", "abc")]
    public void What_is_wrong_is_said(string arguments, string message)
    {
        (int code, _, string errors) = Start(["adding", "--out", Out, .. arguments.Split(' ')]);
        Assert.Equal(1, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_samples_are_listed()
    {
        (int code, string text, _) = Start([]);
        Assert.Equal(0, code);
        Assert.All(Gallery.Samples, sample => Assert.Contains(sample.Name, text, StringComparison.Ordinal));
    }

    /// <summary>Where nothing is a terminal, nobody knows how wide lines may be: they are as long as they are.</summary>
    [Fact]
    public void Lines_that_go_elsewhere_are_not_cut()
    {
        string missing = Path.Combine(Out, new string('x', 90) + ".safetensors");
        (_, string text, string errors) = Start(["adding", "--out", Out, "--init", missing]);
        Assert.Contains(missing, errors, StringComparison.Ordinal);
        (_, text, _) = Start(["text", "--quick", "--steps", "1", "--out", Out]);
        Assert.Contains(
            text.Split('\n'), line => line.StartsWith("sentences of", StringComparison.Ordinal) && line.Contains("chunks of 64", StringComparison.Ordinal));
    }

    private static (int Code, string Text, string Errors) Start(string[] arguments)
    {
        string host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        ProcessStartInfo start = new(host, [Path.Combine(AppContext.BaseDirectory, "TinyRnn.Samples.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text, errors.Result);
    }
}
