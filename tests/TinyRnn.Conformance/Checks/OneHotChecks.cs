using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>A one-hot token input is the product with the vector that it stands for.</summary>
internal static class OneHotChecks
{
    private const int Vocabulary = 11;

    /// <summary>The last two or three are no full group of streams or steps.</summary>
    private static readonly int[] s_tokens = [3, 0, 10, 10, 7, 1, 5, 3, 9, 2, 0];

    public static IReadOnlyList<Check> All { get; } =
    [
        Of<OneHotLstm, OneHotLstm.State, VectorLstm, VectorLstm.State>(new Recurrent("lstm.", "lstm", 12)),
        Of<OneHotGru, OneHotGru.State, VectorGru, VectorGru.State>(new Recurrent("gru.", "gru", 12)),
        Of<OneHotGruBefore, OneHotGruBefore.State, VectorGruBefore, VectorGruBefore.State>(new Recurrent("gru.", "gru_before", 12)),
        Of<OneHotRnn, OneHotRnn.State, VectorRnn, VectorRnn.State>(new Recurrent("rnn.", "rnn_tanh", 12)),
        Of<OneHotStack, OneHotStack.State, VectorStack, VectorStack.State>(new Recurrent("lstm.", "lstm", 77), new Recurrent("gru.", "gru", 12)),
        new("OneHot: Generate writes the best token of each step", Generates),
        new("OneHot: token ids outside the vocabulary are named", Doors),
    ];

    private static Check Of<TOneHot, TState, TVector, TVectorState>(params Layer[] recurrent)
        where TOneHot : class, IStreamingModel<TOneHot, TState, int>
        where TState : unmanaged
        where TVector : class, IStreamingModel<TVector, TVectorState, float>
        where TVectorState : unmanaged => new($"{typeof(TOneHot).Name}: Step, Run and StepMany are those of one-hot vectors", () =>
        {
            TVector vectors = TVector.Create(5);
            using MemoryStream file = new();
            vectors.Save(file);
            file.Position = 0;
            TOneHot tokens = TOneHot.Load(file);
            file.Position = 0;
            using SafetensorsReader weights = new(file);
            Expectation expected = new([.. recurrent, new Dense("fc.")], weights.Floats);
            float[][] xs = [.. s_tokens.Select(Vector)];
            double[] exact = [.. expected.Run(xs).SelectMany(y => y)];
            double tolerance = expected.Tolerance();

            float[] ofVectors = new float[exact.Length];
            TVectorState vectorState = default;
            vectors.Run(ref vectorState, [.. xs.SelectMany(x => x)], ofVectors);

            float[] found = new float[exact.Length];
            TState state = default;
            tokens.Run(ref state, s_tokens, found);
            Compare(exact, ofVectors, found, tolerance, "Run");

            state = default;
            for (int t = 0; t < s_tokens.Length; t++)
                tokens.Step(ref state, s_tokens.AsSpan(t, 1), found.AsSpan(t * Vocabulary, Vocabulary));
            Compare(exact, ofVectors, found, tolerance, "Step");
            CompareMany<TOneHot, TState>(tokens, exact, tolerance);

            Allocation.IsNone(() =>
            {
                for (int t = 0; t < s_tokens.Length; t++)
                    tokens.Step(ref state, s_tokens.AsSpan(t, 1), found.AsSpan(t * Vocabulary, Vocabulary));
            });
        });

    /// <summary>Streams that are each one step behind the one before: their kernels serve different tokens and states at once.</summary>
    private static void CompareMany<TOneHot, TState>(TOneHot model, double[] exact, double tolerance)
        where TOneHot : class, IStreamingModel<TOneHot, TState, int>
        where TState : unmanaged
    {
        const int streams = 7;
        const int steps = 4;
        TState[] states = new TState[streams];
        float[] skipped = new float[Vocabulary];
        for (int b = 0; b < streams; b++)
        {
            for (int t = 0; t < b; t++)
                model.Step(ref states[b], s_tokens.AsSpan(t, 1), skipped);
        }

        float[] found = new float[streams * Vocabulary];
        for (int t = 0; t < steps; t++)
        {
            model.StepMany(states, s_tokens.AsSpan(t, streams), found);
            Verify.Close(exact.AsSpan(t * Vocabulary, found.Length), found, tolerance, $"StepMany, step {t}");
        }
    }

    private static void Compare(double[] exact, float[] ofVectors, float[] found, double tolerance, string what)
    {
        Verify.Close(exact, found, tolerance, $"{what} against the equations");

        // Both are that near to the exact values.
        Verify.Close(Array.ConvertAll(ofVectors, y => (double)y), found, 2 * tolerance, $"{what} against vectors");
    }

    private static float[] Vector(int token)
    {
        float[] vector = new float[Vocabulary];
        vector[token] = 1;
        return vector;
    }

    private static void Generates()
    {
        OneHotLstm model = OneHotLstm.Create(3);
        int[] written = new int[9];
        OneHotLstm.State state = default;
        Verify.Equal(written.Length, model.Generate(ref state, 4, written), "tokens written");
        float[] y = new float[Vocabulary];
        OneHotLstm.State stepped = default;
        int token = 4;
        foreach (int each in written)
        {
            model.Step(ref stepped, token, y);
            token = TokenSampler.Best(y);
            Verify.Equal(token, each, "token");
        }
    }

    private static void Doors()
    {
        Verify.Equal(Vocabulary, OneHotLstm.Vocabulary, "Vocabulary");
        OneHotLstm model = OneHotLstm.Create(1);
        OneHotLstm.State state = default;
        float[] y = new float[Vocabulary];
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, Vocabulary, y), "Token id 11", "vocabulary of 11", "0 to 10");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, -1, y), "Token id -1");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Advance(ref state, 11), "Token id 11");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Generate(ref state, 77, new int[2]), "Token id 77");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Run(ref state, [1, 2, 99], new float[33]), "Token id 99 at position 2");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany(new OneHotLstm.State[3], [1, 11, 2], new float[33]), "Token id 11 at position 1");
    }
}
