namespace TinyRnn.Training;

/// <summary>Learning from a stream while it runs.</summary>
/// <example>
/// <code>
/// Level net = Level.Create(seed: 1);
/// Level.Trainer trainer = new(net) { Clipping = new() { Norm = 1 } };
/// OnlineLearner&lt;float, float, Level.State&gt; learner = OnlineLearner.Of(trainer, new() { Steps = 32, Every = 4 });
/// Level.State state = default;
/// float[] said = new float[1];
/// for (int t = 0; t &lt; 1000; t++)
/// {
///     net.Step(ref state, [MathF.Sin(t)], said);                   // serves, as always
///     learner.Observe([MathF.Sin(t)], [MathF.Sin(t + 1)]);         // and learns, once what was right is known
/// }
///
/// [RecurrentModel(1)]
/// [Gru(8)]
/// [Dense(1)]
/// [Trainable(MaxSteps = 32)]
/// public sealed partial class Level;
/// </code>
/// </example>
public static class OnlineLearner
{
    /// <summary>A learner around a trainer.</summary>
    /// <typeparam name="TInput">The model's inputs.</typeparam>
    /// <typeparam name="TTarget">Its targets.</typeparam>
    /// <typeparam name="TState">Its state.</typeparam>
    /// <param name="trainer">The trainer, with its learning rate, clipping and frozen layers as you set them.</param>
    /// <param name="options">How; <see langword="null"/>: an update at each step, through as many steps as the trainer has room for.</param>
    /// <exception cref="ArgumentException">A model that cannot learn from a stream; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option out of its range.</exception>
    public static OnlineLearner<TInput, TTarget, TState> Of<TInput, TTarget, TState>(
        SequenceTrainer<TInput, TTarget, TState> trainer, OnlineOptions? options = null)
        where TInput : unmanaged
        where TTarget : unmanaged
        where TState : unmanaged => new(trainer, options);
}

