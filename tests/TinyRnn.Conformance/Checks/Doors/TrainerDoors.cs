using System.Runtime.InteropServices;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>Wrong calls of what every trainer offers, and what can be seen of one.</summary>
internal static class TrainerDoors
{
    private readonly struct Rate(float rate) : ILearningRateSchedule
    {
        public float At(long step) => rate;
    }

    public static IEnumerable<string> Harmless => ["DropGradients()", "Random", "IgnoredLabel", "HasInputGradients", "Averaging"];

    /// <param name="trainer">A trainer without memory for snapshots.</param>
    /// <param name="parameters">How many weights it has.</param>
    /// <param name="buffer">Room for at least one more.</param>
    public static IEnumerable<BadCall> Of(ModelTrainer trainer, int parameters, float[] buffer)
    {
        foreach (double rate in (double[])[double.NaN, -1, double.PositiveInfinity, 1e60])
        {
            yield return new("LearningRate", $"{rate}", () => trainer.LearningRate = rate);
            yield return new("Settings", $"rate {rate}", () => trainer.Settings = trainer.Settings with { LearningRate = rate });
            yield return new("Follow(schedule)", $"rate {rate}", () => trainer.Follow(new Rate((float)rate)));
            yield return new("Clipping", $"norm {rate}", () => trainer.Clipping = new() { Norm = (float)rate });
            yield return new("HuberDelta", $"{rate}", () => trainer.HuberDelta = (float)rate);
            yield return new("FocalGamma", $"{rate}", () => trainer.FocalGamma = (float)rate);
            yield return new("FocalAlpha", $"{rate}", () => trainer.FocalAlpha = (float)rate);
            yield return new("LabelSmoothing", $"{rate}", () => trainer.LabelSmoothing = (float)rate);
            yield return new("ClassWeights", $"{rate}", () => trainer.ClassWeights = [(float)rate]);
            yield return new("Update(loss, gradientScale)", $"scale {rate}", () => trainer.Update(1, (float)rate));
        }

        yield return new("Settings", "no decay", () => trainer.Settings = trainer.Settings with { WeightDecay = -1 });
        yield return new("Settings", "a rate without end", () => trainer.Settings = trainer.Settings with { LearningRate = double.NegativeInfinity });
        yield return new("Clipping", "no limit", () => trainer.Clipping = new() { Value = 0 });
        yield return new("HuberDelta", "0", () => trainer.HuberDelta = 0);
        foreach (int count in (int[])[parameters, 1])
        {
            yield return new("ClassWeights", $"{count}", () => trainer.ClassWeights = new float[count]);
            yield return new("PositiveWeights", $"{count}", () => trainer.PositiveWeights = new float[count]);
            yield return new("Quantiles", $"{count}", () => trainer.Quantiles = new float[count]);
            yield return new("OutputWeights", $"{count}", () => trainer.OutputWeights = new float[count]);
        }

        yield return new("UsesAverage", "no average", () => trainer.UsesAverage = true);
        yield return new("PublishAverage()", "no average", trainer.PublishAverage);
        yield return new("CopyAverage(parameters)", "no average", () => trainer.CopyAverage(buffer.AsSpan(0, parameters)));
        yield return new("CopyAverage(parameters)", "room for one less", () => trainer.CopyAverage(buffer.AsSpan(0, parameters - 1)));
        yield return new("QuantizationAware", "no integers", () => trainer.QuantizationAware = true);
        yield return new("FreezeScales", "nothing is rounded", () => trainer.FreezeScales = true);
        yield return new("ScheduleStep", "negative", () => trainer.ScheduleStep = -1);
        yield return new("Metadata", "labels of another model", () => trainer.Metadata = new() { Labels = [.. Enumerable.Repeat("a", 1000)] });
        yield return new("Metadata", "null", () => trainer.Metadata = null!);
        yield return new("Follow(schedule)", "a default cosine", () => trainer.Follow(default(CosineDecay)));
        yield return new("Follow(schedule)", "default steps", () => trainer.Follow(new StepDecay()));
        yield return new("Follow(schedule)", "a default constant", () => trainer.Follow(default(ConstantRate)));
        yield return new("Follow(schedule)", "a default warm-up", () => trainer.Follow(default(WarmUp<CosineDecay>)));
        yield return new("Follow(schedule)", "a warm-up of a default", () => trainer.Follow(new WarmUp<CosineDecay>(default, 5)));
        yield return new("Follow(schedule)", "no next step", () =>
        {
            long before = trainer.ScheduleStep;
            double rate = trainer.LearningRate;
            trainer.ScheduleStep = long.MaxValue;
            try
            {
                trainer.Follow(new ConstantRate(0.25f));
            }
            finally
            {
                Verify.Equal(long.MaxValue, trainer.ScheduleStep, "step after a refusal");
                Verify.Equal(rate, trainer.LearningRate, "rate after a refusal");
                trainer.ScheduleStep = before;
            }
        });
        yield return new("SetFrozen(layer, frozen)", "no layer", () => trainer.SetFrozen(trainer.LayerCount, true));
        yield return new("SetFrozen(layer, frozen)", "negative", () => trainer.SetFrozen(-1, true));
        yield return new("IsFrozen(layer)", "no layer", () => trainer.IsFrozen(trainer.LayerCount));
        yield return new("CopyParameters(parameters)", "room for one more", () => trainer.CopyParameters(buffer.AsSpan(0, parameters + 1)));
        yield return new("CopyGradients(gradients)", "room for one less", () => trainer.CopyGradients(buffer.AsSpan(0, parameters - 1)));
        yield return new("Import(parameters)", "one less", () => trainer.Import(buffer.AsSpan(0, parameters - 1)));
        yield return new("Snapshot()", "no memory", trainer.Snapshot);
        yield return new("Restore()", "no snapshot", trainer.Restore);
        yield return new("SaveCheckpoint(path)", "no path", () => trainer.SaveCheckpoint(""));
        yield return new("SaveCheckpoint(path)", "no folder", () => trainer.SaveCheckpoint(Path.Combine(Path.GetTempPath(), "no", "such", "file")));
        yield return new("LoadCheckpoint(path)", "no file", () => trainer.LoadCheckpoint(Path.Combine(Path.GetTempPath(), "no", "such", "file")));
        yield return new("LoadCheckpoint(path)", "null", () => trainer.LoadCheckpoint((string)null!));
        yield return new("LoadCheckpoint(stream)", "null", () => trainer.LoadCheckpoint((Stream)null!));
        yield return new("SaveCheckpoint(stream)", "null", () => trainer.SaveCheckpoint((Stream)null!));
        yield return new("Gradient(name)", "no tensor", () => trainer.Gradient("none"));
        yield return new("Tensor(name)", "null", () => trainer.Tensor(null!));
        yield return new("Publish()", "a weight that is NaN", () =>
        {
            float[] weights = new float[parameters];
            trainer.CopyParameters(weights);
            trainer.Import([.. weights.AsSpan(1), float.NaN]);
            try
            {
                trainer.Publish();
            }
            finally
            {
                trainer.Import(weights);
            }
        });
    }

