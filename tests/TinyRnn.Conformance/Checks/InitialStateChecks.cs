using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>States that a fresh stream starts from: where they are read, that <c>default</c> stays zero, files, their gradients, and pairs.</summary>
internal static class InitialStateChecks
{
    private const int Steps = 11;

    private static readonly Layer[] s_stack =
    [
        Cell("lstm.", "lstm", 20), Cell("gru.", "gru", 5), Cell("rnn.", "rnn_tanh", 4), new Recurrent("gru2.", "gru_before", 6), new Dense("fc."),
    ];

    private static readonly Layer[] s_bothWays = [new Recurrent("lstm.", "lstm", 9, Bidirectional: true, HasInitialState: true), new Dense("fc.")];
    private static readonly Layer[] s_learner = [Cell("lstm.", "lstm", 5), Cell("gru.", "gru_before", 4), new Dense("fc.")];

    public static IReadOnlyList<Check> All { get; } =
    [
        Reference<InitialStack, InitialStack.State>(s_stack),
        Reference<InitialBothWays, InitialBothWays.State>(s_bothWays),
        new("Initial states: steps, runs and streams alike",
            () => AsWrittenChecks.Alike<InitialStack, InitialStack.State>(Noisy<InitialStack, InitialStack.State>())),
        new("Initial states: a fresh model and default are zeros, and so are models without them", Zeros),
        new("Initial states: files hold them, and a file without them is refused", Files),
        new("Initial states: read without allocation, from the weights that are published", Published),
        new("Initial states: an encoder starts from its own", Encoding),
        new("Initial states: a pair's gradients are the sums over its sequences", PairGradients),
        Slopes.Check("initial states, fresh sequences", (InitialLearner _) => new InitialLearner.Trainer(Noisy<InitialLearner, InitialLearner.State>()),
            InitialLearner.Tensors, Loss.MeanSquaredError, s_learner, Slopes.Noise(3), Slopes.Noise(2), isFresh: true),
        Slopes.Check("initial states, where other states are given", (InitialLearner _) =>
            new InitialLearner.Trainer(Noisy<InitialLearner, InitialLearner.State>()),
            InitialLearner.Tensors, Loss.MeanSquaredError, s_learner, Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("initial states, both directions", (InitialBothWays _) => new InitialBothWays.Trainer(Noisy<InitialBothWays, InitialBothWays.State>()),
            InitialBothWays.Tensors, Loss.MeanSquaredError, s_bothWays, Slopes.Noise(3), Slopes.Noise(2), isFresh: true),
    ];

    private static Recurrent Cell(string name, string cell, int units) => new(name, cell, units, HasInitialState: true);

    /// <summary>A fresh model's initial states are zeros: these are not.</summary>
    private static TModel Noisy<TModel, TState>()
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged
    {
        RandomState random = new(3);
        return WeightChange.Create<TModel, TState, float>(
            5, (name, value) => name.Contains("initial_", StringComparison.Ordinal) ? ((float)(random.NextUInt64() % 2001) / 1000) - 1 : value);
    }

    private static Check Reference<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"Initial states: {typeof(TModel).Name} is its equations", () =>
        {
            TModel model = Noisy<TModel, TState>();
            float[] xs = Signals.Noise(Steps * TModel.InputSize, 8);
            float[] ys = AsWrittenChecks.Equations<TModel, TState>(model, layers, xs);
            TState zeros = default;
            float[] others = new float[ys.Length];
            model.Run(ref zeros, xs, others);
            Verify.That(!ys.AsSpan().SequenceEqual(others), "the initial state changes nothing");
        });

    private static void Zeros()
    {
        Verify.That(InitialStack.Create(1).Initial == default, "a fresh model's initial state is not zero");
        InitialStack.State initial = Noisy<InitialStack, InitialStack.State>().Initial;
        Verify.That(!initial.Lstm1Hidden.ContainsAnyInRange(0f, 0f) && !initial.Lstm1Cell.ContainsAnyInRange(0f, 0f), "an initial LSTM state is zero");
        Verify.That(!initial.Gru2Hidden.ContainsAnyExcept(0f), "a layer without an initial state has one");
        IRecurrentModel<InitialServedDecoder, InitialServedDecoder.State, float> plain = InitialServedDecoder.Create(2);
        Verify.That(plain.Initial == default, "a model without initial states starts from other than zeros");
    }

