using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Updates;
using TinyRnn.SavingProcess;
using TinyRnn.Weights;

namespace TinyRnn.Attack.Kills;

/// <summary>The file that a killed process was saving: model or checkpoint, always of one step and whole.</summary>
internal sealed class SavedFile(string path, bool isModel)
{
    private readonly TrainedParameters _loaded = Saving.Create();
    private readonly TrainedParameters _expected = Saving.Create();

    public string Path => path;

    public string Kind => isModel ? "model" : "checkpoint";

    /// <summary>As a killed process would be told on its command line.</summary>
    public string[] Arguments => isModel ? [path, Saving.OfModels] : [path];

    /// <summary>Reads it.</summary>
    /// <param name="reported">The last save that the process reported as done.</param>
    /// <returns>What is wrong; <see langword="null"/> if nothing is.</returns>
    public string? Check(long reported)
    {
        try
        {
            if (!File.Exists(path))
                return reported > 0 ? $"There is no file, but step {reported} had been saved." : null;
            long step = isModel ? StepOfModel() : StepOfCheckpoint();
            return step >= reported ? null : $"The file is of step {step}, but step {reported} had been saved.";
        }
        catch (Exception exception) when (exception is WeightFormatException or WeightMismatchException or InvalidDataException)
        {
            return exception.Message;
        }
    }

    /// <summary>Saves once more.</summary>
    public void Save()
    {
        if (isModel)
            Saving.SaveModel(path, File.Exists(path) ? Saving.LoadModel(path) + 1 : 1);
        else
            Saving.Save(path, _loaded);
    }

    private long StepOfModel() => Saving.LoadModel(path);

    private long StepOfCheckpoint()
    {
        CheckpointState state = Saving.Load(path, _loaded);
        if (state.Random.Value != (ulong)_loaded.StepCount || state.ScheduleStep != 2 * _loaded.StepCount)
            throw new InvalidDataException($"The checkpoint is of step {_loaded.StepCount}, but its random numbers are of another one.");
        while (_expected.StepCount < _loaded.StepCount)
            Saving.Step(_expected);
        if (!Saving.Weights(_loaded).AsSpan().SequenceEqual(Saving.Weights(_expected)))
            throw new InvalidDataException($"The weights are not those of step {_loaded.StepCount}.");
        return _loaded.StepCount;
    }
}
