namespace TinyRnn;

/// <summary>How an exponential average begins, which has no past yet (<see cref="WeightAveraging.Exponential"/>).</summary>
public enum AverageStart
{
    /// <summary>At the first weights, which keep a share of decay^n after n more: PyTorch's <c>AveragedModel</c> with <c>get_ema_multi_avg_fn</c>.</summary>
    FirstWeights,

    /// <summary>
    /// With a smaller decay that grows to the one given, min(decay, (1 + n) / (10 + n)) after n averaged weights: for short trainings, and decays near 1.
    /// That of TensorFlow's <c>ExponentialMovingAverage(num_updates=...)</c>.
    /// </summary>
    WarmUp,

    /// <summary>
    /// As if there had been zeros, divided by 1 - decay^n (Kingma and Ba 2015): after n weights, each counts decay times what the next one counts, and together
    /// they count 1.
    /// </summary>
    Corrected,
}
