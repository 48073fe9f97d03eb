using System.Diagnostics;

namespace TinyRnn.Samples.Tests;

/// <summary>The programs as a user starts them.</summary>
internal static class Programs
{
    public static string Samples { get; } = Path.Combine(AppContext.BaseDirectory, "TinyRnn.Samples.dll");

    /// <summary>All projects build into folders side by side.</summary>
    public static string Demo { get; } =
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "TinyRnn.Demo", Configuration, "TinyRnn.Demo.dll"));

    /// <summary>The last folder of a project's output.</summary>
    private static string Configuration => Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Starts a program whose output goes to this one.</summary>
    public static Process Start(string program, params IEnumerable<string> arguments) => Redirected(Host, [program, .. arguments]);

    /// <summary>Runs one to its end.</summary>
    public static (int Code, string Text, string Errors) Run(string program, params IEnumerable<string> arguments)
    {
        using Process process = Start(program, arguments);
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, text, errors.Result);
    }

    /// <summary>Starts one that finds a terminal, whose keys are the standard input and whose screen is the standard output of what is given back.</summary>
    public static Process StartOnTerminal(string program, params IEnumerable<string> arguments)
    {
        string command = string.Join(' ', new[] { Host, program }.Concat(arguments).Select(word => $"'{word}'"));
        return Redirected("script", ["--quiet", "--return", "--flush", "--command", command, "/dev/null"], terminal: "xterm-256color");
    }

    private static Process Redirected(string file, IEnumerable<string> arguments, string? terminal = null)
    {
        // In the background of a script Ctrl+C is ignored, by its children too: here they have it as in front of somebody.
        bool isLinux = OperatingSystem.IsLinux();
        ProcessStartInfo start = new(isLinux ? "env" : file, isLinux ? ["--default-signal=INT", file, .. arguments] : arguments)
        {
            RedirectStandardInput = terminal is not null,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (terminal is not null)
        {
            start.Environment["TERM"] = terminal;

            // Where a build server says that it is one, nothing is drawn.
            foreach (string name in (string[])["CI", "GITHUB_ACTIONS", "TF_BUILD", "NO_COLOR"])
                start.Environment.Remove(name);
        }

        return Process.Start(start)!;
    }
}
