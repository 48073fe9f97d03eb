using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>A state is a value: states that remember the same are equal, whatever else their memory holds, and go on alike.</summary>
internal static class StateValueChecks
{
    private static readonly int[] s_tokens = [1, 3, 2, 7, 5, 0];

    public static IReadOnlyList<Check> All { get; } =
    [
        Streaming<Autoregressive, Autoregressive.State, float>(),
        Streaming<NaivePanels, NaivePanels.State, float>(),
        Streaming<ReproducibleLags, ReproducibleLags.State, float>(),
        Streaming<Latent, Latent.State, float>(),
        Streaming<Knob, Knob.State, float>(),
        Streaming<Skips, Skips.State, float>(),
        Streaming<ReproducibleStack, ReproducibleStack.State, float>(),
        Streaming<MarkovTable, MarkovTable.State, int>(),
        Streaming<OneHotStack, OneHotStack.State, int>(),
        Streaming<WrittenState, WrittenState.State, float>(),
        new("States: both directions, written and read", BothWays),
        new("States: records, lists and dictionaries find equal ones", Collections),
        new("States: a window is what it holds, wherever its ring stands", Windows),
        new("States: every number that is remembered counts, by its bits", Numbers),
        new("States: no call of a value allocates", Allocates),
    ];

    /// <summary>
    /// After each of several steps: the state, and its bytes read again, whose counters stand elsewhere, are equal and go on alike; the
    /// state before is another.
    /// </summary>
    private static Check Streaming<TModel, TState, TInput>()
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged => new($"States: {typeof(TModel).Name}, written and read after odd and even steps", () =>
        {
            const int steps = 5;
            TModel model = TModel.Create(1);
            Array inputs = typeof(TInput) == typeof(int) ? s_tokens : Signals.Noise((steps + 1) * TModel.InputSize, 3);
            TInput[] xs = (TInput[])inputs;
            float[] expected = new float[TModel.OutputSize];
            float[] ys = new float[TModel.OutputSize];
            byte[] bytes = new byte[TState.ByteCount];
            byte[] again = new byte[TState.ByteCount];
            TState state = default;
            Verify.That(state.Equals(new TState()), "zero states differ");
            for (int step = 0; step <= steps; step++)
            {
                bytes.AsSpan().Fill(0xCC);
                state.WriteTo(bytes);
                TState read = TState.ReadFrom(bytes);
                Verify.That(read.Equals(state) && state.Equals(read) && read.GetHashCode() == state.GetHashCode(), $"differs after {step} steps");
                read.WriteTo(again);
                Verify.Same<byte>(bytes, again, "bytes");
                TState before = state;
                ReadOnlySpan<TInput> x = xs.AsSpan(step * TModel.InputSize, TModel.InputSize);
                model.Step(ref state, x, expected);
                model.Step(ref read, x, ys);
                Verify.SameBits(expected, ys, $"step {step} of the state that was read");
                Verify.That(read.Equals(state) && read.GetHashCode() == state.GetHashCode(), "differs after a step of both");
                bool remembers = TState.ByteCount > 16;
                Verify.Equal(remembers, !state.Equals(before), "a step makes it another state");
            }
        });

    private static void BothWays()
    {
        Mixed model = Mixed.Create(1);
        Mixed.State state = default;
        float[] ys = new float[5 * Mixed.OutputSize];
        float[] others = new float[ys.Length];
        model.Run(ref state, Signals.Noise(5 * 3, 1), ys);
        byte[] bytes = new byte[Mixed.State.ByteCount];
        state.WriteTo(bytes);
        Mixed.State read = Mixed.State.ReadFrom(bytes);
        Verify.That(read == state && !(read != state), "differs");
        model.Run(ref state, Signals.Noise(5 * 3, 2), ys);
        model.Run(ref read, Signals.Noise(5 * 3, 2), others);
        Verify.SameBits(ys, others, "outputs that follow");
    }

    private sealed record Session(string Name, Knob.State State);

