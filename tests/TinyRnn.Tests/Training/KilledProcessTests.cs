using System.Diagnostics;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Updates;
using TinyRnn.SavingProcess;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>A process that dies while it saves leaves a checkpoint that can be gone on from.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int TogetherTurns = 3;

    // More of them on request: a night's campaign.
    private static readonly int s_kills = int.TryParse(Environment.GetEnvironmentVariable("TINYRNN_KILLS"), out int kills) ? kills : 30;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tinyrnn-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void The_last_checkpoint_always_loads()
    {
        string path = Path.Combine(_folder.FullName, "training.safetensors");
        RandomState random = new((ulong)Environment.TickCount64);
        TrainedParameters expected = Saving.Create();
        TrainedParameters loaded = Saving.Create();
        int midway = 0;
        for (int kill = 0; kill < s_kills; kill++)
        {
            long reported = RunAndKill(path, TimeSpan.FromMilliseconds(random.NextDouble() * 20));
            CheckpointState state = Saving.Load(path, loaded);

            // The file is at least as new as the last save that was reported, and all of it is of one step.
            Assert.InRange(loaded.StepCount, reported, long.MaxValue);
            Assert.Equal((ulong)loaded.StepCount, state.Random.Value);
            Assert.Equal(2 * loaded.StepCount, state.ScheduleStep);
            while (expected.StepCount < loaded.StepCount)
                Saving.Step(expected);
            Assert.Equal(Weights(expected), Weights(loaded));
            Saving.Step(loaded);
            Saving.Step(expected);
            Assert.Equal(Weights(expected), Weights(loaded));

            // A file that nobody finished is how a kill in the middle shows. The next process removes it, so that there is never a second one.
            int leftovers = _folder.EnumerateFiles("*.tmp").Count();
            Assert.InRange(leftovers, 0, 1);
            midway += leftovers;

            // Back to where the next process begins.
            Saving.Load(path, expected);
        }

        Assert.True(midway > 0, "no kill met a process in the middle of saving");
        Saving.Save(path, expected);
        Assert.Equal(path, Assert.Single(_folder.EnumerateFiles()).FullName);
    }

    /// <summary>Each of them writes whole files; what is there in the end is one of theirs, and nothing else.</summary>
    [Fact]
    public void Two_processes_that_save_at_once_leave_one_whole_file()
    {
        string path = Path.Combine(_folder.FullName, "training.safetensors");
        TrainedParameters loaded = Saving.Create();
        for (int turn = 0; turn < TogetherTurns; turn++)
        {
            Stopwatch watch = Stopwatch.StartNew();
            using Process one = Start(path);
            using Process other = Start(path);
            try
            {
                Assert.NotNull(one.StandardOutput.ReadLine());
                Assert.NotNull(other.StandardOutput.ReadLine());
                for (int read = 0; read < 20; read++)
                    CheckWhole(Saving.Load(path, loaded), loaded);
            }
            finally
            {
                one.Kill();
                other.Kill();
                one.WaitForExit();
                other.WaitForExit();
            }

            // They save one after the other, unless one of them has waited for the other for five seconds.
            int most = watch.Elapsed < TimeSpan.FromSeconds(5) ? 1 : 2;
            Assert.InRange(_folder.EnumerateFiles("*.tmp").Count(), 0, most);
            CheckWhole(Saving.Load(path, loaded), loaded);
        }

        Saving.Save(path, loaded);
        Assert.Equal(path, Assert.Single(_folder.EnumerateFiles()).FullName);
    }

    /// <summary>All of a file is of one number of steps. Weights with the same gradient are then equal, whichever of the processes saved them.</summary>
    private static void CheckWhole(CheckpointState state, TrainedParameters loaded)
    {
        Assert.Equal((ulong)loaded.StepCount, state.Random.Value);
        Assert.Equal(2 * loaded.StepCount, state.ScheduleStep);
        float[] weights = Weights(loaded);
        Assert.True(weights.AsSpan(Saving.Period).SequenceEqual(weights.AsSpan(0, weights.Length - Saving.Period)), "a file of two processes");
    }

    private static long RunAndKill(string path, TimeSpan delay)
    {
        using Process process = Start(path);
        string? line = process.StandardOutput.ReadLine();
        Thread.Sleep(delay);
        process.Kill();
        long reported = 0;
        for (; line is not null; line = process.StandardOutput.ReadLine())
        {
            // The last line may have been cut off in the middle of a number, which is then smaller.
            if (long.TryParse(line, out long step))
                reported = Math.Max(reported, step);
        }

        process.WaitForExit();
        Assert.NotEqual(0, process.ExitCode);
        Assert.True(reported > 0, "the process did not save");
        return reported;
    }

    private static Process Start(string path) =>
        Process.Start(new ProcessStartInfo(DotnetHost.Path) { RedirectStandardOutput = true, ArgumentList = { typeof(Saving).Assembly.Location, path } })!;

    private static float[] Weights(TrainedParameters parameters)
    {
        float[] weights = new float[60_000];
        parameters.Export(weights);
        return weights;
    }
}
