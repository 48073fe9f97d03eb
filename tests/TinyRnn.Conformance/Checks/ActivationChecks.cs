using TinyRnn.Conformance.Models;
using TinyRnn.Conformance.Reference;
using TinyRnn.Training;
using TinyRnn.Weights;

namespace TinyRnn.Conformance;

/// <summary>Functions after products and as layers: against the scalar reference, in every way that a model computes, and their gradients.</summary>
internal static class ActivationChecks
{
    private const int Steps = 11;

    private static readonly Layer[] s_many =
    [
        new Conv("conv.", 3, Function: "LeakyRelu:0.2"), new Recurrent("lstm.", "lstm", 37), new Applied("relu"), new Residual(1, 0),
        new Dense("fc.", "Silu"), new Applied("softmax"),
    ];

    private static readonly Layer[] s_reproducible =
        [new Dense("fc.", "Gelu"), new Recurrent("lstm.", "lstm", 12), new Applied("Softplus"), new Dense("fc2.", "Elu:1")];

    /// <summary>What the logarithms are of is positive.</summary>
    private static readonly Layer[] s_logarithms =
        [new Dense("fc.", "Softplus"), new Applied("Log"), new Recurrent("gru.", "gru", 5), new Dense("fc2.", "sigmoid"), new Applied("Log")];

    /// <summary>The loss contains the softmax.</summary>
    private static readonly Layer[] s_around =
        [new Conv("conv.", 2, Function: "Silu"), new Residual(1, 3), new Applied("GeluTanh"), new Dense("fc.")];

    public static IReadOnlyList<Check> All { get; } =
    [
        .. Learns<SiluLearner, SiluLearner.State>("Silu", net => new SiluLearner.Trainer(net), SiluLearner.Tensors),
        .. Learns<LeakyReluLearner, LeakyReluLearner.State>("LeakyRelu:0.3", net => new LeakyReluLearner.Trainer(net), LeakyReluLearner.Tensors),
        .. Learns<EluLearner, EluLearner.State>("Elu:0.7", net => new EluLearner.Trainer(net), EluLearner.Tensors),
        .. Learns<GeluLearner, GeluLearner.State>("Gelu", net => new GeluLearner.Trainer(net), GeluLearner.Tensors),
        .. Learns<GeluTanhLearner, GeluTanhLearner.State>("GeluTanh", net => new GeluTanhLearner.Trainer(net), GeluTanhLearner.Tensors),
        .. Learns<HardSigmoidLearner, HardSigmoidLearner.State>("HardSigmoid", net => new HardSigmoidLearner.Trainer(net), HardSigmoidLearner.Tensors),
        .. Learns<HardSigmoidFifthLearner, HardSigmoidFifthLearner.State>(
            "HardSigmoidFifth", net => new HardSigmoidFifthLearner.Trainer(net), HardSigmoidFifthLearner.Tensors),
        .. Learns<HardTanhLearner, HardTanhLearner.State>("HardTanh", net => new HardTanhLearner.Trainer(net), HardTanhLearner.Tensors),
        .. Learns<SoftplusLearner, SoftplusLearner.State>("Softplus", net => new SoftplusLearner.Trainer(net), SoftplusLearner.Tensors),
        Reference<LogLearner, LogLearner.State>(s_logarithms),
        Slopes.Check("Log", (LogLearner net) => new LogLearner.Trainer(net), LogLearner.Tensors, Loss.MeanSquaredError, s_logarithms,
            Slopes.Noise(3), Slopes.Noise(2)),
        Slopes.Check("Log of scaled inputs", (LogOfScaled net) => new LogOfScaled.Trainer(net), LogOfScaled.Tensors, Loss.MeanSquaredError,
            [new Scale("scale.") { HasBias = false }, new Applied("Log"), new Recurrent("gru.", "gru", 4), new Dense("fc.")],
            Positive(Slopes.Noise(3)), Slopes.Noise(2)),
        Slopes.Check("Log of a pool", (LogOfPool net) => new LogOfPool.Trainer(net), LogOfPool.Tensors, Loss.MeanSquaredError,
            [new Pool("max", 2), new Applied("Log"), new Recurrent("gru.", "gru", 4), new Dense("fc.")], Positive(Slopes.Noise(2 * 3)), Slopes.Noise(2),
            stride: 2),
        Slopes.Check("functions around layers", (FunctionsAround net) => new FunctionsAround.Trainer(net), FunctionsAround.Tensors, Loss.CrossEntropy,
            s_around, Slopes.Noise(3), Slopes.Labels(2)),
        Reference<ManyFunctions, ManyFunctions.State>(s_many),
        Reference<ReproducibleFunctions, ReproducibleFunctions.State>(s_reproducible),
        Together<ManyFunctions, ManyFunctions.State>(),
        Together<ReproducibleFunctions, ReproducibleFunctions.State>(),
        new("Functions: the same bits on every processor",
            () => BitChecks.Reproduced<ReproducibleFunctions, ReproducibleFunctions.State>(ReproducibleFunctions.Create(1), "1ee767cf2b3b7ea2")),
        new("Functions: no allocation", Allocations),
    ];

    private static float[] Positive(float[] values) => Array.ConvertAll(values, value => 0.1f + MathF.Abs(value));

    private static Layer[] Learner(string function) =>
        [new Dense("fc.", function), new Recurrent("gru.", "gru", 5), new Applied(function), new Dense("fc2.", function)];

    private static Check[] Learns<TModel, TState>(
        string function, Func<TModel, SequenceTrainer<float, float, TState>> trainer, ReadOnlySpan<TensorBinding> tensors)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged =>
    [
        Reference<TModel, TState>(Learner(function)),
        Slopes.Check(function, trainer, tensors, Loss.MeanSquaredError, Learner(function), Slopes.Noise(3), Slopes.Noise(2)),
    ];

    private static Check Reference<TModel, TState>(IReadOnlyList<Layer> layers)
        where TModel : class, IRecurrentModel<TModel, TState, float>
        where TState : unmanaged => new($"Functions: {typeof(TModel).Name} is its equations", () =>
        {
            float[] xs = [.. Signals.Noise(Steps * TModel.InputSize, 8).Select(x => 3 * x)];
            AsWrittenChecks.Equations<TModel, TState>(TModel.Create(4), layers, xs);
        });

    private static Check Together<TModel, TState>()
        where TModel : class, IStreamingModel<TModel, TState, float>
        where TState : unmanaged => new(
            $"Functions: {typeof(TModel).Name} steps, runs and streams alike", () => AsWrittenChecks.Alike<TModel, TState>(TModel.Create(6)));

    private static void Allocations()
    {
        ManyFunctions model = ManyFunctions.Create(1);
        float[] xs = Signals.Noise(Steps * ManyFunctions.InputSize, 2);
        float[] ys = new float[Steps * ManyFunctions.OutputSize];
        Allocation.IsNone(() =>
        {
            ManyFunctions.State state = default;
            model.Run(ref state, xs, ys);
            model.Step(ref state, xs.AsSpan(0, ManyFunctions.InputSize), ys.AsSpan(0, ManyFunctions.OutputSize));
        });
    }
}
