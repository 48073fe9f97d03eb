using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;

namespace TinyRnn.Conformance;

/// <summary>Models that read token ids, against PyTorch's vectors.</summary>
internal static class GoldenTokenChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        Scores<TokensGru8x16, TokensGru8x16.State>("modes/emb_gru_v50_e8_h16_t40_ce"),
        Scores<TokensLstm16x32, TokensLstm16x32.State>("modes/emb_lstm_v50_e16_h32_t17_ce"),
        new("PyTorch modes/ar_token_lstm_v50_e16_h32_t40", Generation),
    ];

    private static Check Scores<TModel, TState>(string file)
        where TModel : class, IStreamingModel<TModel, TState, int>
        where TState : unmanaged => new($"PyTorch {file}", () =>
        {
            using GoldenCase golden = new(file);
            int[] tokens = golden.Integers("x");
            Expectation expected = golden.Expect();
            double[] ys = [.. expected.Run([.. tokens.Select(token => new float[] { token })]).SelectMany(y => y)];
            GoldenChecks.CheckReference(golden.Doubles("out.y"), ys, file);

            TModel model = TModel.Load(golden.File, GoldenCase.Options);
            TState state = default;
            golden.Initial("h0", 0, 0).CopyTo(TModel.Hidden(ref state, 0));
            if (golden.Has("c0"))
                golden.Initial("c0", 0, 0).CopyTo(TModel.Cell(ref state, 0));
            TState start = state;
            float[] found = new float[ys.Length];
            model.Run(ref state, tokens, found);
            Verify.Close(ys, found, expected.Tolerance(), "scores of Run");
            Verify.Close(expected.Exact.Hidden[0], TModel.Hidden(ref state, 0), expected.HiddenTolerance(0), "final h");

            float[] y = new float[TModel.OutputSize];
            for (int t = 0; t < tokens.Length; t++)
            {
                model.Step(ref start, [tokens[t]], y);
                Verify.Close(ys.AsSpan(t * y.Length, y.Length), y, expected.Tolerance(), $"scores of step {t}");
            }
        });

    private static void Generation()
    {
        using GoldenCase golden = new("modes/ar_token_lstm_v50_e16_h32_t40");
        TokensLstm16x32 model = TokensLstm16x32.Load(golden.File, GoldenCase.Options);
        TokensLstm16x32.State state = default;
        golden.Floats("h0").CopyTo(state.Lstm1Hidden);
        golden.Floats("c0").CopyTo(state.Lstm1Cell);
        TokensLstm16x32.State start = state;

        int[] right = golden.Integers("out.tokens");
        int[] tokens = new int[right.Length];
        int first = golden.Integers("x")[0];
        Verify.Equal(tokens.Length, model.Generate(ref state, first, tokens), "tokens written");
        Verify.That(tokens.SequenceEqual(right), $"generated {string.Join(' ', tokens)}, PyTorch {string.Join(' ', right)}");

        // With an end token the model stops behind it, and the rest stays untouched.
        int stop = right[10];
        int[] until = [.. Enumerable.Repeat(-7, right.Length)];
        int written = model.Generate(ref start, first, until, endToken: stop);
        int firstStop = Array.IndexOf(right, stop);
        Verify.Equal(firstStop + 1, written, "tokens until the end token");
        Verify.Equal(-7, until[written], "the token behind the end");

        // Scores of the same run, teacher-forced.
        Expectation expected = golden.Expect();
        int[] inputs = [first, .. right[..^1]];
        double[] ys = [.. expected.Run([.. inputs.Select(token => new float[] { token })]).SelectMany(y => y)];
        GoldenChecks.CheckReference(golden.Doubles("out.y"), ys, "ar_token");
    }
}
