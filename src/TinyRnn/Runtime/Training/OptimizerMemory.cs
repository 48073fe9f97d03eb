namespace TinyRnn.Runtime;

/// <summary>What optimizers remember of each weight.</summary>
internal static class OptimizerMemory
{
    /// <summary>The moments by PyTorch's names, in the order in which the rules take them.</summary>
    public static ReadOnlySpan<string> Names(Optimizer optimizer) => optimizer switch
    {
        Optimizer.Sgd => [],
        Optimizer.Momentum or Optimizer.Nesterov => s_momentum,
        Optimizer.Adam or Optimizer.AdamW => s_adam,
        Optimizer.RmsProp => s_rmsProp,
        Optimizer.CenteredRmsProp => s_centered,
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, $"{optimizer} is no optimizer. Take a member of {nameof(Optimizer)}."),
    };

    /// <summary>Whether a moment is a mean of squares, and so never negative.</summary>
    public static bool IsSquare(string moment) => moment is "exp_avg_sq" or "square_avg";

    private static readonly string[] s_momentum = ["momentum_buffer"];
    private static readonly string[] s_adam = ["exp_avg", "exp_avg_sq"];
    private static readonly string[] s_rmsProp = ["square_avg"];
    private static readonly string[] s_centered = ["square_avg", "grad_avg"];
}
