using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Layers without biases: their equations, files that have none, and training that finds none.</summary>
internal static class BiasChecks
{
    private const int Steps = 13;

    private static readonly Layer[] s_cells =
    [
        new Dense("fc.", "tanh") { HasBias = false }, new Recurrent("lstm.", "lstm", 9) { HasBias = false },
        new Recurrent("gru.", "gru", 13) { HasBias = false }, new Recurrent("gru.", "gru_before", 6, 1) { HasBias = false },
        new Recurrent("rnn.", "rnn_tanh", 3) { HasBias = false }, new Dense("fc2.") { HasBias = false },
    ];

    private static readonly Layer[] s_filters =
    [
        new Conv("conv.", 3, 2) { HasBias = false }, new Conv("conv2.", 2, 1, 8, "relu") { HasBias = false }, new Conv("conv3.", 4, 1, 4) { HasBias = false },
        new Recurrent("lstm.", "lstm_peephole", 40, HasInitialState: true) { HasBias = false }, new Recurrent("rnn.", "rnn_relu", 20) { HasBias = false },
        new Dense("fc.") { HasBias = false },
    ];

    private static readonly Layer[] s_bothWays =
    [
        new Recurrent("lstm.", "lstm", 5, Bidirectional: true) { HasBias = false }, new Recurrent("gru.", "gru", 4, Bidirectional: true) { HasBias = false },
        new Dense("fc.", "softmax") { HasBias = false },
    ];

    private static readonly Layer[] s_reproducible =
        [new Conv("conv.", 2) { HasBias = false }, new Recurrent("gru.", "gru", 12) { HasBias = false }, new Dense("fc.") { HasBias = false }];

    private static readonly Layer[] s_learner =
    [
        new Dense("fc.", "tanh") { HasBias = false }, new Recurrent("lstm.", "lstm_peephole", 4) { HasBias = false },
        new Recurrent("gru.", "gru", 5) { HasBias = false }, new Dense("fc2.") { HasBias = false },
    ];

    private static readonly Layer[] s_filterLearner =
    [
        new Conv("conv.", 2, 1, 2) { HasBias = false }, new Recurrent("gru.", "gru_before", 4) { HasBias = false },
        new Conv("conv2.", 3, 1, 4) { HasBias = false }, new Recurrent("rnn.", "rnn_tanh", 5) { HasBias = false }, new Conv("conv3.", 1) { HasBias = false },
    ];

    public static IReadOnlyList<Check> All { get; } =
    [
        Equations<UnbiasedCells, UnbiasedCells.State>(s_cells),
        Equations<UnbiasedFilters, UnbiasedFilters.State>(s_filters),
        Equations<UnbiasedBothWays, UnbiasedBothWays.State>(s_bothWays),
        Equations<UnbiasedReproducible, UnbiasedReproducible.State>(s_reproducible),
        Alike<UnbiasedCells, UnbiasedCells.State>(),
        Alike<UnbiasedFilters, UnbiasedFilters.State>(),
        Alike<UnbiasedReproducible, UnbiasedReproducible.State>(),
        Slopes.Check("cells without biases", (UnbiasedLearner net) => new UnbiasedLearner.Trainer(net), UnbiasedLearner.Tensors, Loss.MeanSquaredError,
            s_learner, Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check(
            "convolutions without biases", (UnbiasedFilterLearner net) => new UnbiasedFilterLearner.Trainer(net), UnbiasedFilterLearner.Tensors,
            Loss.MeanSquaredError, s_filterLearner, Slopes.Noise(4), Slopes.Noise(2)),
        Learns<UnbiasedLearner, UnbiasedLearner.State>(s_learner, net => new UnbiasedLearner.Trainer(net)),
        Learns<UnbiasedFilterLearner, UnbiasedFilterLearner.State>(s_filterLearner, net => new UnbiasedFilterLearner.Trainer(net)),
        new("Without biases: no tensor and no parameter of them", Files),
        new("Without biases: tokens", Tokens),
        new("Without biases: the same bits on every processor",
            () => BitChecks.Reproduced<UnbiasedReproducible, UnbiasedReproducible.State>(UnbiasedReproducible.Create(1), "339d42b7d3520e64")),
    ];

    private static Check Equations<TModel, TState>(Layer[] layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new(
            $"Without biases: {typeof(TModel).Name} is its equations",
            () => AsWrittenChecks.Equations<TModel, TState>(TModel.Create(4), layers, Signals.Noise(Steps * TModel.InputSize, 8)));

    private static Check Alike<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new(
            $"Without biases: {typeof(TModel).Name} steps, runs and streams alike", () => AsWrittenChecks.Alike<TModel, TState>(TModel.Create(6)));

    /// <summary>What is learnt is a model of the same equations: no update has put a bias into it.</summary>
    private static Check Learns<TModel, TState>(Layer[] layers, Func<TModel, SequenceTrainer<float, float, TState>> create)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"Without biases: {typeof(TModel).Name} learns none", () =>
        {
            TModel model = TModel.Create(3);
            SequenceTrainer<float, float, TState> trainer = create(model);
            float[] xs = Signals.Noise(2 * 7 * TModel.InputSize, 1);
            float[] targets = Signals.Noise(2 * 7 * TModel.OutputSize, 2);
            float before = trainer.Evaluate(xs, targets, new() { Batch = 2 });
            trainer.LearningRate = 0.05f;
            for (int step = 0; step < 20; step++)
                trainer.TrainBatch(xs, targets, new() { Batch = 2 });
            float after = trainer.Evaluate(xs, targets, new() { Batch = 2 });
            Verify.That(after < 0.9f * before, $"the loss went from {before} to {after}");
            trainer.Publish();
            AsWrittenChecks.Equations<TModel, TState>(model, layers, Signals.Noise(Steps * TModel.InputSize, 8));
        });

    private static void Files()
    {
        Verify.That(UnbiasedCells.Tensors.ToArray().All(tensor => !tensor.Name.Contains("bias", StringComparison.Ordinal)), "a tensor is a bias");
        const int cells = (17 * 5) + (36 * (17 + 9)) + (39 * (9 + 13)) + (18 * (13 + 6)) + (3 * (6 + 3)) + (2 * 3);
        Verify.Equal(cells, UnbiasedCells.ParameterCount, "parameters");
        Verify.Equal((40 * (11 + 10)) + (11 * 10), UnbiasedText.ParameterCount, "parameters behind one-hot vectors");

        // PyTorch's bound holds as it does beside a bias.
        float bound = 1 / MathF.Sqrt(9);
        float[] lstm = UnbiasedCells.Create(1).Parameters.Slice(17 * 5, 36 * (17 + 9)).ToArray();
        Verify.That(lstm.All(weight => Math.Abs(weight) <= bound) && lstm.Max() > 0.9f * bound, "fresh weights of the LSTM");
    }

    private static void Tokens()
    {
        UnbiasedText model = UnbiasedText.Create(2);
        using SafetensorsReader weights = SavedWeights.Of(model.Save);
        Expectation expected = new(
            [new OneHot(11), new Recurrent("lstm.", "lstm", 10) { HasBias = false }, new Dense("fc.") { HasBias = false }], weights.Floats);
        int[] tokens = [3, 0, 10, 7, 7, 1, 5, 2, 9];
        double[] right = [.. expected.Run([.. tokens.Select(token => new float[] { token })]).SelectMany(y => y)];
        float[] found = new float[right.Length];
        UnbiasedText.State state = default;
        model.Run(ref state, tokens, found);
        Verify.Close(right, found, expected.Tolerance(), "scores");
    }
}
