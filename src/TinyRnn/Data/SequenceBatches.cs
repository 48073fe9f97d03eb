namespace TinyRnn.Data;

/// <summary>
/// The sequences of a set as batches for a trainer, in order or shuffled, in memory that is taken once and used again. Sequences of different lengths are
/// padded to the longest of their batch, and <see cref="Lengths"/> says how long each is.
/// </summary>
/// <typeparam name="TInput"><see cref="float"/>, or <see cref="int"/> for token ids.</typeparam>
/// <typeparam name="TTarget"><see cref="float"/>, or <see cref="int"/> for classes and tokens.</typeparam>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// SequenceList&lt;float, int&gt; gestures = new(inputSize: 3, targetSize: 1, hasStepTargets: false);
/// gestures.Add(new float[50 * 3], new int[] { 4 });
/// SequenceBatches&lt;float, int&gt; batches = new(gestures, batch: 32);
/// RandomState random = new(seed: 1);
/// batches.Shuffle(ref random);
/// while (batches.MoveNext())
///     trainer.TrainBatch(batches.Inputs, batches.Targets, new() { Batch = batches.Batch, Lengths = batches.Lengths });
/// </code>
/// </example>
public sealed class SequenceBatches<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    private readonly SequenceSet<TInput, TTarget> _set;
    private readonly int[] _order;
    private readonly int[] _lengths;
    private readonly TInput[] _inputs;
    private readonly TTarget[] _targets;
    private readonly int _size;
    private int _next;

    /// <summary>Takes the memory for a batch.</summary>
    /// <param name="set">The sequences.</param>
    /// <param name="batch">Sequences of a batch; the last batch of a round may have fewer.</param>
    /// <exception cref="ArgumentException">The set is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A batch of no sequence.</exception>
    public SequenceBatches(SequenceSet<TInput, TTarget> set, int batch)
    {
        ArgumentNullException.ThrowIfNull(set);
        ArgumentOutOfRangeException.ThrowIfLessThan(batch, 1);
        if (set.Count == 0)
            throw new ArgumentException("There is no sequence in the set. Add some before.", nameof(set));
        _set = set;
        _order = new int[set.Count];
        _size = Math.Min(batch, set.Count);
        int longest = set.Longest();
        _lengths = new int[_size];
        _inputs = new TInput[(long)_size * longest * set.InputSize];
        _targets = new TTarget[(long)_size * set.TargetsOf(longest)];
        Restart();
    }

    /// <summary>Sequences of the current batch; 0 before the first.</summary>
    public int Batch { get; private set; }

    /// <summary>Steps of its longest sequence.</summary>
    public int Steps { get; private set; }

    /// <summary>Its inputs, <c>[B, T, I]</c>; default values after a sequence's end.</summary>
    public ReadOnlySpan<TInput> Inputs => _inputs.AsSpan(0, Batch * Steps * _set.InputSize);

    /// <summary>Its targets, <c>[B, T, O]</c> or <c>[B, O]</c>; default values after a sequence's end.</summary>
    public ReadOnlySpan<TTarget> Targets => _targets.AsSpan(0, Batch * _set.TargetsOf(Steps));

    /// <summary>Steps of each of its sequences, <c>[B]</c>.</summary>
    public ReadOnlySpan<int> Lengths => _lengths.AsSpan(0, Batch);

    /// <summary>Passes over batches of the round that has begun, without looking at them.</summary>
    internal void Skip(int batches) => _next = (int)Math.Min(_next + ((long)batches * _size), _order.Length);

    /// <summary>Begins a round in the order of the set.</summary>
    public void Restart()
    {
        for (int i = 0; i < _order.Length; i++)
            _order[i] = i;
        (_next, Batch, Steps) = (0, 0, 0);
    }

    /// <summary>Begins a round in a random order, each order as likely as any other (Fisher and Yates).</summary>
    /// <param name="random">What the order is drawn from: an equal one gives an equal order.</param>
    public void Shuffle(ref RandomState random)
    {
        Restart();
        for (int last = _order.Length - 1; last > 0; last--)
        {
            int other = (int)(random.NextUInt64() % (ulong)(last + 1));
            (_order[last], _order[other]) = (_order[other], _order[last]);
        }
    }

    /// <summary>Goes on to the next batch. It allocates nothing.</summary>
    /// <returns>Whether there is one: otherwise <see cref="Restart"/> or <see cref="Shuffle"/> begins anew.</returns>
    public bool MoveNext()
    {
        int batch = Math.Min(_size, _order.Length - _next);
        if (batch <= 0)
        {
            (Batch, Steps) = (0, 0);
            return false;
        }

        int steps = 0;
        for (int b = 0; b < batch; b++)
        {
            _lengths[b] = _set.StepsOf(_order[_next + b]);
            steps = Math.Max(steps, _lengths[b]);
        }

        (Batch, Steps) = (batch, steps);
        int row = steps * _set.InputSize;
        int targetRow = _set.TargetsOf(steps);
        for (int b = 0; b < batch; b++)
        {
            Span<TInput> inputs = _inputs.AsSpan(b * row, row);
            Span<TTarget> targets = _targets.AsSpan(b * targetRow, targetRow);
            int used = _lengths[b] * _set.InputSize;
            int usedTargets = _set.TargetsOf(_lengths[b]);
            inputs[used..].Clear();
            targets[usedTargets..].Clear();
            _set.Copy(_order[_next + b], inputs[..used], targets[..usedTargets]);
        }

        _next += batch;
        return true;
    }
}
