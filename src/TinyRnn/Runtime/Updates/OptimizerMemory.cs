namespace TinyRnn.Runtime.Updates;

/// <summary>What optimizers remember of each weight.</summary>
internal static class OptimizerMemory
{
    /// <summary>The moments by PyTorch's names, in the order in which the rules take them.</summary>
    public static ReadOnlySpan<string> Names(Optimizer optimizer) => optimizer switch
    {
        Optimizer.Sgd => [],
        Optimizer.Momentum or Optimizer.Nesterov => s_momentum,
        Optimizer.Adam or Optimizer.AdamW or Optimizer.NAdam or Optimizer.NAdamW => s_adam,
        Optimizer.RmsProp => s_rmsProp,
        Optimizer.CenteredRmsProp => s_centered,
        Optimizer.RmsPropMomentum => s_rmsPropMomentum,
        Optimizer.CenteredRmsPropMomentum => s_centeredMomentum,
        Optimizer.AmsGrad or Optimizer.AmsGradW => s_amsGrad,
        _ => throw new ArgumentOutOfRangeException(nameof(optimizer), optimizer, $"{optimizer} is no optimizer. Take a member of {nameof(Optimizer)}."),
    };

    /// <summary>Whether a moment is a mean of squares, and so never negative.</summary>
    public static bool IsSquare(string moment) => moment is "exp_avg_sq" or "max_exp_avg_sq" or "square_avg";

    /// <summary>
    /// The largest norm of gradients, scaled and clipped, whose trace fits into floats. A mean of squares that has overflowed once is infinite for ever, and
    /// its weight never moves again; so is a momentum, and its weight with it. Squares of 1e18 are 1e36, which leaves a factor of 300 for weight decay and
    /// rounding. A sum of two biases takes twice the gradient of each, which is 1.5 times the norm and has to fit as well; a momentum grows to
    /// 1 / (1 - mu) times that.
    /// </summary>
    public static double LargestGradient(Optimizer optimizer, in OptimizerSettings settings) => optimizer switch
    {
        Optimizer.Sgd => 2e38,
        Optimizer.Momentum or Optimizer.Nesterov => 1e38 * (1 - settings.Momentum),
        _ => 1e18,
    };

    private static readonly string[] s_momentum = ["momentum_buffer"];
    private static readonly string[] s_adam = ["exp_avg", "exp_avg_sq"];
    private static readonly string[] s_rmsProp = ["square_avg"];
    private static readonly string[] s_centered = ["square_avg", "grad_avg"];
    private static readonly string[] s_rmsPropMomentum = ["square_avg", "momentum_buffer"];
    private static readonly string[] s_centeredMomentum = ["square_avg", "grad_avg", "momentum_buffer"];
    private static readonly string[] s_amsGrad = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"];
}
