using System.ComponentModel;
using System.Diagnostics;

namespace TinyRnn.Arm64Report;

/// <summary>What the user can mend: said in a sentence, without a stack trace.</summary>
internal sealed class ReportException(string message) : Exception(message);

/// <summary>Another program, run to its end.</summary>
internal static class Tool
{
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    /// <summary>The program's output.</summary>
    /// <exception cref="ReportException">It is missing, or it failed.</exception>
    public static string Run(string name, string package, IEnumerable<string> arguments, string? input = null)
    {
        ProcessStartInfo start = new(name, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardInput.Write(input ?? "");
            process.StandardInput.Close();
            process.WaitForExit();
            if (process.ExitCode != 0)
                throw new ReportException($"{name} failed: {errors.Result.Trim()}");
            return output.Result;
        }
        catch (Win32Exception)
        {
            throw new ReportException($"{name} is missing: apt-get install {package}");
        }
    }
}
