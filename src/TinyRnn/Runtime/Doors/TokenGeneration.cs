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

    /// <summary>The sources of several streams' draws: one for each, or none where nothing is drawn; not in the memory of the ids.</summary>
    /// <param name="random">The sources.</param>
    /// <param name="sampling">How tokens are drawn.</param>
    /// <param name="streams">How many streams there are.</param>
    /// <param name="first">Memory that is read meanwhile.</param>
    /// <param name="tokens">Memory that is written meanwhile.</param>
    /// <param name="counts">More of it.</param>
    /// <exception cref="ArgumentException">Not one for each, or in that memory.</exception>
    public static void Check(
        Span<RandomState> random, Sampling sampling, int streams, ReadOnlySpan<int> first, ReadOnlySpan<int> tokens, ReadOnlySpan<int> counts)
    {
        if (random.Length != streams && !(random.IsEmpty && sampling.Temperature == 0))
        {
            throw new ArgumentException(
                $"{nameof(random)} has {Counted.Of(random.Length, "source")} of draws, but states has {streams}. Each stream draws from one of its own: pass "
                + "new RandomState(seed) for each.",
                nameof(random));
        }

        Require.Apart(random, first);
        Require.Apart(random, tokens);
        Require.Apart(random, counts);
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
