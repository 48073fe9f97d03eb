using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// What reproducible models write by themselves. A bit that differs is fed back, or chooses another token, so these would part from the digests soon. The
/// digests were found on one processor; no other may find others.
/// </summary>
internal static class ReproducibleGenerationChecks
{
    private const int Steps = 40;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Reproducible: bits behind one-hot tokens", OneHot),
        new("Reproducible: tokens that a one-hot model draws", Drawn),
        new("Reproducible: bits of an output that is fed back", FedBack),
        new("Reproducible: bits of an encoder-decoder", Pair),
        new("Reproducible: tokens that an encoder-decoder draws", Translation),
    ];

    /// <summary>A sequence at once, step by step, and as one of several streams.</summary>
    private static void OneHot()
    {
        const string expected = "d8be3a00f2af8104";
        const int size = 23;
        const int streams = 5;
        ReproducibleOneHot model = ReproducibleOneHot.Create(1);
        int[] tokens = [.. Enumerable.Range(0, Steps).Select(t => t * t % size)];
        float[] ys = new float[Steps * size];
        ReproducibleOneHot.State state = default;
        model.Run(ref state, tokens, ys);
        Verify.Equal(expected, Digest.Of<float>(ys), "bits of a sequence");

        state = default;
        ReproducibleOneHot.State[] states = new ReproducibleOneHot.State[streams];
        float[] many = new float[streams * size];
        for (int t = 0; t < Steps; t++)
        {
            Span<float> y = ys.AsSpan(t * size, size);
            model.Step(ref state, tokens[t], y);
            model.StepMany(states, Enumerable.Repeat(tokens[t], streams).ToArray(), many);
            for (int b = 0; b < streams; b++)
                Verify.SameBits(y, many.AsSpan(b * size, size), $"stream {b} in step {t}");
        }

        Verify.Equal(expected, Digest.Of<float>(ys), "bits of steps");
    }

    private static void Drawn()
    {
        int[] tokens = new int[60];
        RandomState random = new(5);
        ReproducibleOneHot.State state = default;
        ReproducibleOneHot.Create(1).Generate(ref state, 3, tokens, new Sampling(0.9f, TopK: 20), ref random);
        Verify.Equal("8 17 5 1 3 8 21 11 9 14 9 2 19 9 21 20 18 10 3 10", string.Join(' ', tokens[..20]), "first tokens");
    }

    private static void FedBack()
    {
        float[] ys = new float[Steps * 4];
        ReproducibleLatent.State state = default;
        ReproducibleLatent.Create(1).Generate(ref state, Signals.Noise(4, 2), ys);
        Verify.Equal("6e3a8083280e1dfc", Digest.Of<float>(ys), "bits");
    }

    private static void Pair()
    {
        ReproduciblePair model = ReproduciblePair.Create(1);
        float[] xs = Signals.Noise(Steps * 3, 2);
        float[] targets = Signals.Noise(Steps * 2, 3);
        float[] ys = new float[Steps * 2];
        model.Run(xs, targets, ys);
        Verify.Equal("09df93b1e3763960", Digest.Of<float>(ys), "bits with the targets given");
        model.Generate(xs, targets.AsSpan(0, 2), ys);
        Verify.Equal("db9d863f79d85ec4", Digest.Of<float>(ys), "bits with the output fed back");
    }

    private static void Translation()
    {
        ReproducibleTranslation model = ReproducibleTranslation.Create(1);
        int[] source = [.. Enumerable.Range(0, Steps).Select(t => t * t % 11)];
        int[] tokens = new int[20];
        RandomState random = new(5);
        model.Generate(source, 3, tokens, new Sampling(0.9f, TopK: 12), ref random);
        Verify.Equal("5 11 3 2 2 5 16 7 5 10 7 1 15 5 16 16 15 6 2 6", string.Join(' ', tokens), "tokens");
    }
}
