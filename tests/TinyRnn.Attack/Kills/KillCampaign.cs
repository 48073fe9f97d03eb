using System.Diagnostics;
using System.Globalization;
using TinyRnn.Attack.Harness;

namespace TinyRnn.Attack.Kills;

/// <summary>Kills a process while it saves, at random times, and lets it meet a full disk.</summary>
internal sealed class KillCampaign : Campaign
{
    private const int LongestDelay = 25;

    /// <summary>One of so many cases is a full disk instead of a kill; after one of so many kills a save must tidy up.</summary>
    private const int FullEvery = 8;
    private const int TidyEvery = 4;

    public override string Name => "kills";

    public override string Description =>
        "a process that is killed while it saves, or finds the disk full: the file is whole, and next to nothing is left beside it";

    public override void Run(CampaignRun run)
    {
        SavingChild child = SavingChild.Create(run.Options.NativeChild, run);
        run.Note($"the killed process was {child.Name}");
        using TemporaryFolder models = new(onDisk: true);
        using TemporaryFolder checkpoints = new(onDisk: true);
        (TemporaryFolder Folder, SavedFile File)[] all =
        [
            (models, new SavedFile(models.File("model.safetensors"), isModel: true)),
            (checkpoints, new SavedFile(checkpoints.File("training.safetensors"), isModel: false)),
        ];
        while (run.TryNext(out long number))
        {
            Dice dice = Dice.Of(run.Options.Seed, number);
            (TemporaryFolder folder, SavedFile file) = all[number % all.Length];
            if (number % FullEvery == FullEvery - 1)
                FullDisk(run, child, number, folder, file);
            else
                Kill(run, child, number, folder, file, dice);
        }
    }

    private static void Kill(CampaignRun run, SavingChild child, long number, TemporaryFolder folder, SavedFile file, Dice dice)
    {
        using Process process = Process.Start(child.Start(file.Arguments))!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        string? line = process.StandardOutput.ReadLine();
        double delay = dice.Below(LongestDelay * 1000) / 1000.0;
        Thread.Sleep(TimeSpan.FromMilliseconds(delay));
        process.Kill();
        long reported = 0;
        for (; line is not null; line = process.StandardOutput.ReadLine())
        {
            // The last line may be cut off in the middle of a number, which is then smaller.
            if (long.TryParse(line, CultureInfo.InvariantCulture, out long step))
                reported = Math.Max(reported, step);
        }

        process.WaitForExit();
        string what = string.Create(CultureInfo.InvariantCulture,
            $"a process that saves a {file.Kind} was killed {delay:0.000} ms after its first save");
        string[] rest = Leftovers(folder, file);
        run.Count(rest.Length > 0 ? "killed in the middle of a save" : "killed between saves");
        if (reported == 0)
            run.Fail(new Finding("the process does not save", number, what));
        else if (file.Check(reported) is { } fault)
            run.Fail(new Finding($"{file.Kind}: not a whole file", number, $"{fault} ({what})"));
        else if (rest.Length > 1)
            run.Fail(new Finding($"{file.Kind}: more than one file left behind", number,
                $"{what}: {rest.Length} files stand beside it: {string.Join(", ", rest.Take(3))}"));
        else if (number / 2 % TidyEvery == TidyEvery - 1 && Tidy(folder, file) is { } untidy)
            run.Fail(new Finding($"{file.Kind}: the next save does not tidy up", number, $"{what}: {untidy}"));
        else
            run.Pass();
    }

    private static string? Tidy(TemporaryFolder folder, SavedFile file)
    {
        file.Save();
        string[] rest = Leftovers(folder, file);
        return rest.Length == 0 ? null
            : $"after the next save {string.Join(", ", rest.Take(3))} {(rest.Length == 1 ? "is" : "are")} still there";
    }

    /// <summary>The shell's limit of the size of files does what a full disk does, without one.</summary>
    private static void FullDisk(CampaignRun run, SavingChild child, long number, TemporaryFolder folder, SavedFile file)
    {
        if (OperatingSystem.IsWindows() || !File.Exists("/bin/bash"))
        {
            run.Skip("a full disk is made by the shell's ulimit, which this system does not have");
            return;
        }

        string[] before = Leftovers(folder, file);
        ProcessStartInfo inner = child.Start(file.Arguments);
        ProcessStartInfo start = new("/bin/bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])["-c", "trap '' XFSZ; ulimit -c 0; ulimit -f 64; exec \"$@\"", "limit", inner.FileName,
            .. inner.ArgumentList])
            start.ArgumentList.Add(argument);

        // The runtime maps its own code through a file that is larger than the limit, unless it is told not to.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        string[] rest = Leftovers(folder, file);
        if (output.Length > 0)
            run.Fail(new Finding("a save into a full disk is reported as done", number, output));
        else if (!IsFull(errors.Result))
            run.Fail(new Finding("a full disk is no IOException", number, errors.Result));
        else if (file.Check(0) is { } fault)
            run.Fail(new Finding($"{file.Kind}: not whole after a full disk", number, fault));
        else if (rest.Except(before).Any())
            run.Fail(new Finding($"{file.Kind}: files left behind by a full disk", number, string.Join(", ", rest.Except(before))));
        else
            run.Pass();
    }

    /// <summary>The limit of a file's size, unlike a full disk, is told by the runtime as an argument out of its range.</summary>
    private static bool IsFull(string errors) =>
        errors.Contains("IOException", StringComparison.Ordinal)
            || errors.Contains("too large for the file system", StringComparison.Ordinal);

    private static string[] Leftovers(TemporaryFolder folder, SavedFile file) =>
        [.. folder.Folder.EnumerateFiles().Select(each => each.Name).Where(name => name != Path.GetFileName(file.Path))];
}
