using System.Diagnostics;
using System.Text;
using Xunit;

namespace TinyRnn.Samples.Tests;

/// <summary>Ctrl+C.</summary>
public sealed class InterruptionTests : SampleFolder
{
    private const int Steps = 20_000;
    private const string Hidden = "\u001b[?25l";
    private const string Shown = "\u001b[?25h";
    private const char CtrlC = '\u0003';

    /// <summary>Weights and losses of the steps that there were are where they would have been in the end, and the program says so.</summary>
    [Fact]
    public void What_was_learnt_is_kept()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "A process cannot send Ctrl+C to another one here.");
        using Process process = Programs.Start(Programs.Samples, "adding", "--steps", $"{Steps}", "--out", Out);
        string line;
        do
            line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("It ended before it said how far it is.");
        while (!line.Contains("step ", StringComparison.Ordinal));
        using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]))
            kill.WaitForExit();
        string text = process.StandardOutput.ReadToEnd();
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(130, process.ExitCode);
        Assert.Contains("adding: stopped after ", errors, StringComparison.Ordinal);
        Assert.Contains("weights: " + File("adding.safetensors"), text, StringComparison.Ordinal);
        Assert.InRange(System.IO.File.ReadLines(File("adding.loss.csv")).Count() - 1, Steps / 5, Steps - 1);
        AddingNet learnt = AddingNet.Load(File("adding.safetensors"));
        Assert.False(AddingNet.Create(1).Parameters.SequenceEqual(learnt.Parameters));
    }

    [Fact]
    public void A_training_gives_the_cursor_back() => Cursor(Programs.Samples, 130, "adding", "--steps", "1000000", "--out", Out);

    [Fact]
    public void The_demo_gives_the_cursor_back() => Cursor(Programs.Demo, null);

    private static void Cursor(string program, int? code, params string[] arguments)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && System.IO.File.Exists("/usr/bin/script"), "Nothing makes a terminal here.");
        using Process process = Programs.StartOnTerminal(program, arguments);
        StringBuilder screen = new();
        char[] next = new char[1024];
        bool isAsked = false;
        while (process.StandardOutput.Read(next) is > 0 and int count)
        {
            screen.Append(next, 0, count);
            if (isAsked || !screen.ToString().Contains(Hidden, StringComparison.Ordinal))
                continue;
            process.StandardInput.Write(CtrlC);
            process.StandardInput.Flush();
            isAsked = true;
        }

        process.WaitForExit();
        string seen = screen.ToString();
        Assert.True(isAsked, seen);
        Assert.True(seen.LastIndexOf(Shown, StringComparison.Ordinal) > seen.LastIndexOf(Hidden, StringComparison.Ordinal), seen);
        if (code is { } expected)
            Assert.Equal(expected, process.ExitCode);
    }
}
