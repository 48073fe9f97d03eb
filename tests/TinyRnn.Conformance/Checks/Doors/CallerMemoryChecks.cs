using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>
/// The caller's memory may be another thread's too, or lie under what a call writes: a value is read once, and what was checked is what counts.
/// </summary>
internal static class CallerMemoryChecks
{
    public static IReadOnlyList<Check> All { get; } =
    [
        new("Ids that change while a model reads them never leave the table", TokensChange),
        new("Ids that change while a trainer reads them never leave the table", BatchChanges),
        new("Where an output may lie on its ids, it is right", OutputsOverIds),
        new("Memory beside a state is not in it", Beside),
        new("A state without content may lie anywhere", NoState),
    ];

    /// <summary>
    /// A token that is good and bad by turns, on another thread: each call is refused or right, and reads nothing from outside (which would be an access
    /// violation with such an id).
    /// </summary>
    private static void TokensChange()
    {
        TokensLstm16x32 embedded = TokensLstm16x32.Create(1);
        OneHotStack oneHot = OneHotStack.Create(1);
        Reader reader = Reader.Create(1);
        PairedTokens pair = PairedTokens.Create(1);
        TokensLstm16x32.State first = default;
        OneHotStack.State second = default;
        Reader.State third = default;
        TokensLstm16x32.State[] many = new TokensLstm16x32.State[8];
        float[] ys = new float[16 * 50];
        int[] ids = new int[16];
        Action[] calls =
        [
            () => embedded.Run(ref first, ids, ys),
            () => embedded.StepMany(many, ids.AsSpan(8), ys.AsSpan(0, 400)),
            () => embedded.RunMany(many, ids, ys),
            () => oneHot.Run(ref second, ids, ys.AsSpan(0, 16 * 11)),
            () => reader.Run(ref third, ids, ys.AsSpan(0, 2)),
            () => pair.Encode(ids),
            () => pair.Run(ids.AsSpan(0, 2), ids, ys.AsSpan(0, 16 * 9)),
        ];
        WhileChanging(ids, 200, calls);
    }

    private static void BatchChanges()
    {
        TrainedOneHot.Trainer oneHot = new(TrainedOneHot.Create(1));
        TrainedEmbedding.Trainer embedded = new(TrainedEmbedding.Create(1));
        int[] ids = new int[14];
        int[] labels = new int[14];
        Action[] calls =
        [
            () => oneHot.TrainBatch(ids, labels, new() { Batch = 2 }),
            () => embedded.TrainBatch(ids, labels, new() { Batch = 2 }),
            () => embedded.Evaluate(labels, ids, new() { Batch = 2 }),
            () => embedded.TrainBatch(labels, labels, new() { Batch = 2, Lengths = ids.AsSpan(12) }),
        ];
        WhileChanging(ids, 3000, calls);
    }

    private static void WhileChanging(int[] ids, int rounds, Action[] calls)
    {
        const int bad = 1_500_000_000;
        bool isDone = false;
        Thread other = new(() =>
        {
            // Times of all lengths, so that some change falls between any two readings.
            for (int n = 0; !Volatile.Read(ref isDone); n++)
            {
                Volatile.Write(ref ids[^1], bad);
                Thread.SpinWait(1 + (n % 61));
                Volatile.Write(ref ids[^1], 1);
                Thread.SpinWait(1 + (n % 97));
            }
        });
        other.Start();
        try
        {
            for (int n = 0; n < rounds; n++)
            {
                foreach (Action call in calls)
                {
                    try
                    {
                        call();
                    }
                    catch (ArgumentOutOfRangeException)
                    {
                        // Refused, as it should be while the id is bad.
                    }
                }
            }
        }
        finally
        {
            Volatile.Write(ref isDone, true);
            other.Join();
        }

        // A bad id that stays is refused every time.
        ids[^1] = bad;
        foreach (Action call in calls)
            Verify.Throws<ArgumentOutOfRangeException>(call);
    }

    private static void OutputsOverIds()
    {
        // One output, written behind the last step: its memory may be that of the ids.
        LastWord model = LastWord.Create(2);
        LastWord.State apart = default;
        LastWord.State over = default;
        float[] expected = new float[3];
        float[] memory = new float[6];
        Span<int> ids = MemoryMarshal.Cast<float, int>(memory.AsSpan());
        ((ReadOnlySpan<int>)[1, 4, 2, 0, 3, 1]).CopyTo(ids);
        model.Run(ref apart, ids, expected);
        model.Run(ref over, ids, memory.AsSpan(2, 3));
        Verify.SameBits(expected, memory.AsSpan(2, 3), "an output over its ids");

        // A step that is refused below these lines would be a hole in what the documentation promises.
        TokensLstm16x32 tokens = TokensLstm16x32.Create(1);
        TokensLstm16x32.State state = default;
        float[] scores = new float[400];
        Verify.Throws<ArgumentException>(
            () => tokens.Run(ref state, MemoryMarshal.Cast<float, int>(scores.AsSpan(0, 8)), scores), "memory of ys overlaps that of xs");
        Verify.That(scores.AsSpan().IndexOfAnyExcept(0f) < 0, "scores were written over ids");
    }

    /// <summary>Everything up to the state's first byte and from behind its last one is the caller's own.</summary>
    private static void Beside()
    {
        Knob model = Knob.Create(1);
        Knob.State[] states = new Knob.State[3];
        Knob.State alone = default;
        float[] expected = new float[1];
        model.Step(ref alone, [0.25f, -0.5f], expected);
        Span<float> before = MemoryMarshal.Cast<Knob.State, float>(states.AsSpan(0, 1));
        Span<float> behind = MemoryMarshal.Cast<Knob.State, float>(states.AsSpan(2, 1));
        behind[0] = 0.25f;
        behind[1] = -0.5f;
        model.Step(ref states[1], behind[..2], before[^1..]);
        Verify.Equal(expected[0], before[^1], "a step between its input and its output");
        Verify.Throws<ArgumentException>(
            () => model.Step(ref states[1], [0, 0], MemoryMarshal.Cast<Knob.State, float>(states.AsSpan(1))[..1]), "memory of y overlaps that of state");
        model.Run(ref states[1], [], []);
        model.Run(ref states[1], states[1].Lstm1Hidden[..0], states[1].Lstm1Hidden[1..1]);
    }

    private static void NoState()
    {
        FeedForward model = FeedForward.Create(1);
        FeedForward.State[] states = new FeedForward.State[64];
        Span<float> memory = MemoryMarshal.Cast<byte, float>(MemoryMarshal.AsBytes(states.AsSpan()));
        model.Step(ref states[0], memory[..4], memory[8..14]);
        Verify.That(memory[8..14].IndexOfAnyExcept(0f) >= 0, "no output");
    }
}
