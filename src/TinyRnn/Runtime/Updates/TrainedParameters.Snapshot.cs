using TinyRnn.Runtime.Packing;

namespace TinyRnn.Runtime.Updates;

/// <content>A second set of everything that an update changes.</content>
public partial class TrainedParameters
{
    private readonly SnapshotMemory? _snapshot;

    /// <summary>Whether there is a snapshot to go back to.</summary>
    public bool HasSnapshot => _snapshot is { IsTaken: true };

    /// <summary>Keeps weights, their average, the optimizer's memory, step counts and the random state, in place of what was kept before.</summary>
    /// <exception cref="InvalidOperationException">The constructor took no memory for it.</exception>
    public void Snapshot()
    {
        RequireOwnWeights("a snapshot");
        SnapshotMemory memory = _snapshot ?? throw new InvalidOperationException("There is no memory for snapshots. Ask for it in the constructor.");
        Keep(memory);
        memory.IsTaken = true;
    }

    /// <summary>Goes back to the snapshot, which stays. Gradients are dropped; settings and frozen layers stay as they are.</summary>
    /// <exception cref="InvalidOperationException">There is no snapshot.</exception>
    public void Restore()
    {
        if (_snapshot is not { IsTaken: true } memory)
            throw new InvalidOperationException("There is no snapshot to go back to. Call Snapshot first.");
        Return(memory);
    }

    /// <summary>Keeps the same in memory of its own, which it takes: a snapshot stays what it is.</summary>
    internal SnapshotMemory KeepAside()
    {
        RequireOwnWeights("what a search tries out");
        SnapshotMemory memory = new(_weights.Length, _moments.Length, _layerSteps.Length);
        memory.MakeRoomForAverage(_average is not null);
        Keep(memory);
        return memory;
    }

    /// <summary>Goes back to what was kept. Gradients are dropped.</summary>
    internal void Return(SnapshotMemory memory)
    {
        memory.Weights.Span.CopyTo(_weights.Span);
        for (int i = 0; i < _moments.Length; i++)
            memory.Moments[i].Span.CopyTo(_moments[i].Span);
        memory.LayerSteps.CopyTo(_layerSteps, 0);
        if (_average is not null)
            memory.Average!.CopyTo(_average);
        UsesAverage = false;
        StepCount = memory.StepCount;
        _random = memory.Random;
        WeightsVersion++;
        DropGradients();
    }

    private void Keep(SnapshotMemory memory)
    {
        _weights.Span.CopyTo(memory.Weights.Span);
        for (int i = 0; i < _moments.Length; i++)
            _moments[i].Span.CopyTo(memory.Moments[i].Span);
        _layerSteps.CopyTo(memory.LayerSteps, 0);
        _average?.CopyTo(memory.Average!);
        memory.StepCount = StepCount;
        memory.Random = _random;
    }

    /// <summary>What was kept belongs to another training.</summary>
    private void DropSnapshot()
    {
        if (_snapshot is not null)
            _snapshot.IsTaken = false;
    }

    /// <summary>The second set.</summary>
    internal sealed class SnapshotMemory
    {
        public SnapshotMemory(int blockLength, int moments, int layers)
        {
            Weights = new ParameterBlock(blockLength);
            Moments = new ParameterBlock[moments];
            for (int i = 0; i < moments; i++)
                Moments[i] = new ParameterBlock(blockLength);
            LayerSteps = new long[layers];
        }

        public ParameterBlock Weights { get; }

        public ParameterBlock[] Moments { get; }

        public long[] LayerSteps { get; }

        /// <summary>Of the average, if there is one: 0 updates, if it was asked for after the snapshot.</summary>
        public AverageMemory? Average { get; private set; }

        public void MakeRoomForAverage(bool isKept)
        {
            Average = isKept ? Average ?? new AverageMemory(Weights.Length) : null;
            if (Average is not null)
                Average.Updates = 0;
        }

        public long StepCount { get; set; }

        public RandomState Random { get; set; }

        public bool IsTaken { get; set; }
    }
}
