using System.CommandLine;

namespace TinyRnn.Samples;

/// <summary>The adding problem: a number and a mark in, the sum of the two marked numbers out.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "", ForgetBias = 1)]
[Dense(1)]
[Trainable(MaxSteps = 100, MaxBatch = 32)]
internal sealed partial class AddingNet;

/// <summary>The same with a vanilla RNN, whose gradient vanishes on the way back to the marks.</summary>
[RecurrentModel(2, Mode = SequenceMode.ManyToOne)]
[Rnn(32)]
[Dense(1)]
[Trainable(MaxSteps = 100, MaxBatch = 32)]
internal sealed partial class AddingRnn;

/// <summary>A dependency over many steps.</summary>
internal sealed class AddingSample : TrainingSample
{
    private readonly Option<int> _length = new("--length") { Description = "Steps of a sequence, up to 100.", DefaultValueFactory = _ => 50 };

    public AddingSample() => NumberLimits.Add(_length, 2, 100, "--length goes from 2 to 100.");

    public override string Name => "adding";

    public override string Summary => "The adding problem: an LSTM remembers two marked numbers among many and adds them; a vanilla RNN does not";

    public override IEnumerable<Option> Options => [.. base.Options, _length];

    protected override TrainingTask Create(SampleRun run, string? init) => new AddingTask(run.Seed, init, run.Value(_length));
}
