using TinyRnn.Runtime.Checkpoints;
using TinyRnn.Runtime.Updates;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A checkpoint file in a folder of its own, and trainings of the small network that go into it and out of it.</summary>
internal sealed class CheckpointCase : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Target => _folder.Path("training.safetensors");

    public byte[] Bytes
    {
        get => File.ReadAllBytes(Target);
        set => File.WriteAllBytes(Target, value);
    }

    /// <summary>A check with such a file.</summary>
    public static Check In(string what, Action<CheckpointCase> run) => new($"Checkpoint: {what}", () =>
    {
        using CheckpointCase own = new();
        run(own);
    });

    /// <summary>Updates with the gradients of these steps, which have one size.</summary>
    public static void Train(TrainedParameters parameters, int from, int to)
    {
        for (int step = from; step < to; step++)
        {
            SmallNetwork.Backward(parameters, step);
            parameters.Update();
        }
    }

    public static void Same(TrainedParameters expected, TrainedParameters actual, string what)
    {
        for (int i = 0; i < SmallNetwork.BlockLength; i++)
            Verify.Equal(
                BitConverter.SingleToInt32Bits(expected.WeightAt(i)), BitConverter.SingleToInt32Bits(actual.WeightAt(i)), $"{what}, bits of weight {i}");
    }

    public void Save(TrainedParameters parameters, CheckpointState state = default) => CheckpointFile.Save(Target, SmallNetwork.Model, parameters, state);

    public CheckpointState Load(TrainedParameters parameters) => CheckpointFile.Load(Target, SmallNetwork.Model, parameters);

    /// <summary>The file is refused with this message, and the training that it would have replaced goes on as if nothing had been.</summary>
    public void IsRefused(string message)
    {
        TrainedParameters other = SmallNetwork.Create(Optimizer.Adam);
        Train(other, 50, 52);
        TrainedParameters same = SmallNetwork.Create(Optimizer.Adam);
        Train(same, 50, 52);
        Verify.Throws<WeightFormatException>(() => Load(other), message);
        Verify.Equal(same.Settings, other.Settings, "settings");
        Train(other, 52, 54);
        Train(same, 52, 54);
        Same(same, other, "after the refusal");
    }

    public void Dispose() => _folder.Dispose();
}
