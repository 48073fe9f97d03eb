using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;

namespace TinyRnn.Conformance;

/// <summary>A step of some of many streams: those that are named take it, in any order, and the others stay as they are.</summary>
internal static class ScatteredStreamsChecks
{
    private const int Streams = 12;

    public static IReadOnlyList<Check> All { get; } =
    [
        Scattered<Size1, Size1.State>(),
        Scattered<Size20, Size20.State>(),
        Scattered<Size64, Size64.State>(),
        Scattered<NaivePanels, NaivePanels.State>(),
        Scattered<Skips, Skips.State>(),
        Scattered<Latent, Latent.State>(),
        Scattered<FeedForward, FeedForward.State>(),
        Scattered<ConvBetween, ConvBetween.State>(),
        Strided<BlockedStrides, BlockedStrides.State>(),
        new("Scattered streams: tokens", Tokens),
        new("Scattered streams behind strides: what does not fit changes nothing", StridedRefused),
        new("Scattered streams: indices that are none, or twice, change nothing", Refused),
        new("Scattered streams: subnormal numbers are zeros", Subnormals),
    ];

    private static Check Scattered<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new($"{typeof(TModel).Name}: scattered streams take the steps of their neighbours", () =>
        {
            TModel model = TModel.Create(5);
            int inputs = TModel.InputSize;
            int outputs = TModel.OutputSize;
            foreach (int[] streams in new int[][] { [], [11], [0, 1, 2, 3], [7, 3, 11, 0, 5, 2, 9], [10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 11] })
            {
                TState[] states = Fresh<TModel, TState>(model);
                TState[] gathered = [.. streams.Select(stream => states[stream])];
                TState[] before = [.. states];
                float[] xs = Signals.Noise(streams.Length * inputs, 8);
                float[] expected = new float[streams.Length * outputs];
                float[] found = new float[streams.Length * outputs];
                model.StepMany(gathered, xs, expected);
                model.StepMany(states, streams, xs, found);
                Verify.That(found.AsSpan().SequenceEqual(expected), $"streams {string.Join(" ", streams)}: other bits than side by side");
                for (int stream = 0; stream < Streams; stream++)
                {
                    int place = Array.IndexOf(streams, stream);
                    Verify.That(
                        Bytes(ref states[stream]).SequenceEqual(Bytes(ref place < 0 ? ref before[stream] : ref gathered[place])),
                        $"streams {string.Join(" ", streams)}: another state of stream {stream}");
                }
            }
        });

    /// <summary>Of a model with a stride: twelve steps of each, which streams take in groups.</summary>
    private static Check Strided<TModel, TState>()
        where TModel : class, IStridedModel<TModel, TState, float>
        where TState : unmanaged, IEquatable<TState> => new($"{typeof(TModel).Name}: scattered streams take the steps that they would take alone", () =>
        {
            TModel model = TModel.Create(5);
            int outputs = TModel.OutputSize;
            TState[] states = new TState[Streams];
            TState[] alone = new TState[Streams];
            float[] y = new float[outputs];
            int given = 0;
            foreach (int[] streams in Enumerable.Repeat(new int[][] { [11], [0, 1, 2, 3], [7, 3, 11, 0, 5, 2, 9], [] }, 12).SelectMany(groups => groups))
            {
                float[] xs = Signals.Noise(streams.Length * TModel.InputSize, (ulong)given);
                float[] ys = Signals.Noise(streams.Length * outputs, 9);
                float[] before = [.. ys];
                bool[] hasOutput = new bool[streams.Length];
                int count = model.StepMany(states, streams, xs, ys, hasOutput);
                Verify.Equal(hasOutput.Count(has => has), count, "how many gave an output");
                for (int b = 0; b < streams.Length; b++)
                {
                    bool expected = model.Step(ref alone[streams[b]], xs.AsSpan(b * TModel.InputSize, TModel.InputSize), y);
                    Verify.Equal(expected, hasOutput[b], $"an output of stream {streams[b]}");
                    Verify.SameBits(expected ? y : before.AsSpan(b * outputs, outputs), ys.AsSpan(b * outputs, outputs), $"output of stream {streams[b]}");
                }

                given += count;
                for (int stream = 0; stream < Streams; stream++)
                    Verify.That(states[stream].Equals(alone[stream]), $"another state of stream {stream}");
            }

            Verify.That(given > 0, "no stream has come to an output");
        });

