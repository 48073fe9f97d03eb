using System.CommandLine;
using TinyRnn.Plot;

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
        string? init = run.Value(_init)?.FullName;
        TrainingTask task = Create(run, init);
        SampleRun.Say(task.Title);
        LossLog log = run.Train(Name, run.Value(_steps) ?? (run.Quick ? task.QuickSteps : task.Steps), task.Train, () => task.Status);
        if (init is not null)
            run.Note("first losses", log.First(FirstLosses));
        run.Result($"loss ({task.LossName})", log.Recent, "{0:G4} (mean of the last steps)");
        string weights = run.File(Name + ".safetensors");
        task.Finish(run, weights);
        Figure picture = task.Picture(run, log);
        run.Note("weights", weights);
        string losses = run.File(Name + ".loss.csv");
        log.Save(losses, task.LossName);
        run.Note("losses", losses);
        run.Draw(Name + ".loss.svg", picture);
    }

    /// <summary>The model, new or from given weights.</summary>
    protected abstract TrainingTask Create(SampleRun run, string? init);
}
