using System.Diagnostics;
using TinyRnn.Attack.Harness;
using TinyRnn.SavingProcess;

namespace TinyRnn.Attack.Kills;

/// <summary>
/// The program that is killed: <see cref="Saving"/>, compiled natively if this machine can, because that is what devices run.
/// </summary>
internal sealed class SavingChild
{
    private readonly string? _native;

    private SavingChild(string? native) => _native = native;

    public string Name => _native is null ? "compiled just in time" : "compiled natively";

    /// <param name="native">Whether it should be a native program.</param>
    /// <param name="run">Is told why it is none.</param>
    public static SavingChild Create(bool native, CampaignRun run)
    {
        if (!native)
            return new SavingChild(null);
        string? repository = DotnetHost.Repository;
        if (repository is null)
        {
            run.Note("the killed process is compiled just in time: the repository, from which a native one is made, is not above this program");
            return new SavingChild(null);
        }

        string folder = Path.Combine(repository, "artifacts", "attack", "saving");
        ProcessStartInfo start = DotnetHost.Start(
            "publish",
            Path.Combine(repository, "tests", "TinyRnn.SavingProcess"), "-c", "Release", "--use-current-runtime", "-p:NativeSaving=true",
                "-p:RunAnalyzers=false", "-o", folder);
        using Process process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string program = Path.Combine(folder, OperatingSystem.IsWindows() ? "TinyRnn.SavingProcess.exe" : "TinyRnn.SavingProcess");
        if (process.ExitCode == 0 && File.Exists(program))
            return new SavingChild(program);
        string? error = output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.Ordinal));
        run.Note($"the killed process is compiled just in time: a native one could not be made ({error?.Trim()})");
        return new SavingChild(null);
    }

    public ProcessStartInfo Start(params string[] arguments)
    {
        if (_native is null)
            return DotnetHost.Start(typeof(Saving).Assembly.Location, arguments);
        ProcessStartInfo start = new(_native) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }
}
