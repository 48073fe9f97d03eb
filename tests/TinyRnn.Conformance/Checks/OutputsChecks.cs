using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// Models with several outputs: a span for each gets the bits of the joined one, and spans that do not fit are refused before anything changes.
/// </summary>
internal static class OutputsChecks
{
    /// <summary>More than are joined at once.</summary>
    private const int Steps = 391;

    public static IReadOnlyList<Check> All { get; } =
    [
        new("Outputs: sizes and places", Sizes),
        new("Outputs: each span gets its part, in steps and sequences", Parts),
        new("Outputs: each span gets its part, of tokens", Tokens),
        new("Outputs: each span gets its part, after the last step", Last),
        new("Outputs: spans that do not fit", Refusals),
        new("Outputs: 0 bytes", Allocates),
    ];

    private static void Sizes()
    {
        Verify.Equal(6, JoinedHeads.OutputSize, "values of all outputs");
        Verify.Equal((5, 0, 1, 5), (JoinedHeads.GainsSize, JoinedHeads.GainsOffset, JoinedHeads.VoiceSize, JoinedHeads.VoiceOffset), "sizes and places");
    }

    private static void Parts()
    {
        JoinedHeads model = JoinedHeads.Create(2);
        float[] xs = Signals.Noise(Steps * 10, 4);
        float[] joined = new float[Steps * 6];
        float[] gains = new float[Steps * 5];
        float[] voice = new float[Steps];
        JoinedHeads.State whole = default;
        JoinedHeads.State apart = default;
        JoinedHeads.State stepped = default;
        model.Run(ref whole, xs, joined);
        model.Run(ref apart, xs, gains, voice);
        Verify.That(whole == apart, "the state");
        float[] gain = new float[5];
        float[] heard = new float[1];
        for (int t = 0; t < Steps; t++)
        {
            Verify.SameBits(joined.AsSpan(t * 6, 5), gains.AsSpan(t * 5, 5), $"gains of step {t}");
            Verify.SameBits(joined.AsSpan((t * 6) + 5, 1), voice.AsSpan(t, 1), $"voice of step {t}");
            model.Step(ref stepped, xs.AsSpan(t * 10, 10), gain, heard);
            Verify.SameBits(gain, gains.AsSpan(t * 5, 5), $"gains of step {t} alone");
            Verify.SameBits(heard, voice.AsSpan(t, 1), $"voice of step {t} alone");
        }
    }

    private static void Tokens()
    {
        JoinedTokens model = JoinedTokens.Create(2);
        int[] xs = [3, 0, 11, 7, 7, 1, 5, 2, 9];
        float[] joined = new float[xs.Length * 7];
        float[] score = new float[xs.Length * 4];
        float[] kind = new float[xs.Length * 3];
        JoinedTokens.State whole = default;
        JoinedTokens.State apart = default;
        JoinedTokens.State stepped = default;
        model.Run(ref whole, xs, joined);
        model.Run(ref apart, xs, score, kind);
        Verify.That(whole == apart, "the state");
        for (int t = 0; t < xs.Length; t++)
        {
            Verify.SameBits(joined.AsSpan(t * 7, 4), score.AsSpan(t * 4, 4), $"scores of step {t}");
            float[] one = new float[4];
            float[] other = new float[3];
            model.Step(ref stepped, xs[t], one, other);
            Verify.SameBits(joined.AsSpan((t * 7) + 4, 3), other, $"kind of step {t} alone");
            Verify.SameBits(kind.AsSpan(t * 3, 3), other, $"kind of step {t}");
        }
    }

    private static void Last()
    {
        JoinedToOne model = JoinedToOne.Create(2);
        float[] xs = Signals.Noise(9 * 5, 4);
        float[] joined = new float[5];
        float[] late = new float[3];
        float[] early = new float[2];
        JoinedToOne.State whole = default;
        JoinedToOne.State apart = default;
        model.Run(ref whole, xs, joined);
        model.Run(ref apart, xs, late, early);
        Verify.That(whole == apart, "the state");
        Verify.SameBits(joined, (float[])[.. late, .. early], "outputs");
    }

    private static void Refusals()
    {
        JoinedHeads model = JoinedHeads.Create(2);
        float[] xs = Signals.Noise(4 * 10, 4);
        float[] memory = new float[64];
        JoinedHeads.State state = default;
        model.Step(ref state, xs.AsSpan(0, 10), memory.AsSpan(0, 6));
        JoinedHeads.State before = state;
        Verify.Throws<ArgumentException>(() => model.Step(ref state, xs.AsSpan(0, 10), memory.AsSpan(0, 4), memory.AsSpan(10, 1)), "JoinedHeads.GainsSize");
        Verify.Throws<ArgumentException>(() => model.Step(ref state, xs.AsSpan(0, 10), memory.AsSpan(0, 5), memory.AsSpan(10, 2)), "JoinedHeads.VoiceSize");
        Verify.Throws<ArgumentException>(() => model.Step(ref state, xs.AsSpan(0, 10), memory.AsSpan(0, 5), memory.AsSpan(4, 1)), "memory");
        Verify.Throws<ArgumentException>(() => model.Run(ref state, xs, memory.AsSpan(0, 20), memory.AsSpan(30, 3)), "JoinedHeads.VoiceSize");
        Verify.Throws<ArgumentException>(() => model.Run(ref state, xs, memory.AsSpan(0, 20), memory.AsSpan(19, 4)), "memory");
        Verify.Throws<ArgumentException>(() => model.Run(ref state, xs, memory.AsSpan(0, 20), xs.AsSpan(3, 4)), "memory");
        Verify.That(state == before, "the state has changed");
    }

    private static void Allocates()
    {
        JoinedHeads model = JoinedHeads.Create(1);
        float[] xs = Signals.Noise(9 * 10, 1);
        float[] gains = new float[9 * 5];
        float[] voice = new float[9];
        Allocation.IsNone(() =>
        {
            JoinedHeads.State state = default;
            model.Run(ref state, xs, gains, voice);
            model.Step(ref state, xs.AsSpan(0, 10), gains.AsSpan(0, 5), voice.AsSpan(0, 1));
        });
    }
}
