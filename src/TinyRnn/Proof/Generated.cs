namespace TinyRnn;

/// <summary>Tokens that a model writes, held to scores that are proven.</summary>
internal static class Generated<TModel, TState>
    where TModel : class, IGeneratingModel<TModel, TState>
    where TState : unmanaged
{
    /// <summary>Tokens that are written in one call.</summary>
    private const int Tokens = 16;

    public static void Replay(TModel model, GoldenVectors golden, Comparison<TModel, TState, int> comparison)
    {
        // The vectors have scores at every step; a one-to-many model's run is what it writes.
        if (TModel.Mode != SequenceMode.ManyToMany)
            return;
        for (int sequence = 0; sequence < golden.Sequences; sequence++)
        {
            int[] xs = golden.Sequence<int>(sequence);
            AfterEachStep(model, xs, sequence, comparison);
            ReadsItself(model, xs[0], sequence);
        }
    }

    /// <summary>One token after each step of the vectors.</summary>
    private static void AfterEachStep(TModel model, int[] xs, int sequence, Comparison<TModel, TState, int> comparison)
    {
        Span<int> written = stackalloc int[1];
        float[] y = new float[TModel.OutputSize];
        TState state = model.Initial;
        for (int t = 0; t < xs.Length; t++)
        {
            TState ahead = state;
            model.Generate(ref ahead, xs[t], written);
            comparison.CompareToken(sequence, t, written[0]);
            model.Step(ref state, xs.AsSpan(t, 1), y);
        }
    }

    /// <summary>Several tokens, each of which has the highest score of a step that reads the one before it.</summary>
    private static void ReadsItself(TModel model, int first, int sequence)
    {
        Span<int> written = stackalloc int[Tokens];
        float[] y = new float[TModel.OutputSize];
        TState state = model.Initial;
        int count = model.Generate(ref state, first, written);
        TState stepped = model.Initial;
        int token = first;
        for (int t = 0; t < Tokens; t++)
        {
            model.Step(ref stepped, [token], y);
            token = written[t];
            if (count != Tokens || !IsHighest(y, token))
            {
                throw new ModelProofException(
                    $"{typeof(TModel).Name} writes token {token} at step {t} from token {first} on (sequence {sequence}), where Step gives another one the "
                    + "highest score.");
            }
        }
    }

    private static bool IsHighest(ReadOnlySpan<float> scores, int token)
    {
        foreach (float score in scores)
        {
            if (!(scores[token] >= score))
                return false;
        }

        return true;
    }
}
