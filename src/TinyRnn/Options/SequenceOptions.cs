namespace TinyRnn;

/// <summary>
/// What there is to say of a batch of sequences besides its inputs and targets. <see langword="default"/>: full length, equal weights, zero states.
/// </summary>
/// <typeparam name="TState">The model's state.</typeparam>
/// <example>
/// <code>
/// GestureNet.Trainer trainer = new(GestureNet.Create(seed: 1));
/// float[] inputs = new float[2 * 50 * 3];     // [B, T, I]: two sequences, the second of 30 steps and padding
/// float loss = trainer.TrainBatch(inputs, [4, 1], new() { Batch = 2, Lengths = [50, 30] });
/// </code>
/// </example>
public ref struct SequenceOptions<TState>
    where TState : unmanaged
{
    /// <summary>Sequences B. 0: for a model with one output a sequence as many as there are targets, otherwise 1.</summary>
    public int Batch { get; set; }

    /// <summary>Steps of each sequence, <c>[B]</c>; empty: all have T. What stands after a sequence's end is not looked at.</summary>
    public ReadOnlySpan<int> Lengths { get; set; }

    /// <summary>
    /// How much each target counts, at least 0: <c>[B, T]</c>, or <c>[B]</c> for a model with one output a sequence; empty: all count 1. The
    /// loss is the weighted mean.
    /// </summary>
    public ReadOnlySpan<float> Weights { get; set; }

    /// <summary>
    /// Where each sequence begins, and then where it ended: <c>[B]</c>; empty: zero states. Gradients stop at the beginning, so that a long sequence can be
    /// learnt in chunks (truncated back-propagation through time), and the same states serve inference.
    /// </summary>
    public Span<TState> States { get; set; }
}