    public static void Look(BinaryWriter writer, ModelTrainer trainer, int parameters)
    {
        float[] values = new float[parameters];
        trainer.CopyParameters(values);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        trainer.CopyGradients(values);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
        writer.Write(trainer.Settings.ToString());
        writer.Write(trainer.Clipping.ToString());
        writer.Write(trainer.LastUpdate.ToString());
        writer.Write(trainer.ScheduleStep);
        writer.Write(trainer.StepCount);
        writer.Write(trainer.Random.Value);
        writer.Write(trainer.HuberDelta);
        writer.Write(trainer.IgnoredLabel);
        writer.Write(trainer.FocalGamma);
        writer.Write(trainer.FocalAlpha);
        writer.Write(trainer.LabelSmoothing);
        foreach (float number in (ReadOnlySpan<float>)[.. trainer.ClassWeights, .. trainer.PositiveWeights, .. trainer.Quantiles, .. trainer.OutputWeights])
            writer.Write(number);
        writer.Write(trainer.Averaging?.ToString() ?? "");
        writer.Write(trainer.AveragedUpdates);
        writer.Write(trainer.UsesAverage);
        writer.Write(trainer.HasSnapshot);
        for (int layer = 0; layer < trainer.LayerCount; layer++)
            writer.Write(trainer.IsFrozen(layer));
    }
}
