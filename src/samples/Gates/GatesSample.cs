using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>
/// Sample and hold: a number and a mark in; out, at every step, the number that was marked last. With two units each has to keep it well: many share the
/// work, and their leaks cancel.
/// </summary>
[RecurrentModel(2)]
[Lstm(2, ForgetBias = 4)]
[Dense(1)]
[Trainable(MaxSteps = HoldTask.Steps, MaxBatch = HoldTask.Batch)]
internal sealed partial class HoldNet;

/// <summary>Inside an LSTM: what its gates do while it reads.</summary>
internal sealed class GatesSample : Sample
{
    public override string Name => "gates";

    public override string Summary => "Inside an LSTM: its gates, candidate and cell over time, while it holds the number that was marked last";

    public override void Run(SampleRun run)
    {
        HoldNet.Trainer trainer = new(HoldNet.Create(run.Seed));
        TrainingTask.Configure(trainer);
        HoldTask task = new(run.Seed);
        int steps = run.Quick ? 3000 : 10_000;

        // To zero in the end: a forget gate has to come very close to 1 for a number to last.
        CosineDecay schedule = new(1e-2f, 0, steps);
        LossLog log = run.Train("sample and hold", steps, _ =>
        {
            task.Next();
            trainer.Follow(schedule);
            return trainer.TrainBatch(task.Inputs, task.Targets, new() { Batch = HoldTask.Batch });
        });
        run.Result("loss (mean squared error)", log.Recent, "{0:G3}, where 0.33 is that of always answering 0");

        task.Next();
        float[] outputs = new float[HoldTask.Steps];
        ReadOnlySpan<float> inputs = task.Inputs.AsSpan(0, 2 * HoldTask.Steps);
        ReadOnlySpan<float> targets = task.Targets.AsSpan(0, HoldTask.Steps);
        trainer.Forward(inputs, outputs);
        GateRecord record = new(trainer, inputs, targets);
        run.Result("forget gate where nothing is marked", record.Mean(GateRecord.Forget, isMarked: false), "{0:F3}, of the units that hold the number");
        run.Result("forget gate at a mark", record.Mean(GateRecord.Forget, isMarked: true), "{0:F2}");
        run.Result("input gate where nothing is marked", record.Mean(GateRecord.Input, isMarked: false), "{0:F3}");
        run.Result("input gate at a mark", record.Mean(GateRecord.Input, isMarked: true), "{0:F2}");
        run.Draw("gates.png", GatePicture.Of(record, inputs, targets, outputs));
    }
}
