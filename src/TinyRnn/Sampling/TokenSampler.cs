using System.Diagnostics.CodeAnalysis;
using TinyRnn.Runtime.Cells;

namespace TinyRnn;

/// <summary>Draws token ids from logits, without allocation.</summary>
/// <example>
/// <code>
/// float[] logits = [1, 3, 2];
/// RandomState random = new(seed: 1);
/// int best = TokenSampler.Best(logits);     // 1
/// int drawn = TokenSampler.Draw(logits, new Sampling(0.7f), ref random);     // overwrites the logits
/// </code>
/// </example>
public static class TokenSampler
{
    /// <summary>The id of the highest score, the lowest id among equals.</summary>
    /// <param name="scores">Logits or probabilities, <c>[V]</c>.</param>
    /// <exception cref="ArgumentException">No scores.</exception>
    /// <exception cref="InvalidOperationException">A score is NaN.</exception>
    public static int Best(ReadOnlySpan<float> scores)
    {
        if (scores.IsEmpty)
            throw new ArgumentException("There are no scores to choose from.", nameof(scores));
        int best = 0;
        for (int id = 0; id < scores.Length; id++)
        {
            if (float.IsNaN(scores[id]))
                ThrowNaN(id);
            if (scores[id] > scores[best])
                best = id;
        }

        return best;
    }

    /// <summary>Draws from softmax(logits / temperature), cut to the k best; the logits are overwritten.</summary>
    /// <param name="logits">Scores <c>[V]</c>, used as scratch.</param>
    /// <param name="sampling">Temperature and k.</param>
    /// <param name="random">Source of the draw: one number is taken from it.</param>
    /// <exception cref="ArgumentException">No scores.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Temperature negative or not finite, or k negative.</exception>
    /// <exception cref="InvalidOperationException">A score is NaN or positive infinity, or none is finite.</exception>
    public static int Draw(Span<float> logits, Sampling sampling, ref RandomState random)
    {
        sampling.Validate();
        int best = Best(logits);
        if (sampling.Temperature == 0 || sampling.TopK == 1)
            return best;

        float highest = logits[best];
        if (!float.IsFinite(highest))
            throw new InvalidOperationException($"The highest score is {highest} (token {best}), so there is no distribution to draw from.");
        int k = sampling.TopK == 0 ? logits.Length : Math.Min(sampling.TopK, logits.Length);
        float threshold = k == logits.Length ? float.NegativeInfinity : KthLargest(logits, k);

        // Tokens above the threshold are in; of those equal to it, as many as complete k, lowest ids first.
        int atThreshold = k;
        foreach (float logit in logits)
            atThreshold -= logit > threshold ? 1 : 0;

        double total = 0;
        for (int id = 0; id < logits.Length; id++)
        {
            bool isIn = logits[id] > threshold || (logits[id] == threshold && atThreshold-- > 0);
            float weight = isIn ? Reproducible.Exp((logits[id] - highest) / sampling.Temperature) : 0;
            logits[id] = weight;
            total += weight;
        }

        double remaining = random.NextDouble() * total;
        int last = best;
        for (int id = 0; id < logits.Length; id++)
        {
            if (logits[id] == 0)
                continue;
            last = id;
            remaining -= logits[id];
            if (remaining < 0)
                return id;
        }

        // The sum was rounded up by a hair: the last token that has any weight.
        return last;
    }

    /// <summary>Probabilities, as a softmax head gives them, into logits: their logarithms differ from the logits by a constant only.</summary>
    /// <param name="probabilities">Probabilities <c>[V]</c>, overwritten with their logarithms.</param>
    public static void ToLogits(Span<float> probabilities)
    {
        foreach (ref float p in probabilities)
            p = MathF.Log(p);
    }

    /// <summary>
    /// The k-th largest score, by bisection over the ordered bit patterns of floats: 32 passes at the most, no scratch memory, no sorting.
    /// </summary>
    private static float KthLargest(ReadOnlySpan<float> scores, int k)
    {
        uint low = 0;
        uint high = uint.MaxValue;
        while (low < high)
        {
            // The middle rounded up, so that low always has at least k scores at or above it.
            uint middle = low + ((high - low) / 2) + 1;
            int atLeast = 0;
            foreach (float score in scores)
                atLeast += Ordered(score) >= middle ? 1 : 0;
            if (atLeast >= k)
                low = middle;
            else
                high = middle - 1;
        }

        return FromOrdered(low);
    }

    /// <summary>Bits in an order that equals the order of the numbers; adding 0 makes -0 equal to 0.</summary>
    private static uint Ordered(float value)
    {
        uint bits = BitConverter.SingleToUInt32Bits(value + 0f);
        return (bits & 0x80000000) != 0 ? ~bits : bits | 0x80000000;
    }

    private static float FromOrdered(uint ordered) =>
        BitConverter.UInt32BitsToSingle((ordered & 0x80000000) != 0 ? ordered & 0x7FFFFFFF : ~ordered);

    [DoesNotReturn]
    private static void ThrowNaN(int id) =>
        throw new InvalidOperationException($"The score of token {id} is NaN: the model's weights or state hold a NaN.");
}
