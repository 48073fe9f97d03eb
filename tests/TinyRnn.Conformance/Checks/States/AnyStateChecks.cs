using System.Runtime.InteropServices;
using TinyRnn.Conformance.Models;
using TinyRnn.Training;

namespace TinyRnn.Conformance;

/// <summary>A state's memory may come from anywhere: whatever it holds, a call ends, or says clearly that it cannot go on, and touches nothing else.</summary>
internal static class AnyStateChecks
{
    private const int Rounds = 40;
    private const int Streams = 5;
    private const int Steps = 3;

    public static IReadOnlyList<Check> All { get; } =
    [
        Streaming<Autoregressive, Autoregressive.State, float>(),
        Streaming<NaivePanels, NaivePanels.State, float>(),
        Streaming<NaiveDots, NaiveDots.State, float>(),
        Streaming<ReproducibleLags, ReproducibleLags.State, float>(),
        Streaming<Latent, Latent.State, float>(),
        Streaming<Knob, Knob.State, float>(),
        Streaming<Skips, Skips.State, float>(),
        Streaming<ReproducibleStack, ReproducibleStack.State, float>(),
        Streaming<ConvTo8, ConvTo8.State, float>(),
        Streaming<ConvGroups, ConvGroups.State, float>(),
        Streaming<ConvDepthwise, ConvDepthwise.State, float>(),
        Streaming<ConvBetween, ConvBetween.State, float>(),
        Streaming<FrameMixed, FrameMixed.State, float>(),
        Streaming<FrameBetween, FrameBetween.State, float>(),
        Streaming<MarkovTable, MarkovTable.State, int>(),
        Streaming<OneHotStack, OneHotStack.State, int>(),
        Streaming<ReproducibleText, ReproducibleText.State, int>(),
        Sequences<Mixed, Mixed.State, float>(),
        Sequences<Reader, Reader.State, int>(),
        Sequences<TrainedMixture, TrainedMixture.State, float>(),
        new("Any memory as a state: text and vectors that a model generates", Generating),
        new("Any memory as a state: batches of trainers", Training),
        new("Any memory as a state: encoder-decoders", Pairs),
        new("A history whose number is none is refused with what to do", Refusals),
        new("One state in two threads by mistake leaves other memory alone", TwoThreads),
        new("The number that a history shows is one that it can be", Shown),
        new("The states of a pair's sources do not fill up from batch to batch", PairsOfHistories),
    ];

    private static string Title<TModel>() => $"Any memory as a state: {typeof(TModel).Name}";

    private static Check Streaming<TModel, TState, TInput>()
        where TModel : class, IStreamingModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged => new(Title<TModel>(), () =>
        {
            TModel model = TModel.Create(1);
            TInput[] xs = Inputs<TInput>(Streams * Steps * TModel.InputSize);
            float[] ys = new float[Streams * Steps * TModel.OutputSize];
            int one = TModel.InputSize;
            int many = TModel.Mode == SequenceMode.ManyToMany ? Steps : 1;
            Each<TState>((memory, what) =>
            {
                for (int step = 0; step < Steps; step++)
                    Try(() => model.Step(ref memory.States[0], xs.AsSpan(0, one), ys.AsSpan(0, TModel.OutputSize)));
                Try(() => model.Run(ref memory.States[1], xs.AsSpan(0, many * one), ys.AsSpan(0, many * TModel.OutputSize)));
                Try(() => model.StepMany(memory.States, xs.AsSpan(0, Streams * one), ys.AsSpan(0, Streams * TModel.OutputSize)));
            });
            Values<TModel, TState, TInput>();
        });

    private static Check Sequences<TModel, TState, TInput>()
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged => new(Title<TModel>(), () =>
        {
            TModel model = TModel.Create(1);
            TInput[] xs = Inputs<TInput>(9 * TModel.InputSize);
            float[] ys = new float[(TModel.Mode == SequenceMode.ManyToMany ? 9 : 1) * TModel.OutputSize];
            Each<TState>((memory, what) => Try(() => model.Run(ref memory.States[0], xs, ys)));
            Values<TModel, TState, TInput>();
        });

