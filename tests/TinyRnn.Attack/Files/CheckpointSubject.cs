using TinyRnn.Attack.Harness;
using TinyRnn.Training;

namespace TinyRnn.Attack.Files;

/// <summary>A trainer that goes on from checkpoints: with exactly what was saved, or with what it had.</summary>
internal sealed class CheckpointSubject : FileSubject
{
    private readonly ModelTrainer _trainer;
    private readonly byte[] _before;
    private readonly string _read;
    private readonly string _saved;

    /// <param name="name">For reports.</param>
    /// <param name="create">A trainer; trained by <paramref name="train"/>.</param>
    /// <param name="train">Some updates.</param>
    /// <param name="folder">Where files are written.</param>
    public CheckpointSubject(string name, Func<ulong, ModelTrainer> create, Action<ModelTrainer> train, TemporaryFolder folder)
    {
        Name = name;
        _read = folder.File($"{name}.read");
        _saved = folder.File($"{name}.saved");
        ModelTrainer other = create(1);
        other.LearningRate = 0.0125;
        other.Clipping = new() { Norm = 2.5f };
        other.Random = new RandomState(99);
        other.ScheduleStep = 7;
        train(other);
        train(other);
        Original = Save(other);
        _trainer = create(2);
        train(_trainer);
        _before = Save(_trainer);
    }

    public override string Name { get; }

    public override byte[] Original { get; }

    public override Fault? Try(byte[] file, long sparseTail)
    {
        using (FileStream stream = File.Create(_read))
        {
            stream.Write(file);
            if (sparseTail > 0)
                stream.SetLength(file.Length + sparseTail);
        }

        (bool isAccepted, Fault? fault) = Bounds.Watch(file.Length, sparseTail, () => _trainer.LoadCheckpoint(_read));
        byte[] after = Save(_trainer);
        bool isAsExpected = after.AsSpan().SequenceEqual(isAccepted ? Original : _before);
        if (isAccepted || !isAsExpected)
        {
            File.WriteAllBytes(_read, _before);
            _trainer.LoadCheckpoint(_read);
        }

        if (fault is not null || isAsExpected)
            return fault;
        return isAccepted
            ? new("another training than was saved",
                $"{Name}: the checkpoint was accepted, and what is saved after it differs from what it was made of.")
            : new("a refused checkpoint that changed the trainer",
                $"{Name}: the checkpoint was refused, but the trainer is not what it was.");
    }

    private byte[] Save(ModelTrainer trainer)
    {
        trainer.SaveCheckpoint(_saved);
        return File.ReadAllBytes(_saved);
    }
}
