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
