namespace TinyRnn.Generator.Benchmarks;

/// <summary>Models as a user writes them.</summary>
internal static class SampleModels
{
    /// <summary>For the sizes of the emitted code.</summary>
    public static IReadOnlyList<(string Name, string Attributes)> ForSizes { get; } =
    [
        .. new[] { 8, 32, 40, 64, 128, 256 }.Select(units => Cell("Lstm", units)),
        Cell("Gru", 64),
        Cell("Rnn", 64),
        ("LSTM(64), 40 inputs", "[RecurrentModel(40)] [Lstm(64)] [Dense(1)]"),
        ("LSTM(64), both directions", "[RecurrentModel(3)] [Lstm(64, Bidirectional = true)] [Dense(6, Activation.Softmax)]"),
        ("2 x LSTM(64), residual", "[RecurrentModel(64)] [Lstm(64)] [Residual] [Lstm(64)] [Residual] [Dense(6)]"),
        ("Embedding(5000, 32), LSTM(64), Dense(5000)", "[RecurrentModel] [Embedding(5000, 32)] [Lstm(64)] [Dense(5000, Activation.Softmax)]"),
        ("Window(16), Dense(32), Dense(1)", "[RecurrentModel(1)] [Window(16)] [Dense(32, Activation.Tanh)] [Dense(1)]"),
    ];

    /// <summary>The same that also learn.</summary>
    public static IReadOnlyList<(string Name, string Attributes)> Trained { get; } =
    [
        .. new[] { 8, 32, 64, 128 }.Select(units => Learning("Lstm", units)),
        Learning("Gru", 64),
        Learning("Rnn", 64),
    ];

    /// <summary>What a large application might have.</summary>
    public static IReadOnlyList<string> Twenty { get; } =
    [
        .. new[] { 8, 16, 20, 32, 40, 64, 96, 128, 256 }.Select(units => Cell("Lstm", units).Attributes),
        .. new[] { 8, 32, 64, 128 }.Select(units => Cell("Gru", units).Attributes),
        .. ForSizes.Skip(7).Select(model => model.Attributes),
        "[RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(32)] [Dense(6, Activation.Softmax)]",
    ];

    public static string Source(string name, string attributes) => $"using TinyRnn;\nnamespace Models;\n{attributes} public sealed partial class {name};\n";

    private static (string Name, string Attributes) Learning(string kind, int units) =>
        (Cell(kind, units).Name + ", trained", Cell(kind, units).Attributes + " [Trainable(MaxSteps = 64, MaxBatch = 8)]");

    private static (string Name, string Attributes) Cell(string kind, int units) =>
        ($"{kind.ToUpperInvariant()}({units}), Dense(1)", $"[RecurrentModel(1)] [{kind}({units})] [Dense(1)]");
}
