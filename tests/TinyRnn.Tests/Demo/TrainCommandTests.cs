using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace TinyRnn.Tests.Demo;

/// <summary>The demo's commands, run as a user runs them: what they say they learnt, and the files that they leave.</summary>
public sealed class TrainCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    public void Dispose() => _folder.Delete(recursive: true);

    /// <summary>Guessing one of six leaves ln 6 = 1.79 and gets 17 % right. This run stands at 1.0 and 54 %.</summary>
    [Fact]
    public void Gestures_are_learnt()
    {
        string text = Run("train", "gestures", "--quick", "--out", Weights);
        Assert.InRange(Number(text, @"^test accuracy: (\S+) %"), 40, 100);
        Assert.InRange(Number(text, @"^loss \(cross-entropy\): (\S+) "), 0, 1.3);
        Assert.Contains("1.0 s: ", text, StringComparison.Ordinal);
        Files(600);
    }

    /// <summary>Who always answers 1 is wrong by 0.169. When the loss falls depends on the seed; from then on it is below 0.01.</summary>
    [Fact]
    public void Adding_is_learnt()
    {
        string text = Run("train", "adding", "--quick", "--out", Weights);
        Assert.InRange(Number(text, @"^always answering 1: (\S+)"), 0.16, 0.18);
        Assert.InRange(Number(text, @"^test error: (\S+) "), 0, 0.02);
        Files(2000);
    }

    /// <summary>60 equally likely characters take 5.9 bits, the frequencies of English letters 4.4.</summary>
    [Fact]
    public void Text_is_learnt()
    {
        string text = Run("train", "text", "--quick", "--out", Weights);
        Assert.InRange(Number(text, @"^validation: (\S+) bits"), 0, 4);
        Assert.Matches("more than the model's 60 ids, the \\d+ rarest share one", text);
        Files(300);
    }

    [Fact]
    public void Training_goes_on_from_given_weights()
    {
        string init = Path.Combine(AppContext.BaseDirectory, "data", "training", "gestures_lstm32_init.safetensors");
        Assert.Contains("first losses: 1.80235", Run("train", "gestures", "--steps", "8", "--init", init, "--out", Weights), StringComparison.Ordinal);
        Files(8);
    }

    [Theory]
    [InlineData("--length 1", "--length goes from 2 to 100")]
    [InlineData("--steps 0", "--steps must be at least 1")]
    [InlineData("--init nowhere.safetensors", "nowhere.safetensors")]
    public void What_is_wrong_is_said(string arguments, string message)
    {
        (int code, _, string errors) = Start(["train", "adding", "--out", Weights, .. arguments.Split(' ')]);
        Assert.Equal(1, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    private string Weights => Path.Combine(_folder.FullName, "a", "learnt.safetensors");

    private void Files(int steps)
    {
        Assert.True(File.Exists(Weights));
        Assert.Equal(steps + 1, File.ReadLines(Path.ChangeExtension(Weights, ".loss.csv")).Count());
        Assert.StartsWith("<?xml", File.ReadAllText(Path.ChangeExtension(Weights, ".loss.svg")), StringComparison.Ordinal);
    }

    private static string Run(params string[] arguments)
    {
        (int code, string text, string errors) = Start(arguments);
        Assert.True(code == 0, errors + text);
        return text;
    }

    private static (int Code, string Text, string Errors) Start(string[] arguments)
    {
        ProcessStartInfo start = new(DotnetHost.Path, [Path.Combine(AppContext.BaseDirectory, "TinyRnn.Demo.dll"), .. arguments])
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

    private static double Number(string text, string pattern)
    {
        Match match = Regex.Match(text, pattern, RegexOptions.Multiline);
        Assert.True(match.Success, text);
        return double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
