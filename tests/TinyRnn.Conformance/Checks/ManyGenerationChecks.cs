using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Several streams that write at once write what each writes alone, and stop where it stops.</summary>
internal static class ManyGenerationChecks
{
    private const int Streams = 10;
    private const int Steps = 12;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("GenerateMany is Generate for each stream, drawn and best, with ends and without", Words),
        new("GenerateMany of one-hot tokens in a stack of layers", Stack),
        new("GenerateMany of no streams, and of no tokens, does nothing", Nothing),
        new("GenerateMany: 0 bytes", () =>
        {
            TokensLstm16x32 model = TokensLstm16x32.Create(1);
            TokensLstm16x32.State[] states = new TokensLstm16x32.State[Streams];
            int[] first = new int[Streams];
            int[] tokens = new int[Streams * Steps];
            int[] counts = new int[Streams];
            Allocation.IsNone(() => model.GenerateMany(states, first, tokens, counts));
        }),
    ];

    private static void Words()
    {
        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        foreach (Sampling sampling in (Sampling[])[Sampling.Greedy, new Sampling(0.9f), new Sampling(1.5f, 7)])
        foreach (int end in (int[])[-1, 3, 17])
        {
            TokensLstm16x32.State[] states = new TokensLstm16x32.State[Streams];
            RandomState[] random = [.. Enumerable.Range(0, Streams).Select(b => new RandomState((ulong)b))];
            int[] first = [.. Enumerable.Range(0, Streams).Select(b => 3 * b)];
            int[] tokens = new int[Streams * Steps];
            int[] counts = new int[Streams];
            Array.Fill(tokens, -7);
            model.GenerateMany(states, first, tokens, counts, sampling, random, end);
            for (int b = 0; b < Streams; b++)
            {
                TokensLstm16x32.State state = default;
                RandomState own = new((ulong)b);
                int[] expected = new int[Steps];
                Array.Fill(expected, -7);
                int count = model.Generate(ref state, first[b], expected, sampling, ref own, end);
                Verify.Equal(count, counts[b], $"{sampling}, end {end}, stream {b}: ids written");
                Verify.Same<int>(expected, tokens.AsSpan(b * Steps, Steps), $"{sampling}, end {end}, stream {b}");
                Verify.That(own.Equals(random[b]), $"{sampling}, end {end}, stream {b}: other draws");
                double[] hidden = [.. state.Lstm1Hidden.ToArray().Select(value => (double)value)];
                Verify.Close(hidden, states[b].Lstm1Hidden, 1e-5, $"{sampling}, end {end}, stream {b}");
            }
        }
    }

    private static void Stack()
    {
        OneHotStack model = OneHotStack.Create(2);
        OneHotStack.State[] states = new OneHotStack.State[5];
        int[] tokens = new int[5 * Steps];
        int[] counts = new int[5];
        model.GenerateMany(states, [1, 2, 3, 4, 5], tokens, counts);
        for (int b = 0; b < 5; b++)
        {
            OneHotStack.State state = default;
            int[] expected = new int[Steps];
            model.Generate(ref state, b + 1, expected);
            Verify.Same<int>(expected, tokens.AsSpan(b * Steps, Steps), $"stream {b}");
            Verify.Equal(Steps, counts[b], $"stream {b}: ids written");
        }
    }

    private static void Nothing()
    {
        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        model.GenerateMany([], [], [], []);
        TokensLstm16x32.State[] states = new TokensLstm16x32.State[2];
        int[] counts = [5, 5];
        model.GenerateMany(states, [1, 2], [], counts);
        Verify.That(counts is [0, 0] && states[0] == default && states[1] == default, "something was done for no tokens");
    }
}
