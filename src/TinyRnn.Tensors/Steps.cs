namespace TinyRnn.Tensors;

/// <summary>The shapes of single steps that a model reads and writes.</summary>
internal static class Steps<TModel, TState, TInput>
    where TModel : class, IRecurrentModel<TModel, TState, TInput>
    where TState : unmanaged
    where TInput : unmanaged
{
    /// <summary>A step of one stream: <c>[I]</c> and <c>[O]</c>.</summary>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static void RequireOne(ReadOnlySpan<nint> x, ReadOnlySpan<nint> y)
    {
        Shape.Require<TModel>(x, [new(Axis.Input, TModel.InputSize)], "x", "reads");
        Shape.Require<TModel>(y, [new(Axis.Output, TModel.OutputSize)], "y", "writes");
    }

    /// <summary>A step of several streams: <c>[B, I]</c>, or <c>[B]</c> token ids, and <c>[B, O]</c>.</summary>
    /// <exception cref="ArgumentException">Another shape.</exception>
    public static void RequireMany(ReadOnlySpan<nint> xs, ReadOnlySpan<nint> ys, Dimension streams)
    {
        Shape.Require<TModel>(xs, typeof(TInput) == typeof(int) ? [streams] : [streams, new(Axis.Input, TModel.InputSize)], "xs", "reads");
        Shape.Require<TModel>(ys, [streams, new(Axis.Output, TModel.OutputSize)], "ys", "writes");
    }
}
