namespace TinyRnn;

/// <summary>How the next token is drawn from a model's scores.</summary>
/// <param name="Temperature">Scores are divided by it first: below 1 sharpens, above 1 flattens, 0 always takes the best one.</param>
/// <param name="TopK">Only the k best tokens can be drawn (ties at the border by lower id); 0: all of them.</param>
public readonly record struct Sampling(float Temperature = 1, int TopK = 0)
{
    /// <summary>Always the token with the highest score (the lowest id among equals).</summary>
    public static Sampling Greedy => new(0);
}
