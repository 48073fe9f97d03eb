using System.CommandLine;

namespace TinyRnn.Samples;

/// <summary>Writes text character by character.</summary>
[RecurrentModel]
[Embedding(60, 16)]
[Lstm(64, Name = "", ForgetBias = 1)]
[Dense(60)]
[Trainable(MaxSteps = 64, MaxBatch = 16, Loss = Loss.CrossEntropy)]
internal sealed partial class TextNet;

/// <summary>A language model of characters, which then writes.</summary>
internal sealed class TextSample : TrainingSample
{
    private readonly Option<FileInfo?> _text = new("--text") { Description = "A UTF-8 text to learn from. Default: sentences of this project's pages." };

    public override string Name => "text";

    public override string Summary => "Generates text: learns the next character, and writes";

    public override IEnumerable<Option> Options => [.. base.Options, _text];

    protected override TrainingTask Create(SampleRun run, string? init) => new TextTask(run.Seed, init, run.Value(_text)?.FullName);
}
