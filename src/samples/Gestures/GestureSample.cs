namespace TinyRnn.Samples;

/// <summary>Six gestures from three axes of acceleration in g, 50 samples a second.</summary>
[RecurrentModel(3, Mode = SequenceMode.ManyToOne)]
[Lstm(32, Name = "", ForgetBias = 1)]
[Dense(6)]
[Trainable(MaxSteps = 50, MaxBatch = 32, Loss = Loss.CrossEntropy)]
internal sealed partial class GestureNet;

/// <summary>Many to one.</summary>
internal sealed class GestureSample : TrainingSample
{
    public override string Name => "gestures";

    public override string Summary => "Many to one: which of six gestures an accelerometer felt";

    protected override TrainingTask Create(SampleRun run, string? init) => new GestureTask(run.Seed, init);
}
