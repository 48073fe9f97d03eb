using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Bad input at the public methods: refused before anything is computed, with what was expected and what was found.</summary>
internal static class DoorChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("Wrong span lengths are named", Lengths),
        new("Memory that is written and still read is refused", SharedMemory),
        new("A step in its own memory is the same step", StepInPlace),
        new("Token ids outside the vocabulary are named", Tokens),
        new("A history says when it is full", HistoryFull),
        new("Generation that meets a NaN stops where it is said", GenerationStops),
        new("NaN goes to the outputs and the state, and a reset removes it", NaN),
    ];

    private static void Lengths()
    {
        Knob model = Knob.Create(1);
        Knob.State state = default;
        Verify.Throws<ArgumentException>(() => model.Step(ref state, new float[3], new float[1]), "x has 3 values", "Knob.InputSize is 2");
        Verify.Throws<ArgumentException>(() => model.Step(ref state, new float[2], new float[2]), "y has 2 values", "Knob.OutputSize is 1");
        Verify.Throws<ArgumentException>(() => model.Advance(ref state, new float[1]), "xs has 1 value,", "Knob.InputSize is 2");
        Verify.Throws<ArgumentException>(() => model.Run(ref state, new float[5], new float[2]), "xs has 5 values", "no whole number of steps");
        Verify.Throws<ArgumentException>(() => model.Run(ref state, new float[6], new float[2]), "ys has 2 values", "3 are needed for 3 steps");
        Markov one = Markov.Create(1);
        Markov.State other = default;
        Verify.Throws<ArgumentException>(() => one.Run(ref other, [], new float[5]), "xs has no step");
        Mixed both = Mixed.Create(1);
        Mixed.State third = default;
        Verify.Throws<ArgumentException>(() => both.Run(ref third, new float[6], new float[8], new float[3]), "scratch has 3 values", "46 are needed");
        Verify.Throws<ArgumentException>(() => Knob.FromParameters(new float[7]), "parameters has 7 values", "Knob.ParameterCount");
    }

    private static void SharedMemory()
    {
        float[] memory = new float[64];
        Knob knob = Knob.Create(1);
        Knob.State state = default;
        Verify.Throws<ArgumentException>(() => knob.Step(ref state, memory.AsSpan(0, 2), memory.AsSpan(1, 1)), "memory of y overlaps that of x");
        Skips skips = Skips.Create(1);
        Skips.State second = default;
        Verify.Throws<ArgumentException>(() => skips.Step(ref second, memory.AsSpan(0, 6), memory.AsSpan(4, 6)), "memory of y begins 4 values after that of x");
        Verify.Throws<ArgumentException>(
            () => skips.Step(ref second, memory.AsSpan(4, 6), memory.AsSpan(0, 6)), "memory of y begins -4 values after that of x");
        Mixed both = Mixed.Create(1);
        Mixed.State third = default;
        int scratch = Mixed.ScratchLength(2);
        Verify.Throws<ArgumentException>(
            () => both.Run(ref third, memory.AsSpan(0, 6), new float[8], memory.AsSpan(5, scratch)), "memory of scratch overlaps that of xs");
        Verify.Throws<ArgumentException>(
            () => both.Run(ref third, new float[6], memory.AsSpan(scratch - 1, 8), memory.AsSpan(0, scratch)), "memory of scratch overlaps that of ys");
        both.Run(ref third, memory.AsSpan(0, 6), memory.AsSpan(6, 8), new float[scratch]);
        Paired pair = Paired.Create(1);
        Verify.Throws<ArgumentException>(
            () => pair.Run(new float[6], memory.AsSpan(0, 4), memory.AsSpan(2, 4)), "memory of ys begins 2 values after that of decoderXs");
    }

    /// <summary>
    /// Every way in which input and output of a step may overlap, of a model whose step has read its input before it writes, and the one way of a model that
    /// adds its input at the end.
    /// </summary>
    private static void StepInPlace()
    {
        float[] xs = Signals.Noise(4, seed: 3);
        FeedForward model = FeedForward.Create(2);
        float[] expected = new float[6];
        FeedForward.State state = default;
        model.Step(ref state, xs, expected);
        for (int offset = -6; offset <= 4; offset++)
        {
            float[] memory = new float[16];
            xs.CopyTo(memory, 6);
            model.Step(ref state, memory.AsSpan(6, 4), memory.AsSpan(6 + offset, 6));
            Verify.That(memory.AsSpan(6 + offset, 6).SequenceEqual(expected), $"output {offset} values behind the input");
        }

        Skips skips = Skips.Create(2);
        float[] both = Signals.Noise(6, seed: 4);
        float[] apart = new float[6];
        Skips.State first = default;
        Skips.State second = default;
        skips.Step(ref first, both, apart);
        skips.Step(ref second, both, both);
        Verify.That(both.AsSpan().SequenceEqual(apart), "in place differs");
    }

    private static void Tokens()
    {
        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        TokensLstm16x32.State state = default;
        float[] y = new float[50];
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, 50, y), "Token id 50", "vocabulary of 50", "0 to 49");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Step(ref state, -1, y), "Token id -1");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Generate(ref state, 77, new int[2]), "Token id 77");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.Run(ref state, [1, 2, 99], new float[150]), "Token id 99 at position 2");
        Verify.That(state.Lstm1Hidden.IndexOfAnyExcept(0f) < 0, "a refused sequence changed the state");
    }

    private static void HistoryFull()
    {
        NaivePanels model = NaivePanels.Create(1);
        NaivePanels.State state = default;
        model.Run(ref state, new float[22], new float[55]);
        Verify.Equal(11, state.History1Steps, "steps held");
        Verify.Throws<InvalidOperationException>(() => model.Run(ref state, new float[4], new float[10]), "holds 11 of at most 12 steps", "2 more");
        Verify.Equal(11, state.History1Steps, "steps held after the refusal");
    }

    /// <summary>
    /// The first token written has a row of NaN: it stays written, the state is the one after the step that read it, and nothing was drawn for the next.
    /// </summary>
    private static void GenerationStops()
    {
        float[] parameters = TokensLstm16x32.Create(1).Parameters.ToArray();
        int[] tokens = new int[4];
        TokensLstm16x32.State state = default;
        RandomState random = new(4);
        TokensLstm16x32.FromParameters(parameters).Generate(ref state, 7, tokens.AsSpan(0, 1), default, ref random);
        int first = tokens[0];
        Verify.That(first != 7, "the model repeats what it reads: take another seed");
        parameters.AsSpan(first * 16, 16).Fill(float.NaN);
        TokensLstm16x32 model = TokensLstm16x32.FromParameters(parameters);
        TokensLstm16x32.State expected = default;
        model.Advance(ref expected, 7);
        model.Advance(ref expected, first);

        ulong drawn = random.Value;
        state = default;
        random = new(4);
        tokens.AsSpan().Fill(-9);
        Verify.Throws<InvalidOperationException>(() => model.Generate(ref state, 7, tokens, default, ref random), "NaN");
        Verify.Same<int>([first, -9, -9, -9], tokens, "tokens");
        Verify.Equal(drawn, random.Value, "random state");
        Verify.SameBits(expected.Lstm1Hidden, state.Lstm1Hidden, "hidden state");
        Verify.SameBits(expected.Lstm1Cell, state.Lstm1Cell, "cell state");
    }

    private static void NaN()
    {
        Knob model = Knob.Create(1);
        Knob.State state = default;
        float[] y = new float[1];
        model.Step(ref state, [float.NaN, 0], y);
        Verify.That(float.IsNaN(y[0]) && float.IsNaN(state.Lstm1Hidden[0]) && float.IsNaN(state.Lstm1Cell[19]), "NaN was lost");
        state = default;
        model.Step(ref state, [float.PositiveInfinity, 0], y);
        Verify.That(!float.IsNaN(state.Lstm1Hidden[0]), "infinity must saturate the gates");
        state = default;
        model.Step(ref state, [0.5f, 0], y);
        Verify.That(float.IsFinite(y[0]), "a reset state is not clean");
    }
}
