using System.CommandLine;
using TinyRnn.Weights;

namespace TinyRnn.Samples;

/// <summary>
/// A sample that trains one model, saves it and tries what was saved. It can go on from given weights, so that its way can be compared with another program's.
/// </summary>
internal abstract class TrainingSample : Sample
{
    private const int FirstLosses = 8;
    private readonly Option<int?> _steps = new("--steps") { Description = "Updates. Default: as many as it takes to learn well." };
    private readonly Option<FileInfo?> _init = new("--init") { Description = "A safetensors file with weights to start from; PyTorch's names." };

    protected TrainingSample() => NumberLimits.Add(_steps, 1, int.MaxValue, "--steps must be at least 1.");

    public override IEnumerable<Option> Options => [_steps, _init];

    public override void Run(SampleRun run)
    {
        FileInfo? init = run.Value(_init);
        TrainingTask task = init is null ? Create(run, null) : FromWeights(run, init);
        SampleRun.Say(task.Title);
        int steps = run.Value(_steps) ?? (run.Quick ? task.QuickSteps : task.Steps);
        LossLog log = run.Train(Name, steps, task.Train, () => task.Status, soFar => Keep(run, task, soFar));
        if (init is not null)
            run.Note("first losses", log.First(FirstLosses));
        run.Result($"loss ({task.LossName})", log.Recent, "{0:G4} (mean of the last steps)");
        Keep(run, task, log);
        task.Finish(run, run.File(Name + ".safetensors"));
        run.Draw(Name + ".loss.svg", task.Picture(run, log));
    }

    /// <summary>The model, new or from given weights.</summary>
    protected abstract TrainingTask Create(SampleRun run, string? init);

    /// <summary>Who wrote <c>--init</c> knows neither this program's classes nor how it reads files.</summary>
    private TrainingTask FromWeights(SampleRun run, FileInfo init)
    {
        if (!init.Exists)
            throw new SampleException($"--init: there is no file '{init}'.");
        try
        {
            return Create(run, init.FullName);
        }
        catch (WeightMismatchException mismatch)
        {
            throw new SampleException($"--init: '{init}' has the weights of another model than the one that '{Name}' trains. {InitDifference.Of(mismatch)}");
        }
        catch (WeightFormatException format)
        {
            throw new SampleException($"--init takes a safetensors file, and '{init}' is none, or is damaged. {format.Message}");
        }
    }

    private void Keep(SampleRun run, TrainingTask task, LossLog log)
    {
        run.Keep(Name, task.Save);
        string losses = run.File(Name + ".loss.csv");
        log.Save(losses, task.LossName);
        run.Note("losses", losses);
    }
}
