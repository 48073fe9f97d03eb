using System.Runtime.InteropServices;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>A trainer of one model in the middle of its work: moments, a gradient that has not been applied, and the tape of a forward pass.</summary>
internal sealed class TrainerSubject<TInput, TTarget, TState> : DoorSubject
    where TInput : unmanaged
    where TTarget : unmanaged
    where TState : unmanaged
{
    private const int Batch = 2;
    private readonly SequenceTrainer<TInput, TTarget, TState> _trainer;
    private readonly Func<float[]> _published;
    private readonly int _parameters;
    private readonly int _steps;
    private readonly int _inputs;
    private readonly int _outputs;
    private readonly TInput[] _xs;
    private readonly TTarget[] _targets;
    private readonly float[] _buffer;
    private readonly TState[] _states = new TState[Batch];
    private readonly float[] _ys;

    /// <param name="trainer">The trainer.</param>
    /// <param name="published">The weights that its model serves.</param>
    /// <param name="parameters">Their number.</param>
    /// <param name="inputs">Values of a step's input.</param>
    /// <param name="outputs">Values of an output.</param>
    /// <param name="isManyToOne">One output a sequence.</param>
    public TrainerSubject(SequenceTrainer<TInput, TTarget, TState> trainer, Func<float[]> published, int parameters, int inputs, int outputs, bool isManyToOne)
    {
        _trainer = trainer;
        _published = published;
        _parameters = parameters;
        _steps = 3;
        _inputs = inputs;
        _outputs = outputs * (isManyToOne ? 1 : _steps);
        OutputSize = outputs;
        _xs = new TInput[Batch * _steps * inputs];
        if (_xs is float[] numbers)
            Signals.Noise(numbers.Length, seed: 2).CopyTo(numbers, 0);
        _targets = new TTarget[Batch * _outputs / (typeof(TTarget) == typeof(int) ? outputs : 1)];
        _buffer = new float[parameters + 2];
        _ys = new float[Batch * _outputs];
        _trainer.TrainBatch(_xs, _targets, new() { Batch = Batch, States = _states });
        _trainer.TrainBatch(_xs, _targets, new() { Batch = Batch, States = _states });
        _trainer.Accumulate(_xs, _targets, new() { Batch = Batch, States = _states });
        _trainer.Forward(_xs, _ys, new() { Batch = Batch, States = _states });
    }

    /// <summary>Tokens, or 0.</summary>
    public int Vocabulary { get; init; }

    /// <summary>The constructor without a model.</summary>
    public Action FromNothing { get; init; } = () => { };

    private int OutputSize { get; }

    public override Type Type => _trainer.GetType();

    /// <summary>Publishing is not harmless: <see cref="Behave"/> calls it wrongly, when the tape has been used.</summary>
    public override IEnumerable<string> Harmless => TrainerDoors.Harmless.Append("Publish()");

    // Publish imports, which the tape does not survive: it comes last, behind the backward pass that goes through it.
    public override IEnumerable<BadCall> Calls =>
    [
        .. TrainerDoors.Of(_trainer, _parameters, _buffer).Where(bad => bad.Member != "Publish()"),
        .. Batches(), .. Views(), new(".ctor(model, snapshots)", "no model", FromNothing),
    ];

    private IEnumerable<BadCall> Spoiling => TrainerDoors.Of(_trainer, _parameters, _buffer).Where(bad => bad.Member == "Publish()");

    public override void Look(BinaryWriter writer)
    {
        TrainerDoors.Look(writer, _trainer, _parameters);
        writer.Write(MemoryMarshal.AsBytes(_published().AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_states.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_buffer.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_ys.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_xs.AsSpan()));
        writer.Write(MemoryMarshal.AsBytes(_targets.AsSpan()));
    }

    public override void Behave()
    {
        _trainer.Backward(_ys);
        _trainer.CopyGradients(_buffer.AsSpan(0, _parameters));
        _trainer.Update();
        _trainer.TrainBatch(_xs, _targets, new() { Batch = Batch, States = _states });
        foreach (BadCall bad in Spoiling)
        {
            try
            {
                bad.Call();
            }
            catch (InvalidOperationException)
            {
                continue;
            }

            throw new CheckFailedException($"{bad.Member}: {bad.Fault}: accepted");
        }

        Verify.That(!_published().AsSpan().Contains(float.NaN), "a NaN was published");
        _trainer.Publish();
    }

    private delegate void BatchCall(ReadOnlySpan<TInput> inputs, ReadOnlySpan<TTarget> targets, SequenceOptions<TState> options);

    private IEnumerable<BadCall> Batches()
    {
        foreach ((string member, BatchCall call) in ((string, BatchCall)[])
            [
                ("TrainBatch(inputs, targets, options)", (inputs, targets, options) => _trainer.TrainBatch(inputs, targets, options)),
                ("Accumulate(inputs, targets, options)", (inputs, targets, options) => _trainer.Accumulate(inputs, targets, options)),
                ("Evaluate(inputs, targets, options)", (inputs, targets, options) => _trainer.Evaluate(inputs, targets, options)),
            ])
        {
            yield return new(member, "too few targets", () => call(_xs, _targets.AsSpan(1), new() { Batch = Batch, States = _states }));
            yield return new(member, "no inputs", () => call([], _targets, new() { Batch = Batch, States = _states }));
            yield return new(member, "a negative batch", () => call(_xs, _targets, new() { Batch = -1, States = _states }));
            yield return new(member, "a batch too many", () => call(_xs, _targets, new() { Batch = 99, States = _states }));
            yield return new(member, "a length too few", () => call(_xs, _targets, new() { Batch = Batch, Lengths = [1], States = _states }));
            yield return new(member, "a length of 0", () => call(_xs, _targets, new() { Batch = Batch, Lengths = [3, 0], States = _states }));
            yield return new(member, "a length too long", () => call(_xs, _targets, new() { Batch = Batch, Lengths = [3, 4], States = _states }));
            yield return new(member, "a state too few", () => call(_xs, _targets, new() { Batch = Batch, States = _states.AsSpan(1) }));
            yield return new(member, "a weight too few", () => call(_xs, _targets, new() { Batch = Batch, Weights = [1], States = _states }));
            yield return new(
                member, "a weight that is NaN", () => call(_xs, _targets, new() { Batch = Batch, Weights = LastWeight(float.NaN), States = _states }));
            if (_targets is int[])
                yield return new(
                    member, "a class too high", () => call(_xs, (TTarget[])(object)LastLabel(OutputSize), new() { Batch = Batch, States = _states }));
            if (Vocabulary > 0)
                yield return new(member, "a token too high", () => call((TInput[])(object)LastToken(), _targets, new() { Batch = Batch, States = _states }));
        }

        const string forward = "Forward(inputs, outputs, options, isTraining)";
        yield return new(forward, "too few outputs", () => _trainer.Forward(_xs, _ys.AsSpan(1), new() { Batch = Batch, States = _states }, isTraining: true));
        yield return new(
            forward, "a length too long", () => _trainer.Forward(_xs, _ys, new() { Batch = Batch, Lengths = [9, 1], States = _states }, isTraining: true));
        yield return new(forward, "outputs over states", () => _trainer.Forward(
            _xs.AsSpan(0, Batch * _inputs), MemoryMarshal.Cast<TState, float>(_states.AsSpan())[..(Batch * OutputSize)],
            new() { Batch = Batch, States = _states }, isTraining: true));
        yield return new("Backward(outputGradients)", "one too few", () => _trainer.Backward(_ys.AsSpan(1)));
    }

    private IEnumerable<BadCall> Views()
    {
        foreach ((string member, Action<int, int> view) in ((string, Action<int, int>)[])
            [
                ("FinalHiddenGradient(index, sequence)", (index, sequence) => _trainer.FinalHiddenGradient(index, sequence)),
                ("FinalCellGradient(index, sequence)", (index, sequence) => _trainer.FinalCellGradient(index, sequence)),
                ("InitialHiddenGradient(index, sequence)", (index, sequence) => _trainer.InitialHiddenGradient(index, sequence)),
                ("InitialCellGradient(index, sequence)", (index, sequence) => _trainer.InitialCellGradient(index, sequence)),
                ("Gate(index, gate, step, sequence)", (index, sequence) => _trainer.Gate(index, 0, 0, sequence)),
                ("HiddenState(index, step, sequence)", (index, sequence) => _trainer.HiddenState(index, 0, sequence)),
                ("CellState(index, step, sequence)", (index, sequence) => _trainer.CellState(index, 0, sequence)),
            ])
        {
            yield return new(member, "no such vector", () => view(99, 0));
            yield return new(member, "a negative vector", () => view(-1, 0));
            yield return new(member, "no such sequence", () => view(0, Batch));
        }

        yield return new("Gate(index, gate, step, sequence)", "no such gate", () => _trainer.Gate(0, 99, 0));
        yield return new("HiddenState(index, step, sequence)", "no such step", () => _trainer.HiddenState(0, 3));
        yield return new("CopyInputGradients(gradients)", "there are none", () => _trainer.CopyInputGradients(_buffer));

        // A view that is refused must not have begun one: an empty backward pass is one only where somebody has asked for the final gradients.
        yield return new("Backward(outputGradients)", "nothing", () => _trainer.Backward([]));
    }

    private float[] LastWeight(float weight)
    {
        float[] weights = new float[Batch * _outputs / OutputSize];
        weights.AsSpan().Fill(1);
        weights[^1] = weight;
        return weights;
    }

    private int[] LastLabel(int label)
    {
        int[] labels = new int[_targets.Length];
        labels[^1] = label;
        return labels;
    }

    private int[] LastToken()
    {
        int[] tokens = new int[_xs.Length];
        tokens[^1] = Vocabulary;
        return tokens;
    }
}
