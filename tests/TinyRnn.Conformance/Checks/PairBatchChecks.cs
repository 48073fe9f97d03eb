using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>Pairs of several sources at once, and of sources that come in parts, give what whole sources give one by one.</summary>
internal static class PairBatchChecks
{
    private const int Batch = 6;
    private const double Tolerance = 5 * 70 * 1.2e-7;

    private static readonly int[] s_lengths = [4, 1, 3, 0, 2, 4];

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Pairs of numbers: several at once are each alone", Numbers),
        new("Pairs of tokens: several at once are each alone", Tokens),
        new("Pairs of histories: several at once are each alone", Histories),
        new("Pairs go on from a state of the encoder: a source in parts is the whole source", Parts),
        new("Pairs with an initial state begin there at each of several sources", Initials),
        new("Pairs of several: 0 bytes", () =>
        {
            PairedTokens pair = PairedTokens.Create(1);
            PairedTokenDecoder.State[] states = new PairedTokenDecoder.State[Batch];
            int[] xs = new int[Batch * 4];
            int[] tokens = new int[Batch * 5];
            int[] counts = new int[Batch];
            float[] ys = new float[Batch * 5 * PairedTokenDecoder.OutputSize];
            Allocation.IsNone(() =>
            {
                pair.EncodeMany(xs, s_lengths, states);
                pair.RunMany(xs, s_lengths, states, tokens, ys);
                pair.GenerateMany(xs, s_lengths, states, xs.AsSpan(0, Batch), tokens, counts);
            });
        }),
    ];

    private static void Numbers()
    {
        Paired pair = Paired.Create(3);
        float[] xs = Signals.Noise(Batch * 4 * 3, 1);
        float[] decoderXs = Signals.Noise(Batch * 5 * 2, 2);
        float[] ys = new float[Batch * 5 * 2];
        PairedDecoder.State[] states = new PairedDecoder.State[Batch];
        PairedDecoder.State[] encoded = new PairedDecoder.State[Batch];
        pair.EncodeMany(xs, s_lengths, encoded);
        pair.RunMany(xs, s_lengths, states, decoderXs, ys);
        for (int b = 0; b < Batch; b++)
        {
            ReadOnlySpan<float> source = xs.AsSpan(b * 12, s_lengths[b] * 3);
            Verify.That(pair.Encode(source) == encoded[b], $"source {b}: another state");
            float[] expected = new float[10];
            pair.Run(source, decoderXs.AsSpan(b * 10, 10), expected);
            Verify.Close(Doubles(expected), ys.AsSpan(b * 10, 10), Tolerance, $"target {b}");
        }

        pair.RunMany(xs, [], states, decoderXs, ys);
        float[] last = new float[10];
        pair.Run(xs.AsSpan(12, 12), decoderXs.AsSpan(10, 10), last);
        Verify.Close(Doubles(last), ys.AsSpan(10, 10), Tolerance, "without lengths");
    }

    private static void Tokens()
    {
        PairedTokens pair = PairedTokens.Create(3);
        int[] xs = [.. Enumerable.Range(0, Batch * 4).Select(n => n % 4 < s_lengths[n / 4] ? n % 11 : -1)];
        int[] first = [1, 2, 3, 4, 5, 6];
        RandomState[] random = [.. Enumerable.Range(0, Batch).Select(b => new RandomState((ulong)b))];
        PairedTokenDecoder.State[] states = new PairedTokenDecoder.State[Batch];
        foreach ((Sampling sampling, int end) in ((Sampling, int)[])[(Sampling.Greedy, -1), (new Sampling(1.2f), 5)])
        {
            int[] tokens = new int[Batch * 5];
            int[] counts = new int[Batch];
            RandomState[] before = [.. random];
            pair.GenerateMany(xs, s_lengths, states, first, tokens, counts, sampling, random, end);
            for (int b = 0; b < Batch; b++)
            {
                int[] expected = new int[5];
                int count = pair.Generate(xs.AsSpan(b * 4, s_lengths[b]), first[b], expected, sampling, ref before[b], end);
                Verify.Equal(count, counts[b], $"end {end}, target {b}: ids written");
                Verify.Same<int>(expected, tokens.AsSpan(b * 5, 5), $"end {end}, target {b}");
            }
        }

        float[] ys = new float[Batch * 2 * 9];
        int[] read = [.. Enumerable.Range(0, Batch * 2).Select(n => n % 9)];
        pair.RunMany(xs, s_lengths, states, read, ys);
        float[] scores = new float[18];
        pair.Run(xs.AsSpan(4, 1), read.AsSpan(2, 2), scores);
        Verify.Close(Doubles(scores), ys.AsSpan(18, 18), Tolerance, "teacher forcing");
    }

    private static void Histories()
    {
        HistoryPair pair = HistoryPair.Create(3);
        float[] xs = Signals.Noise(Batch * 4 * 2, 1);
        float[] decoderXs = Signals.Noise(Batch * 3 * 2, 2);
        float[] ys = new float[Batch * 3 * 2];
        pair.RunMany(xs, s_lengths, new HistoryDecoder.State[Batch], decoderXs, ys);
        for (int b = 0; b < Batch; b++)
        {
            float[] expected = new float[6];
            pair.Run(xs.AsSpan(b * 8, s_lengths[b] * 2), decoderXs.AsSpan(b * 6, 6), expected);
            Verify.Close(Doubles(expected), ys.AsSpan(b * 6, 6), Tolerance, $"target {b}");
        }
    }

    private static void Parts()
    {
        Paired pair = Paired.Create(3);
        float[] xs = Signals.Noise(6 * 3, 1);
        float[] decoderXs = Signals.Noise(4 * 2, 2);
        float[] expected = new float[8];
        float[] found = new float[8];
        pair.Run(xs, decoderXs, expected);
        PairedEncoder.State source = default;
        pair.Encode(ref source, xs.AsSpan(0, 4 * 3));
        PairedEncoder.State again = source;
        pair.Run(ref source, xs.AsSpan(4 * 3), decoderXs, found);
        Verify.Close(Doubles(expected), found, Tolerance, "Run");
        pair.Generate(xs, decoderXs.AsSpan(0, 2), expected);
        pair.Generate(ref again, xs.AsSpan(4 * 3), decoderXs.AsSpan(0, 2), found);
        Verify.Close(Doubles(expected), found, Tolerance, "Generate");
        Verify.That(again == source, "the source's state after its last part");

        PairedTokens words = PairedTokens.Create(3);
        int[] ids = [1, 2, 3, 4, 5, 6];
        int[] whole = new int[5];
        int[] parts = new int[5];
        words.Generate(ids, 1, whole);
        PairedTokenEncoder.State reading = default;
        words.Encode(ref reading, ids.AsSpan(0, 2));
        words.Generate(ref reading, ids.AsSpan(2), 1, parts);
        Verify.Same<int>(whole, parts, "tokens");
    }

    private static void Initials()
    {
        InitialPair pair = InitialPair.Create(3);
        const int size = InitialEncoder.InputSize;
        int[] lengths = [4, 0, 2];
        float[] xs = Signals.Noise(3 * 4 * size, 1);
        PairedDecoder.State[] states = new PairedDecoder.State[3];
        pair.EncodeMany(xs, lengths, states);
        for (int b = 0; b < 3; b++)
            Verify.That(pair.Encode(xs.AsSpan(b * 4 * size, lengths[b] * size)) == states[b], $"source {b}");
    }

    private static double[] Doubles(ReadOnlySpan<float> values) => [.. values.ToArray().Select(value => (double)value)];
}