    /// <summary>Comparing, writing and looking at what the state shows.</summary>
    private static void Values<TModel, TState, TInput>()
        where TModel : class, IRecurrentModel<TModel, TState, TInput>
        where TState : unmanaged, IStreamState<TState>
        where TInput : unmanaged
    {
        byte[] bytes = new byte[TState.ByteCount];
        byte[] again = new byte[TState.ByteCount];
        Each<TState>((memory, what) =>
        {
            TState state = memory.States[0];
            Verify.That(state.Equals(memory.States[0]) && state.GetHashCode() == memory.States[0].GetHashCode(), $"{what}: not equal to its copy");
            _ = state.Equals(memory.States[1]) | state.Equals(default);
            for (int index = 0; index < TModel.HiddenCount; index++)
            {
                TModel.Hidden(ref memory.States[2], index).Fill(1);
                TModel.Cell(ref memory.States[2], index).Fill(1);
            }

            if (!Try(() => memory.States[0].WriteTo(bytes)))
                return;
            TState read = TState.ReadFrom(bytes);
            read.WriteTo(again);
            Verify.That(read.Equals(state) && read.GetHashCode() == state.GetHashCode(), $"{what}: read again, it is another");
            Verify.Same<byte>(bytes, again, $"{what}: bytes of equal states");
        });
    }

    private static void Generating()
    {
        ReproducibleText text = ReproducibleText.Create(1);
        Each<ReproducibleText.State>((memory, what) => Try(() => text.Generate(ref memory.States[0], 3, new int[4]), "state hold a NaN"));
        Latent latent = Latent.Create(1);
        Each<Latent.State>((memory, what) => Try(() => latent.Generate(ref memory.States[0], new float[2], new float[8])));
        Knob knob = Knob.Create(1);
        Each<Knob.State>((memory, what) => Try(() => knob.RunMany(memory.States, new float[Streams * Steps * 2], new float[Streams * Steps])));
        NaivePanels naive = NaivePanels.Create(1);
        Each<NaivePanels.State>((memory, what) => Try(() => naive.RunMany(memory.States, new float[Streams * Steps * 2], new float[Streams * Steps * 5])));
    }

    private static void Training()
    {
        Trained(new TrainedHistory.Trainer(TrainedHistory.Create(1)), 2, 1);
        Trained(new TrainedWindow.Trainer(TrainedWindow.Create(1)), 2, 1);
        Trained(new ConvLearner.Trainer(ConvLearner.Create(1)), 3, 2);
        Trained(new ConvDepthwiseLearner.Trainer(ConvDepthwiseLearner.Create(1)), 3, 2);
        Trained(new FrameLearner.Trainer(FrameLearner.Create(1)), 6, 2);
        Trained(new TrainedStack.Trainer(TrainedStack.Create(1)), 3, 2);
        Trained(new TrainedMixture.Trainer(TrainedMixture.Create(1)), 3, 2);
        Trained(new RememberingEncoder.Trainer(RememberingEncoder.Create(1)), 2, 6);
        TrainedEmbedding.Trainer tokens = new(TrainedEmbedding.Create(1));
        Each<TrainedEmbedding.State>(
            (memory, what) => Try(() => tokens.TrainBatch(new int[2 * Steps], new int[2 * Steps], new() { Batch = 2, States = memory.States[..2] })));
    }

    private static void Trained<TState>(SequenceTrainer<float, float, TState> trainer, int inputs, int outputs)
        where TState : unmanaged, IStreamState<TState>
    {
        float[] xs = Signals.Noise(2 * Steps * inputs, 1);
        float[] targets = new float[2 * Steps * outputs];
        int stored = 0;
        Each<TState>((memory, what) =>
        {
            stored += Try(() => trainer.TrainBatch(xs, targets, new() { Batch = 2, States = memory.States[..2] })) ? 1 : 0;
            Try(() => trainer.Evaluate(xs, targets, new() { Batch = 2, States = memory.States[..2] }));
        });
        Verify.That(stored > 0, "no batch was trained");
    }

    private static void Pairs()
    {
        RememberingPair pair = RememberingPair.Create(1);
        Each<RememberingEncoder.State>((memory, what) => Try(() => pair.Encode(ref memory.States[0], new float[2 * Steps])));
        ReproduciblePair other = ReproduciblePair.Create(1);
        Each<ReproducibleEncoder.State>((memory, what) => Try(() => other.Encode(ref memory.States[0], new float[3 * Steps])));
        RememberingPair.Trainer trainer = new(pair);
        Each<RememberingEncoder.State>((memory, what) =>
            Try(() =>
                trainer.TrainBatch(
                    new float[2 * Steps * 2], new float[2 * Steps * 2], new float[2 * Steps * 2], new() { Batch = 2, States = memory.States[..2] })));
    }

