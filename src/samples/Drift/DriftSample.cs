using System.Globalization;
using TinyRnn.Data;
using TinyRnn.Plot;
using TinyRnn.Training;

namespace TinyRnn.Samples;

/// <summary>The pressure from what the sensor says: it undoes its slowness, and what it feels of the temperature.</summary>
[RecurrentModel(DriftingSensor.Inputs)]
[Gru(16)]
[Dense(1)]
[Trainable(MaxSteps = 64, MaxBatch = 16)]
internal sealed partial class DriftNet;

/// <summary>Online learning: a model that goes on learning while its sensor drifts, beside the same one that does not.</summary>
internal sealed class DriftSample : Sample
{
    /// <summary>Steps of the moving mean in the picture.</summary>
    private const int Shown = 250;

    public override string Name => "drift";

    public override string Summary => "Learns from a stream while it serves it: a sensor drifts, and the model with it";

    public override void Run(SampleRun run)
    {
        FeatureScaler scaler = Learn(run);
        DriftingSensor sensor = run.Quick ? new(run.Seed + 1, 1500, 3000, 1500) : new(run.Seed + 1, 4000, 12_000, 8000);
        string weights = run.File("drift.safetensors");
        DriftStream[] streams =
        [
            new("as shipped", DriftNet.Load(weights), scaler, null),
            new("its head learns", DriftNet.Load(weights), scaler, trainer => trainer.SetFrozen(DriftNet.Trainer.Layers.Gru1, true)),
            new("all of it learns", DriftNet.Load(weights), scaler, _ => { }),
        ];
        foreach (DriftStream stream in streams)
            stream.Go(sensor);

        (string Name, Range Steps)[] parts = [("before", ..sensor.Begin), ("while it drifts", sensor.Begin..sensor.End), ("after", sensor.End..)];
        SampleRun.Table(
            $"Mean error over {sensor.Steps:N0} steps, kPa",
            ["model", .. parts.Select(part => part.Name)],
            streams.Select(stream => (string[])
                [stream.Name, .. parts.Select(part => stream.Error(part.Steps).ToString("F2", CultureInfo.InvariantCulture))]));
        foreach (DriftStream stream in streams)
        {
            foreach ((string name, Range steps) in parts)
                run.Record($"{stream.Name}, {name}", stream.Error(steps));
        }

        DriftStream learning = streams[^1];
        double serving = learning.NanosecondsOfServing(sensor);
        run.Result("a serving step", serving, "{0:F0} ns");
        run.Result("a learning step", learning.MicrosecondsOfLearning, $"{{0:F1}} us, publishing included, every {DriftingSensor.ReferenceEvery} steps");
        run.Result("a step that is only kept", learning.NanosecondsOfKeeping, "{0:F0} ns");
        run.Result("updates", learning.Updates, "{0:N0}");
        run.Result("allocated while learning and serving", streams.Sum(stream => stream.Allocated), "{0} bytes");
        run.Draw("drift.svg", new Figure(
        [
            new Panel
            {
                Title = "a sensor drifts, and a model learns on",
                X = "step",
                Y = $"error (mean of {Shown} steps), kPa",
                Low = 0,
                Bands = [new Band("the sensor drifts", sensor.Begin, sensor.End)],
                Lines = [.. streams.Select(stream => stream.Line(Shown))],
            },
        ]));
    }

    /// <summary>What is shipped: learnt once, from a record of a sensor that is new.</summary>
    private static FeatureScaler Learn(SampleRun run)
    {
        DriftingSensor record = new(run.Seed, 8000, 0, 0);
        TimeSplit split = TimeSplit.Of(record.Steps, validation: 0.2, test: 0);
        FeatureScaler readings = FeatureScaler.Standardize(record.Readings.AsSpan(0, split.Training.End.Value * DriftingSensor.Inputs), DriftingSensor.Inputs);
        FeatureScaler pressures = FeatureScaler.Standardize(record.Pressures.AsSpan(split.Training));
        readings.Apply(record.Readings);
        pressures.Apply(record.Pressures);

        DriftNet net = DriftNet.Create(run.Seed);
        DriftNet.Trainer trainer = new(net) { Clipping = new() { Norm = 1 } };
        int epochs = run.Quick ? 5 : 30;
        run.Fit("a new sensor", trainer, Windows(split.Training), Windows(split.Validation), new()
        {
            Epochs = epochs,
            Schedule = new CosineDecay(0.01f, 0.001f, epochs * ((Windows(split.Training).Count + 15) / 16)),
        });
        trainer.Publish();
        run.Keep("drift", net.Save);
        return new([.. readings.Offsets, .. pressures.Offsets], [.. readings.Scales, .. pressures.Scales]);

        SeriesWindows Windows(Range part)
        {
            (int first, int steps) = part.GetOffsetAndLength(record.Steps);
            return new(
                record.Readings.AsMemory(first * DriftingSensor.Inputs, steps * DriftingSensor.Inputs), DriftingSensor.Inputs,
                record.Pressures.AsMemory(first, steps), 1, DriftNet.Trainer.MaxSteps, every: 16);
        }
    }
}