    private static void Files()
    {
        InitialStack model = Noisy<InitialStack, InitialStack.State>();
        using MemoryStream file = new();
        model.Save(file);
        file.Position = 0;
        Verify.That(InitialStack.Load(file).Initial == model.Initial, "a loaded model starts from another state");
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Verify.Same<float>(weights.Floats("lstm.initial_h_l0"), model.Initial.Lstm1Hidden, "initial h");
        Verify.Same<float>(weights.Floats("lstm.initial_c_l0"), model.Initial.Lstm1Cell, "initial c");

        // Of a model without them, which takes the file with an error only.
        using MemoryStream served = new();
        Noisy<InitialServedEncoder, InitialServedEncoder.State>().Save(served);
        foreach (bool ignores in (bool[])[false, true])
        {
            served.Position = 0;
            WeightMismatchException error = Verify.Throws<WeightMismatchException>(
                () => WithoutInitialState.Load(served, new WeightLoadOptions { IgnoreUnexpected = ignores }));
            Verify.That(error.Message.Contains("lstm.initial_h_l0 [5]", StringComparison.Ordinal), error.Message);
        }
    }

    private static void Published()
    {
        InitialLearner model = Noisy<InitialLearner, InitialLearner.State>();
        InitialLearner.State state = default;
        Allocation.IsNone(() => state = model.Initial);
        Verify.That(state == model.Initial && state != default, "read once, read twice");
        InitialLearner.Trainer trainer = new(model);
        trainer.TrainBatch(Slopes.Noise(3), Slopes.Noise(2), new() { Batch = Slopes.Batch });
        Verify.That(model.Initial == state, "a trainer's weights are served before they are published");
        trainer.Publish();
        Verify.That(model.Initial != state, "a batch of fresh sequences leaves what they start from");
        Verify.Same<float>(model.Initial.Lstm1Hidden, model.Parameters.Slice(Place("lstm.initial_h_l0"), 5), "initial h");

        static int Place(string name)
        {
            foreach (TensorBinding tensor in InitialLearner.Tensors)
            {
                if (tensor.Name == name)
                    return tensor.Offset;
            }

            throw new CheckFailedException(name);
        }
    }

    private static void Encoding()
    {
        float[] xs = Signals.Noise(Steps * 3, 4);
        InitialServedPair served = new(Noisy<InitialServedEncoder, InitialServedEncoder.State>(), InitialServedDecoder.Create(2));
        InitialServedEncoder.State start = served.Encoder.Initial;
        Verify.That(served.Encode(xs) == served.Encode(ref start, xs), "an encoder that serves starts from elsewhere");
        InitialServedEncoder.State zeros = default;
        Verify.That(served.Encode(xs) != served.Encode(ref zeros, xs), "an encoder that serves starts from zeros");

        InitialPair pair = new(Noisy<InitialEncoder, InitialEncoder.State>(), PairedDecoder.Create(3));
        InitialEncoder.State learned = pair.Encoder.Initial;
        PairedDecoder.State encoded = pair.Encode(xs);
        Verify.That(encoded == pair.Encode(ref learned, xs), "an encoder that learns starts from elsewhere");
        float[] targets = Signals.Noise(4 * 2, 6);
        float[] ys = new float[targets.Length];
        float[] stepped = new float[targets.Length];
        pair.Run(xs, targets, ys);
        pair.Decoder.Run(ref encoded, targets, stepped);
        Verify.Close(Array.ConvertAll(stepped, value => (double)value), ys, 5e-6, "Run of a pair");
    }

    private static void PairGradients()
    {
        InitialPair pair = new(Noisy<InitialEncoder, InitialEncoder.State>(), PairedDecoder.Create(3));
        InitialPair.Trainer trainer = new(pair) { HasInputGradients = true };
        trainer.Accumulate(Signals.Noise(3 * 7 * 3, 1), Signals.Noise(3 * 5 * 2, 2), Signals.Noise(3 * 5 * 2, 3), new() { Batch = 3 });
        float[] gradients = new float[InitialPair.ParameterCount];
        trainer.CopyGradients(gradients);
        foreach (TensorBinding tensor in InitialPair.Tensors)
        {
            bool isCell = tensor.Name == "encoder.lstm.initial_c_l0";
            if (!isCell && tensor.Name != "encoder.lstm.initial_h_l0")
                continue;
            double[] sums = new double[tensor.Count];
            for (int sequence = 0; sequence < 3; sequence++)
            {
                ReadOnlySpan<float> gradient = isCell ? trainer.InitialCellGradient(0, sequence) : trainer.InitialHiddenGradient(0, sequence);
                for (int unit = 0; unit < sums.Length; unit++)
                    sums[unit] += gradient[unit];
            }

            // Three additions.
            double largest = sums.Max(Math.Abs);
            Verify.That(largest > 0, $"{tensor.Name} has no gradient");
            Verify.Close(sums, gradients.AsSpan(tensor.Offset, tensor.Count), 4 * largest / (1 << 24), tensor.Name);
        }
    }
}