    private static void StridedRefused()
    {
        BlockedStrides model = BlockedStrides.Create(5);
        BlockedStrides.State[] states = new BlockedStrides.State[4];
        float[] xs = Signals.Noise(3 * 9, 1);
        float[] ys = new float[3 * 5];
        bool[] flags = new bool[3];
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 1], xs, ys, flags), "1");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany(states, [1, 2, 4], xs, ys, flags), "4");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2], xs, ys, flags), "xs");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 3], xs, ys.AsSpan(1), flags), "ys");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2, 3], xs, ys, flags.AsSpan(1)), "hasOutput");
        Verify.Throws<ArgumentException>(() => One(MemoryMarshal.Cast<float, int>(ys.AsSpan(0, 1)), flags.AsSpan(0, 1)), "ys");
        Verify.Throws<ArgumentException>(() => One(MemoryMarshal.Cast<BlockedStrides.State, int>(states.AsSpan())[..1], flags.AsSpan(0, 1)), "streams");
        int[] first = [1];
        Verify.Throws<ArgumentException>(() => One([1], MemoryMarshal.Cast<float, bool>(ys.AsSpan())[..1]), "ys");
        Verify.Throws<ArgumentException>(() => One([1], MemoryMarshal.Cast<float, bool>(xs.AsSpan())[..1]), "xs");
        Verify.Throws<ArgumentException>(() => One(first, MemoryMarshal.Cast<int, bool>(first.AsSpan())[..1]), "streams");
        Verify.Throws<ArgumentException>(() => One([1], MemoryMarshal.Cast<BlockedStrides.State, bool>(states.AsSpan())[..1]), "states");
        Verify.That(states.All(state => state.Equals(default)), "a state has changed");
        Verify.That(!ys.AsSpan().ContainsAnyExcept(0f), "an output has changed");

        void One(ReadOnlySpan<int> streams, Span<bool> hasOutput) => model.StepMany(states, streams, xs.AsSpan(0, 9), ys.AsSpan(0, 5), hasOutput);
    }

    /// <summary>Streams at different steps.</summary>
    private static TState[] Fresh<TModel, TState>(TModel model)
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged
    {
        TState[] states = new TState[Streams];
        float[] y = new float[TModel.OutputSize];
        for (int b = 0; b < Streams; b++)
        {
            states[b] = model.Initial;
            for (int t = 0; t < b % 4; t++)
                model.Step(ref states[b], Signals.Noise(TModel.InputSize, (ulong)((b * 10) + t)), y);
        }

        return states;
    }

    private static Span<byte> Bytes<TState>(ref TState state)
        where TState : unmanaged => MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref state, 1));

    private static void Tokens()
    {
        TokensLstm16x32 model = TokensLstm16x32.Create(1);
        TokensLstm16x32.State[] states = new TokensLstm16x32.State[9];
        TokensLstm16x32.State[] neighbours = new TokensLstm16x32.State[5];
        float[] expected = new float[5 * TokensLstm16x32.OutputSize];
        float[] found = new float[expected.Length];
        for (int t = 0; t < 3; t++)
        {
            int[] ids = [t, 1, 2 + t, 3, 4];
            model.StepMany(neighbours, ids, expected);
            model.StepMany(states, [8, 2, 0, 5, 3], ids, found);
            Verify.That(found.AsSpan().SequenceEqual(expected), $"step {t}: other bits than side by side");
        }

        Verify.That(states[1] == default && states[8] == neighbours[0], "another stream took the step");
    }

    private static void Refused()
    {
        Knob model = Knob.Create(1);
        Knob.State[] states = new Knob.State[3];
        float[] ys = new float[2];
        Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany(states, [0, 3], new float[4], ys), "Stream 3 at position 1", "0 to 2");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany(states, [-1, 2], new float[4], ys), "Stream -1 at position 0");
        Verify.Throws<ArgumentOutOfRangeException>(() => model.StepMany([], [0, 1], new float[4], ys), "states is empty");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 1], new float[4], ys), "stream 1 again at position 1");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [2, 0, 2], new float[6], new float[3]), "stream 2 again at position 2");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2], new float[5], ys), "xs has 5 values", "4 are needed for 2 streams");
        Verify.Throws<ArgumentException>(() => model.StepMany(states, [1, 2], new float[4], new float[3]), "ys has 3 values");
        Verify.That(MemoryMarshal.AsBytes(states.AsSpan()).IndexOfAnyExcept((byte)0) < 0, "a refused call changed a state");
        NaivePanels history = NaivePanels.Create(1);
        NaivePanels.State[] filled = new NaivePanels.State[2];
        history.Run(ref filled[1], new float[24], new float[60]);
        Verify.Throws<InvalidOperationException>(() => history.StepMany(filled, [0, 1], new float[4], new float[10]), "12 of at most 12");
        Verify.Equal(0, filled[0].History1Steps, "steps of the stream before the full one");
        history.StepMany(filled, [0], new float[2], new float[5]);
        Verify.Equal(1, filled[0].History1Steps, "steps of the stream that has room, beside a full one");
    }

    private static void Subnormals()
    {
        Size20 model = Size20.Create(3);
        int[] streams = [5, 1, 4, 0, 3];
        float[] zeros = new float[streams.Length * Size20.InputSize];
        float[] tiny = [.. zeros.Select(_ => 1e-40f)];
        Size20.State[] first = new Size20.State[6];
        Size20.State[] second = new Size20.State[6];
        float[] expected = new float[streams.Length * Size20.OutputSize];
        float[] found = new float[expected.Length];
        model.StepMany(first, streams, zeros, expected);
        model.StepMany(second, streams, tiny, found);
        Verify.That(found.AsSpan().SequenceEqual(expected) && first.AsSpan().SequenceEqual(second), "other bits than with zeros");
    }
}