    private static void Refusals()
    {
        NaivePanels model = NaivePanels.Create(1);
        TrainedHistory.Trainer trainer = new(TrainedHistory.Create(1));
        foreach (int count in new[] { -1, -100_000_000, int.MinValue, 13, int.MaxValue })
        {
            NaivePanels.State[] states = new NaivePanels.State[2];
            SetLast(states, count);
            NaivePanels.State[] before = [.. states];
            byte[] bytes = new byte[NaivePanels.State.ByteCount];
            Action[] calls =
            [
                () => model.Step(ref states[1], new float[2], new float[5]),
                () => model.Advance(ref states[1], new float[2]),
                () => model.Run(ref states[1], new float[4], new float[10]),
                () => model.StepMany(states, new float[4], new float[10]),
                () => model.RunMany(states, new float[8], new float[20]),
                () => states[1].WriteTo(bytes),
            ];
            foreach (Action call in calls)
                Verify.Throws<InvalidOperationException>(call, $"holds {count} steps", "0 to 12", "state = default");
            Verify.That(MemoryMarshal.AsBytes(before.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(states.AsSpan())), "a refused call changed a state");
            Verify.That(!bytes.AsSpan().ContainsAnyExcept((byte)0), "a refused state wrote bytes");

            TrainedHistory.State[] trained = new TrainedHistory.State[2];
            SetLast(trained, count);
            Verify.Throws<ArgumentException>(
                () => trainer.TrainBatch(new float[8], new float[4], new() { Batch = 2, States = trained }), "state of sequence 1", "States[1] = default");
        }
    }

    private static void TwoThreads()
    {
        const int steps = 20_000;
        NaivePanels model = NaivePanels.Create(1);
        StateMemory<NaivePanels.State> memory = new(1);
        memory.States.Clear();
        Exception? other = null;
        Parallel.For(0, 2, _ =>
        {
            float[] y = new float[5];
            for (int n = 0; n < steps; n++)
            {
                try
                {
                    model.Step(ref memory.States[0], [1, 2], y);
                }
                catch (InvalidOperationException)
                {
                    memory.States[0] = default;
                }
                catch (Exception exception) when (exception is not CheckFailedException)
                {
                    other = exception;
                }
            }
        });
        Verify.That(other is null, $"{other}");
        memory.AssertNeighbours("two threads");
    }

    private static void Shown()
    {
        NaivePanels.State[] states = new NaivePanels.State[1];
        foreach ((int held, int shown) in new[] { (0, 0), (12, 12), (-1, 12), (int.MinValue, 12), (13, 12), (int.MaxValue, 12) })
        {
            SetLast(states, held);
            Verify.Equal(shown, states[0].History1Steps, $"steps shown of {held}");
        }
    }

    private static void PairsOfHistories()
    {
        RememberingPair.Trainer trainer = new(RememberingPair.Create(1));
        float[] sources = Signals.Noise(3 * 7 * 2, 1);
        float[] targets = Signals.Noise(3 * 5 * 2, 2);
        for (int batch = 0; batch < 4; batch++)
            trainer.TrainBatch(sources, targets, targets, new() { Batch = 3 });
        Verify.That(trainer.LastUpdate.Status == UpdateStatus.Applied, "no update");
    }

    /// <summary>The last counter of the last state.</summary>
    private static void SetLast<TState>(TState[] states, int value)
        where TState : unmanaged => MemoryMarshal.Write(MemoryMarshal.AsBytes(states.AsSpan())[^sizeof(int)..], value);

    private static TInput[] Inputs<TInput>(int count)
        where TInput : unmanaged => typeof(TInput) == typeof(int) ? (TInput[])(object)new int[count] : (TInput[])(object)Signals.Noise(count, 1);

    private static void Each<TState>(Action<StateMemory<TState>, string> body)
        where TState : unmanaged
    {
        Random random = new(7);
        for (int round = 0; round < Rounds; round++)
        {
            int way = round % StateMemory<TState>.Ways;
            StateMemory<TState> memory = new(Streams);
            memory.Fill(way, random);
            string what = $"round {round}, filled in way {way}";
            body(memory, what);
            memory.AssertNeighbours(what);
        }
    }

    /// <summary>Whether a call ended; otherwise it has to say clearly why not.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reason">What it says; otherwise that the history is none, and what to do.</param>
    private static bool Try(Action call, string? reason = null)
    {
        try
        {
            call();
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            Verify.Says(exception, reason is null ? ["istory", "= default"] : [reason]);
            return false;
        }
    }
}
