using System.ComponentModel;

namespace TinyRnn.Runtime.Doors;

/// <summary>What the generated <c>Generate</c> of models that read and write tokens does between two steps. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TokenGeneration
{
    /// <summary>What can be wrong with the arguments, before the first step.</summary>
    /// <param name="sampling">How tokens are drawn.</param>
    /// <param name="endToken">The id that ends the text, or -1.</param>
    /// <param name="vocabulary">Tokens of the vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">A sampling that cannot be, or an end that the model cannot write.</exception>
    public static void Check(Sampling sampling, int endToken, int vocabulary)
    {
        sampling.Validate();
        if (endToken < -1 || endToken >= vocabulary)
        {
            throw new ArgumentOutOfRangeException(
                nameof(endToken),
                endToken,
                $"endToken is {endToken}, which the model never writes: its ids are 0 to {vocabulary - 1}. Pass one of them, or -1 for no end.");
        }
    }

    /// <summary>Draws the next token.</summary>
    /// <param name="scores">The model's output; overwritten.</param>
    /// <param name="sampling">How it is drawn.</param>
    /// <param name="random">Source of the draw.</param>
    /// <param name="scoresAreProbabilities">The model ends in a softmax.</param>
    public static int Next(Span<float> scores, Sampling sampling, ref RandomState random, bool scoresAreProbabilities)
    {
        sampling.Validate();
        if (scoresAreProbabilities)
            TokenSampler.ToLogits(scores);
        return TokenSampler.Draw(scores, sampling, ref random);
    }
}
