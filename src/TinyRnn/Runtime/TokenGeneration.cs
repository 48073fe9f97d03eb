namespace TinyRnn.Runtime;

/// <summary>What the generated <c>Generate</c> of models that read and write tokens does between two steps.</summary>
public static class TokenGeneration
{
    /// <summary>Draws the next token.</summary>
    /// <param name="scores">The model's output; overwritten.</param>
    /// <param name="sampling">How it is drawn.</param>
    /// <param name="random">Source of the draw.</param>
    /// <param name="scoresAreProbabilities">The model ends in a softmax.</param>
    public static int Next(Span<float> scores, Sampling sampling, ref RandomState random, bool scoresAreProbabilities)
    {
        if (scoresAreProbabilities)
            TokenSampler.ToLogits(scores);
        return TokenSampler.Draw(scores, sampling, ref random);
    }
}
