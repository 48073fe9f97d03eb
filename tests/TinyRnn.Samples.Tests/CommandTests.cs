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
        (int code, _, string errors) = Programs.Run(Programs.Samples, ["adding", "--out", Out, .. arguments.Split(' ')]);
        Assert.Equal(1, code);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_name_samples_are_listed()
    {
        (int code, string text, _) = Programs.Run(Programs.Samples);
        Assert.Equal(0, code);
        Assert.All(Gallery.Samples, sample => Assert.Contains(sample.Name, text, StringComparison.Ordinal));
    }

    /// <summary>Where nothing is a terminal, nobody knows how wide lines may be: they are as long as they are.</summary>
    [Fact]
    public void Lines_that_go_elsewhere_are_not_cut()
    {
        string missing = Path.Combine(Out, new string('x', 90) + ".safetensors");
        (_, string text, string errors) = Programs.Run(Programs.Samples, ["adding", "--out", Out, "--init", missing]);
        Assert.Contains(missing, errors, StringComparison.Ordinal);
        (_, text, _) = Programs.Run(Programs.Samples, ["text", "--quick", "--steps", "1", "--out", Out]);
        Assert.Contains(
            text.Split('\n'), line => line.StartsWith("sentences of", StringComparison.Ordinal) && line.Contains("chunks of 64", StringComparison.Ordinal));
    }

    /// <summary>Who gives weights knows the file and the sample, and none of the program's classes.</summary>
    [Theory]
    [InlineData("gestures", "sunspots_lstm16_init.safetensors", "the weights of another model than the one that 'gestures' trains", "[128, 3]")]
    [InlineData("keywords", "sunspots_lstm16_init.safetensors", "the weights of another model than the one that 'keywords' trains", "It lacks")]
    [InlineData("text", "SOURCES.md", "--init takes a safetensors file, and", "SOURCES.md")]
    [InlineData("adding", "nowhere.safetensors", "--init: there is no file", "nowhere.safetensors")]
    public void Weights_that_do_not_fit_are_told_by_the_option(string sample, string file, string message, string detail)
    {
        string weights = Path.Combine(AppContext.BaseDirectory, "data", "training", file);
        if (file.EndsWith(".md", StringComparison.Ordinal))
            System.IO.File.WriteAllText(weights = Path.Combine(Directory.CreateDirectory(Out).FullName, file), "No weights, but text that is long enough.");
        (int code, _, string errors) = Programs.Run(Programs.Samples, sample, "--init", weights, "--out", Out);
        Assert.Equal(1, code);
        Assert.Contains("--init", errors, StringComparison.Ordinal);
        Assert.Contains(message, errors, StringComparison.Ordinal);
        Assert.Contains(detail, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Net", errors, StringComparison.Ordinal);
    }

    /// <summary>What goes to a file has no progress in it, no frames, and lines as long as they are.</summary>
    [Fact]
    public void The_demo_writes_plain_lines_where_there_is_no_terminal()
    {
        (int code, string text, _) = Programs.Run(Programs.Demo);
        Assert.Equal(0, code);
        string[] lines = text.Split('\n');
        Assert.DoesNotContain(lines, line => line.Contains("classifier: ", StringComparison.Ordinal) || line.Contains('\u2502', StringComparison.Ordinal));
        string factor = Assert.Single(lines, line => line.StartsWith("real-time factor: ", StringComparison.Ordinal));
        Assert.EndsWith("such amplifiers)", factor.TrimEnd(), StringComparison.Ordinal);
        string missing = Path.Combine(Out, new string('x', 90) + ".wav");
        (_, _, string errors) = Programs.Run(Programs.Demo, "--wav", missing, "--out", Path.GetTempPath());
        Assert.Contains(missing, errors, StringComparison.Ordinal);
    }
}
