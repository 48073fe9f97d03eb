using System.Diagnostics;
using TinyRnn.Runtime;
using TinyRnn.SavingProcess;
using Xunit;

namespace TinyRnn.Tests.Training;

/// <summary>A process that dies while it saves leaves a checkpoint that can be gone on from.</summary>
public sealed class KilledProcessTests : IDisposable
{
    private const int Kills = 30;

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
        for (int kill = 0; kill < Kills; kill++)
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

            // A file that nobody finished is how a kill in the middle shows.
            foreach (FileInfo rest in _folder.EnumerateFiles("*.tmp"))
            {
                midway++;
                rest.Delete();
            }

            // Back to where the next process begins.
            Saving.Load(path, expected);
        }

        Assert.True(midway > 0, "no kill met a process in the middle of saving");
    }

    private static long RunAndKill(string path, TimeSpan delay)
    {
        ProcessStartInfo start = new(DotnetHost.Path) { RedirectStandardOutput = true, ArgumentList = { typeof(Saving).Assembly.Location, path } };
        using Process process = Process.Start(start)!;
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

    private static float[] Weights(TrainedParameters parameters)
    {
        float[] weights = new float[60_000];
        parameters.Export(weights);
        return weights;
    }
}
