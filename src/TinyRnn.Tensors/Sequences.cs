namespace TinyRnn.Tensors;

/// <summary>The shapes of sequences that a model reads and writes: by its mode, and whether it reads token ids.</summary>
internal static class Sequences<TModel, TState, TInput>
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>Whether inputs have a dimension T.</summary>
    public static bool HasSteps => TModel.Mode is SequenceMode.ManyToMany or SequenceMode.ManyToOne;

    /// <summary>The values of one input: token ids are single values, and have no dimension of their own behind T.</summary>
    public static bool HasInputs => typeof(TInput) != typeof(int);

    /// <param name="lengths">The inputs' shape.</param>
    /// <param name="streams">The dimension in front of the steps, if there is one.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static void RequireInputs(ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<Dimension> streams)
    {
        Span<Dimension> asked = stackalloc Dimension[DenseOutput.MostDimensions];
        int count = Begin(asked, streams);
        if (HasSteps)
            asked[count++] = new(Axis.Steps, Dimension.Any);
        // A single token has the dimension that values have elsewhere: there are no tensors of no dimension.
        if (HasInputs || !HasSteps)
            asked[count++] = new(Axis.Input, TModel.InputSize);
        Shape.Require<TModel>(lengths, asked[..count], "xs", "reads");
    }

    /// <param name="lengths">The outputs' shape.</param>
    /// <param name="streams">The dimension in front of the steps, if there is one.</param>
    /// <param name="steps">Steps of the inputs.</param>
    /// <param name="outputs">The outputs that they give; <see cref="Dimension.Any"/>: as many as there is room for.</param>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static void RequireOutputs(ReadOnlySpan<nint> lengths, scoped ReadOnlySpan<Dimension> streams, int steps, int outputs)
    {
        Span<Dimension> asked = stackalloc Dimension[DenseOutput.MostDimensions];
        int count = Begin(asked, streams);
        if (TModel.Mode is SequenceMode.ManyToMany or SequenceMode.OneToMany)
            asked[count++] = new(outputs == steps || outputs == Dimension.Any ? Axis.Steps : Axis.Outputs, outputs);
        asked[count++] = new(Axis.Output, TModel.OutputSize);
        Shape.Require<TModel>(lengths, asked[..count], "ys", "writes");
    }

    private static int Begin(Span<Dimension> asked, ReadOnlySpan<Dimension> streams)
    {
        streams.CopyTo(asked);
        return streams.Length;
    }
}
