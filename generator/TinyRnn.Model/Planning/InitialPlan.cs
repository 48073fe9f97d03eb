namespace TinyRnn.Model.Planning;

/// <summary>How a fresh model fills a range of the parameter block.</summary>
/// <param name="Range">The range.</param>
/// <param name="Distribution">What it is filled with.</param>
/// <param name="Value">Bound of a uniform distribution, standard deviation of a normal one, or the constant.</param>
internal sealed record InitialPlan(Extent Range, InitialDistribution Distribution, float Value);

/// <summary>What fresh parameters are drawn from.</summary>
internal enum InitialDistribution
{
    /// <summary>All the same number.</summary>
    Constant,

    /// <summary>Between -bound and bound.</summary>
    Uniform,

    /// <summary>The sum of two such numbers, as PyTorch's two biases have.</summary>
    UniformSum,

    /// <summary>Around 0.</summary>
    Normal,

    /// <summary>One period of a raised cosine, which is 0 at first.</summary>
    Hann,
}
