namespace TinyRnn.Conformance;

/// <summary>A batch in the shape that a model's mode asks for.</summary>
internal sealed class SlopeBatch<TInput, TTarget>
    where TInput : unmanaged
    where TTarget : unmanaged
{
    /// <param name="mode">The model's.</param>
    /// <param name="inputSize">I; 1 for token ids.</param>
    /// <param name="targetSize">Values of a step's target; 1 for class ids.</param>
    /// <param name="inputs">Numbers for all steps of all sequences; as many as the mode needs are taken.</param>
    /// <param name="targets">The same.</param>
    /// <param name="ignoredLabel">The id for "no target here".</param>
    /// <param name="stride">Steps of the input for a target: there are so many times more.</param>
    public SlopeBatch(SequenceMode mode, int inputSize, int targetSize, TInput[] inputs, TTarget[] targets, int ignoredLabel, int stride = 1)
    {
        Stride = stride;
        Lengths = [stride * Slopes.Steps, stride * 4, stride];
        HasOneTarget = mode == SequenceMode.ManyToOne;
        HasOneInput = mode == SequenceMode.OneToMany;
        InputSize = typeof(TInput) == typeof(int) ? 1 : inputSize;
        TargetSize = typeof(TTarget) == typeof(int) ? 1 : targetSize;
        Inputs = inputs[..(Slopes.Batch * InputSteps * InputSize)];
        Targets = targets[..(Slopes.Batch * TargetSteps * TargetSize)];
        Weights = Array.ConvertAll(Signals.Noise(Slopes.Batch * TargetSteps, 3), value => 1 + (value / 2));
        if (!HasOneTarget)
            Weights[1] = 0;
        Spoil(Inputs, InputSteps, InputSize, 1);
        Spoil(Targets, TargetSteps, TargetSize, stride);

        if (Targets is int[] labels && !HasOneTarget)
            labels[2] = ignoredLabel;
    }

    public bool HasOneTarget { get; }

    public bool HasOneInput { get; }

    public int InputSize { get; }

    public int TargetSize { get; }

    public int Stride { get; }

    public int InputSteps => HasOneInput ? 1 : Stride * Slopes.Steps;

    public int TargetSteps => HasOneTarget ? 1 : Slopes.Steps;

    public TInput[] Inputs { get; }

    public TTarget[] Targets { get; }

    /// <summary>Of the targets.</summary>
    public float[] Weights { get; }

    public int[] Lengths { get; }

    /// <summary>NaN behind the ends of sequences: nothing may come of it. Ids stay, because they are checked.</summary>
    private void Spoil<T>(T[] values, int steps, int size, int stride)
    {
        if (values is not float[] numbers || steps == 1)
            return;
        for (int b = 0; b < Slopes.Batch; b++)
            numbers.AsSpan(((b * steps) + (Lengths[b] / stride)) * size, (steps - (Lengths[b] / stride)) * size).Fill(float.NaN);
    }
}
