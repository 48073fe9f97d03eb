namespace TinyRnn.Conformance;

/// <summary>A batch in the shape that a model's mode asks for.</summary>
internal sealed class SlopeBatch<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <param name="mode">The model's.</param>
    /// <param name="inputSize">I; 1 for token ids.</param>
    /// <param name="outputSize">O.</param>
    /// <param name="inputs">Numbers for all steps of all sequences; as many as the mode needs are taken.</param>
    /// <param name="targets">The same.</param>
    /// <param name="ignoredLabel">The id for "no target here".</param>
    public SlopeBatch(SequenceMode mode, int inputSize, int outputSize, TInput[] inputs, TTarget[] targets, int ignoredLabel)
    {
        HasOneTarget = mode == SequenceMode.ManyToOne;
        HasOneInput = mode == SequenceMode.OneToMany;
        InputSize = typeof(TInput) == typeof(int) ? 1 : inputSize;
        TargetSize = typeof(TTarget) == typeof(int) ? 1 : outputSize;
        Inputs = inputs[..(Slopes.Batch * InputSteps * InputSize)];
        Targets = targets[..(Slopes.Batch * TargetSteps * TargetSize)];
        Weights = Array.ConvertAll(Signals.Noise(Slopes.Batch * TargetSteps, 3), value => 1 + (value / 2));
        if (!HasOneTarget)
            Weights[1] = 0;
        Spoil(Inputs, InputSteps, InputSize);
        Spoil(Targets, TargetSteps, TargetSize);

        if (Targets is int[] labels && !HasOneTarget)
            labels[2] = ignoredLabel;
    }

    public bool HasOneTarget { get; }

    public bool HasOneInput { get; }

    public int InputSize { get; }

    public int TargetSize { get; }

    public int InputSteps => HasOneInput ? 1 : Slopes.Steps;

    public int TargetSteps => HasOneTarget ? 1 : Slopes.Steps;

    public TInput[] Inputs { get; }

    public TTarget[] Targets { get; }

    /// <summary>Of the targets.</summary>
    public float[] Weights { get; }

    public int[] Lengths { get; } = [Slopes.Steps, 4, 1];

    /// <summary>NaN behind the ends of sequences: nothing may come of it. Ids stay, because they are checked.</summary>
    private void Spoil<T>(T[] values, int steps, int size)
    {
        if (values is not float[] numbers || steps == 1)
            return;
        for (int b = 0; b < Slopes.Batch; b++)
            numbers.AsSpan(((b * steps) + Lengths[b]) * size, (steps - Lengths[b]) * size).Fill(float.NaN);
    }
}
