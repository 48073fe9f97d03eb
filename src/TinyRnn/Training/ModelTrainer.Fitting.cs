using System.Globalization;
using System.Runtime.InteropServices;
using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Training;

/// <content>What loops around a trainer need to stop and to go on.</content>
public abstract partial class ModelTrainer
{
    /// <summary>Number of weights in the order of files.</summary>
    internal int WeightCount => _exported.Length;

    /// <summary>Everything that decides how a training goes and that only the user changes.</summary>
    internal string SettingsText
    {
        get
        {
            string frozen = "";
            for (int layer = 0; layer < LayerCount; layer++)
                frozen += IsFrozen(layer) ? "1" : "0";
            OptimizerSettings all = Settings;
            return string.Create(
                CultureInfo.InvariantCulture,
                $"rate {all.LearningRate}, momentum {all.Momentum}, betas {all.Beta1} {all.Beta2}, epsilon {all.Epsilon}, alpha {all.Alpha} {all.MomentumDecay}, "
                + $"decay {all.WeightDecay}, clipping {Clipping.Value} {Clipping.Norm}, {CheckpointMetadata.TextOf(Parameters.LossNumbers)}, frozen {frozen}, "
                + $"rounded {QuantizationAware} {FreezeScales}, averaging {Averaging?.ToString() ?? "none"}");
        }
    }

    /// <summary>A checksum of everything that updates change: weights, the optimizer's memory, counts, random state.</summary>
    internal Checksum SumOfState()
    {
        Checksum sum = default;
        Parameters.Export(_exported);
        sum.Add(MemoryMarshal.AsBytes<float>(_exported));
        for (int i = 0; i < OptimizerMemory.Names(Parameters.Optimizer).Length; i++)
        {
            Parameters.ExportMoment(i, _exported);
            sum.Add(MemoryMarshal.AsBytes<float>(_exported));
        }

        if (AveragedUpdates > 0)
        {
            Parameters.ExportAverage(_exported);
            sum.Add(MemoryMarshal.AsBytes<float>(_exported));
        }

        sum.Add(MemoryMarshal.AsBytes(Parameters.LayerSteps));
        sum.Add(MemoryMarshal.AsBytes<long>([StepCount, ScheduleStep, (long)Random.Value, AveragedUpdates]));
        return sum;
    }

    /// <summary>Whether a checkpoint could be written: weights and the optimizer's memory are finite.</summary>
    /// <param name="others">Other weights that would be in it.</param>
    internal bool IsFinite(ReadOnlySpan<float> others)
    {
        Parameters.Export(_exported);
        bool isFinite = AreFinite(others) && AreFinite(_exported);
        for (int i = 0; i < OptimizerMemory.Names(Parameters.Optimizer).Length; i++)
        {
            Parameters.ExportMoment(i, _exported);
            isFinite &= AreFinite(_exported);
        }

        if (AveragedUpdates > 0)
        {
            Parameters.ExportAverage(_exported);
            isFinite &= AreFinite(_exported);
        }

        return isFinite;
    }

    /// <summary>The same as <see cref="Follow"/>, of a schedule that is known at run time only.</summary>
    internal void FollowAny(ILearningRateSchedule schedule)
    {
        long step = RequireNextStep();
        LearningRate = schedule.At(step);
        ScheduleStep = step + 1;
    }

    /// <summary>Everything that updates change, and the settings, in memory of its own: what <see cref="Return"/> goes back to, snapshots aside.</summary>
    internal KeptTrainer Keep() => new(Parameters.KeepAside(), Settings, ScheduleStep, LastUpdate);

    /// <summary>Goes back. Gradients are dropped.</summary>
    internal void Return(KeptTrainer kept)
    {
        Parameters.Return(kept.Memory);
        Settings = kept.Settings;
        ScheduleStep = kept.ScheduleStep;
        LastUpdate = kept.LastUpdate;
    }

    /// <summary>The same as <see cref="SaveCheckpoint(string)"/>, with what a loop keeps.</summary>
    internal void SaveCheckpoint(string path, CheckpointOfLoop loop) =>
        CheckpointFile.Save(path, _model, Parameters, new CheckpointState(Random, ScheduleStep), loop);

    /// <summary>The same as <see cref="LoadCheckpoint(string)"/>, with what a loop has kept.</summary>
    internal void LoadCheckpoint(string path, CheckpointOfLoop loop) => GoOn(CheckpointFile.Load(path, _model, Parameters, loop));

    private static bool AreFinite(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (!float.IsFinite(value))
                return false;
        }

        return true;
    }

    /// <summary>A trainer at one moment.</summary>
    internal sealed record KeptTrainer(
        TrainedParameters.SnapshotMemory Memory, OptimizerSettings Settings, long ScheduleStep, UpdateResult LastUpdate);
}
