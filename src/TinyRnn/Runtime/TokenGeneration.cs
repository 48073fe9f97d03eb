using System.Buffers;

namespace TinyRnn.Runtime;

/// <summary>The loop under the generated <c>Generate</c> of models that read and write tokens.</summary>
public static class TokenGeneration
{
    /// <summary>Scores of up to so many tokens (16 KiB) lie on the stack, larger vocabularies in a pooled array.</summary>
    private const int MostOnStack = 4096;

    /// <summary>Writes tokens and reads each as the next input.</summary>
    /// <param name="model">The model: scores of the next token come out of each step.</param>
    /// <param name="state">The state before the first step, then after the last.</param>
    /// <param name="first">The first token read.</param>
    /// <param name="tokens">The tokens written.</param>
    /// <param name="sampling">How a token is drawn.</param>
    /// <param name="random">Source of the draws.</param>
    /// <param name="endToken">Stops after writing this id.</param>
    /// <param name="scoresAreProbabilities">The model ends in a softmax.</param>
    /// <returns>How many tokens were written.</returns>
    public static int Generate<TModel, TState>(
        TModel model,
        ref TState state,
        int first,
        Span<int> tokens,
        Sampling sampling,
        ref RandomState random,
        int endToken,
        bool scoresAreProbabilities)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged
    {
        ArgumentNullException.ThrowIfNull(model);
        int count = TModel.OutputSize;
        if (count <= MostOnStack)
            return Loop(model, ref state, first, tokens, sampling, ref random, endToken, scoresAreProbabilities, stackalloc float[count]);
        float[] rented = ArrayPool<float>.Shared.Rent(count);
        try
        {
            return Loop(model, ref state, first, tokens, sampling, ref random, endToken, scoresAreProbabilities, rented.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private static int Loop<TModel, TState>(
        TModel model,
        ref TState state,
        int token,
        Span<int> tokens,
        Sampling sampling,
        ref RandomState random,
        int endToken,
        bool scoresAreProbabilities,
        Span<float> scores)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged
    {
        for (int written = 0; written < tokens.Length; written++)
        {
            model.Step(ref state, [token], scores);
            if (scoresAreProbabilities)
                TokenSampler.ToLogits(scores);
            token = TokenSampler.Draw(scores, sampling, ref random);
            tokens[written] = token;
            if (token == endToken)
                return written + 1;
        }

        return tokens.Length;
    }
}