/// <summary>
/// Learns from one stream, step by step: truncated back-propagation through time over a ring of its last steps (BPTT(h; h'), Williams and Peng 1990). Each step
/// is given once, with its target; every few of them the trainer goes forward through the ring and back, from the state that the stream had in front of it.
/// What a step costs does not depend on how long the stream is, and after the constructor nothing is allocated.
/// </summary>
/// <remarks>
/// The state in front of the ring is carried on: when a step leaves the ring, the weights that are in training at that moment compute what it does to the
/// state. So the state is that of weights which have changed meanwhile, a little; computing it anew by the newest ones would take the whole past. Everything
/// here is done with the trainer's public methods (<c>Forward</c> with <c>States</c>, <c>TrainBatch</c> with <c>States</c> and <c>Weights</c>, <c>Publish</c>).
/// Not for several threads at once; the model goes on serving.
/// </remarks>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for class ids.</typeparam>
/// <typeparam name="TState">The model's state.</typeparam>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// OnlineLearner&lt;float, int, GestureNet.State&gt; learner = new(trainer, new() { Every = 5, PublishEvery = 0 });
/// if (learner.Observe([0.1f, 0.2f, 1], [4]))
///     Console.WriteLine($"{learner.Loss}, {trainer.LastUpdate.Status}");
/// trainer.Publish();
/// </code>
/// </example>
public sealed class OnlineLearner<TInput, TTarget, TState>
    where TInput : unmanaged
    where TTarget : unmanaged
    where TState : unmanaged
{
    private readonly SequenceTrainer<TInput, TTarget, TState> _trainer;
    private readonly OnlineOptions _options;
    private readonly int _inputSize;
    private readonly int _targetSize;

    // The ring is a piece of memory with room for what comes until the next update; then what has left it is moved out.
    private readonly TInput[] _inputs;
    private readonly TTarget[] _targets;
    private readonly bool[] _hasTarget;
    private readonly float[] _weights;
    private readonly float[] _outputs;
    private readonly TState[] _before = new TState[1];
    private readonly TState[] _carried = new TState[1];
    private int _count;
    private int _sinceUpdate;
    private int _sincePublication;

    /// <summary>Takes all memory.</summary>
    /// <param name="trainer">The trainer, with its learning rate, clipping and frozen layers as you set them.</param>
    /// <param name="options">How; <see langword="null"/>: an update at each step, through as many steps as the trainer has room for.</param>
    /// <exception cref="ArgumentException">
    /// A model that cannot learn from a stream: it reads sequences in both directions, has outputs at other steps than inputs, or keeps its whole past.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option out of its range.</exception>
    public OnlineLearner(SequenceTrainer<TInput, TTarget, TState> trainer, OnlineOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        trainer.RequireStream(nameof(trainer));
        _trainer = trainer;
        _options = (options ?? new()).Checked(trainer.MostSteps);
        (_inputSize, _targetSize) = (trainer.InputSize, trainer.TargetSize);
        int room = _options.Steps + _options.Every;
        _inputs = new TInput[room * _inputSize];
        _targets = new TTarget[room * _targetSize];
        _hasTarget = new bool[room];
        _weights = new float[_options.Steps];
        _outputs = new float[trainer.OutputsOf(_options.Every)];
    }

    /// <summary>The trainer.</summary>
    public SequenceTrainer<TInput, TTarget, TState> Trainer => _trainer;

    /// <summary>
    /// The loss of the targets that counted in the last update, before it; NaN before the first, and where none counted. What became of the update:
    /// <see cref="ModelTrainer.LastUpdate"/>.
    /// </summary>
    public float Loss { get; private set; } = float.NaN;

    /// <summary>Updates that were tried.</summary>
    public long Updates { get; private set; }

    /// <summary>Publications, your own not counted.</summary>
    public long Publications { get; private set; }

    /// <summary>A step of the stream, and learns if it is time.</summary>
    /// <param name="input">Its input, <c>[I]</c>.</param>
    /// <param name="target">Its target, <c>[O]</c>; a class id is one value.</param>
    /// <returns>Whether an update was tried.</returns>
    /// <exception cref="ArgumentException">
    /// Other lengths, a value that is not finite, or no token, category, class or probability; nothing has changed then, and the stream can go on without the
    /// step, or from a fresh state (<see cref="Restart"/>).
    /// </exception>
    /// <exception cref="InvalidOperationException">
    /// It was time to publish, and a weight is not finite: the model goes on with the old ones. Go back to a snapshot or a checkpoint, and
    /// <see cref="Restart"/>.
    /// </exception>
    public bool Observe(ReadOnlySpan<TInput> input, ReadOnlySpan<TTarget> target)
    {
        Span<TInput> own = Take(input);
        if (target.Length != _targetSize)
            throw new ArgumentException($"A target has {Counted.Of(target.Length, "value")}, and the model needs {_targetSize}.", nameof(target));
        Span<TTarget> ownTarget = _targets.AsSpan(_count * _targetSize, _targetSize);
        target.CopyTo(ownTarget);
        _trainer.RequireStep(own);
        _trainer.RequireTarget(ownTarget);
        return Add(hasTarget: true);
    }

    /// <summary>A step of the stream whose target nobody knows: later ones are still learnt from through it.</summary>
    /// <param name="input">Its input, <c>[I]</c>.</param>
    /// <returns>Whether an update was tried.</returns>
    /// <inheritdoc cref="Observe(ReadOnlySpan{TInput}, ReadOnlySpan{TTarget})" path="/exception"/>
    public bool Observe(ReadOnlySpan<TInput> input)
    {
        _trainer.RequireStep(Take(input));
        return Add(hasTarget: false);
    }

    /// <summary>Another stream begins, or the same one after a gap. What has been learnt stays.</summary>
    /// <param name="state">The state that it starts from: <see langword="default"/>, or the model's <c>Initial</c>, or one that was kept.</param>
    public void Restart(TState state = default)
    {
        _before[0] = state;
        (_count, _sinceUpdate) = (0, 0);
    }

    /// <summary>Copies an input behind the ring, where it is none of its steps yet: what is checked is what will be learnt from.</summary>
    private Span<TInput> Take(ReadOnlySpan<TInput> input)
    {
        if (input.Length != _inputSize)
            throw new ArgumentException($"The input of a step has {Counted.Of(input.Length, "value")}, and the model reads {_inputSize}.", nameof(input));
        Span<TInput> own = _inputs.AsSpan(_count * _inputSize, _inputSize);
        input.CopyTo(own);
        return own;
    }

    private bool Add(bool hasTarget)
    {
        _hasTarget[_count++] = hasTarget;
        if (++_sinceUpdate < _options.Every)
            return false;
        _sinceUpdate = 0;
        MoveOut(_count - _options.Steps);
        Learn();
        return true;
    }

    /// <summary>Steps leave the ring, and the state goes on over them.</summary>
    private void MoveOut(int steps)
    {
        if (steps <= 0)
            return;
        _trainer.Forward(
            _inputs.AsSpan(0, steps * _inputSize), _outputs.AsSpan(0, _trainer.OutputsOf(steps)), new() { Batch = 1, States = _before });
        int left = _count - steps;
        _inputs.AsSpan(steps * _inputSize, left * _inputSize).CopyTo(_inputs);
        _targets.AsSpan(steps * _targetSize, left * _targetSize).CopyTo(_targets);
        _hasTarget.AsSpan(steps, left).CopyTo(_hasTarget);
        _count = left;
    }

    private void Learn()
    {
        int first = _trainer.HasLastStep ? _count - 1 : 0;
        Span<float> weights = _weights.AsSpan(0, _count - first);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = first + i >= _count - _options.Targets && _hasTarget[first + i] ? 1 : 0;
        _carried[0] = _before[0];
        float loss = _trainer.TrainBatch(
            _inputs.AsSpan(0, _count * _inputSize),
            _targets.AsSpan(first * _targetSize, weights.Length * _targetSize),
            new() { Batch = 1, Weights = weights, States = _carried });
        Loss = _trainer.HadTargets ? loss : float.NaN;
        Updates++;
        if (_trainer.LastUpdate.Status != UpdateStatus.Applied || ++_sincePublication < _options.PublishEvery || _options.PublishEvery == 0)
            return;
        _sincePublication = 0;
        _trainer.Publish();
        Publications++;
    }
}