    private static void Collections()
    {
        Knob model = Knob.Create(1);
        Knob.State odd = default;
        float[] y = new float[1];
        for (int step = 0; step < 3; step++)
            model.Step(ref odd, [0.5f, step], y);
        byte[] bytes = new byte[Knob.State.ByteCount];
        odd.WriteTo(bytes);

        // The same memory in another place: the copy of h that is current is the other one, and the stale one differs.
        Knob.State even = Knob.State.ReadFrom(bytes);
        Verify.That(
            !MemoryMarshal.AsBytes(new ReadOnlySpan<Knob.State>(in odd)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<Knob.State>(in even))),
            "the check needs two memories of one state");
        Verify.That(new Session("a", odd) == new Session("a", even), "records");
        Verify.That(("a", odd) == ("a", even) && ("a", odd).Equals(("a", even)), "tuples");
        Verify.Equal(1, Array.IndexOf([default, odd], even), "index in an array");
        Verify.That(new List<Knob.State> { odd }.Contains(even), "list");
        Dictionary<Knob.State, int> numbers = new() { [odd] = 7 };
        Verify.Equal(7, numbers[even], "value of a key");
        Verify.That(((object)odd).Equals(even) && !((object)odd).Equals("odd") && !odd.Equals((object?)null), "objects");
        Verify.That(!numbers.ContainsKey(default) && odd != default, "the zero state is another one");
    }

    private static void Windows()
    {
        Autoregressive model = Autoregressive.Create(1);
        float[] xs = Signals.Noise(2 * 11, 1);
        for (int before = 0; before <= 7; before++)
        {
            // Four inputs fill the window, whatever came before.
            Autoregressive.State late = default;
            Autoregressive.State early = default;
            for (int step = 7 - before; step < 11; step++)
                model.Step(ref late, xs.AsSpan(2 * step, 2), new float[2]);
            for (int step = 7; step < 11; step++)
                model.Step(ref early, xs.AsSpan(2 * step, 2), new float[2]);
            Verify.That(late == early && late.GetHashCode() == early.GetHashCode(), $"{before} inputs earlier");
        }
    }

    private static void Numbers()
    {
        Knob.State state = default;
        Knob.State other = default;
        for (int unit = 0; unit < 20; unit++)
        {
            state.Lstm1Hidden[unit] = 1;
            Verify.That(state != other, $"h of unit {unit} does not count");
            state.Lstm1Hidden[unit] = -0f;
            Verify.That(state != other, "-0 is not 0");
            state.Lstm1Hidden[unit] = 0;
            state.Lstm1Cell[unit] = float.NaN;
            other.Lstm1Cell[unit] = float.NaN;
            Verify.That(state == other, "a NaN equals the same NaN");
            other.Lstm1Cell[unit] = BitConverter.Int32BitsToSingle(0x7fc00123);
            Verify.That(state != other, "another NaN is another");
            state.Lstm1Cell[unit] = other.Lstm1Cell[unit] = 0;
        }

        NaivePanels model = NaivePanels.Create(1);
        NaivePanels.State empty = default;
        NaivePanels.State zero = default;
        model.Step(ref zero, [0, 0], new float[5]);
        Verify.That(empty != zero && zero.History1Steps == 1, "an input of zeros is an input");

        // Not finite, and read again.
        state.Lstm1Hidden[3] = float.NegativeInfinity;
        state.Lstm1Cell[4] = float.NaN;
        byte[] bytes = new byte[Knob.State.ByteCount];
        state.WriteTo(bytes);
        Verify.That(Knob.State.ReadFrom(bytes) == state, "infinity and NaN");
    }

    private static void Allocates()
    {
        Knob.State state = default;
        state.Lstm1Hidden[0] = 1;
        Knob.State other = state;
        byte[] bytes = new byte[Knob.State.ByteCount];
        int same = 0;
        Allocation.IsNone(() =>
        {
            state.WriteTo(bytes);
            other = Knob.State.ReadFrom(bytes);
            same += state.Equals(other) && state == other && state.GetHashCode() == other.GetHashCode() ? 1 : 0;
        });
        Verify.That(same > 0, "differs");
    }
}
