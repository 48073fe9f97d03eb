using TinyRnn.Benchmarks.Machine;

namespace TinyRnn.Benchmarks.Table;

/// <summary>The sections of the table.</summary>
internal static class Sections
{
    public const string Step = "TinyRnn Step";
    public const string Run = "TinyRnn Run, 128 steps per call";
    public const string StepMany = "TinyRnn StepMany of 8 streams, per stream";
    public const string Reproducible = "TinyRnn Step, Reproducible";
    public const string Window = "TinyRnn Run, after Window(1)";
    public const string OnnxStep = "ONNX Runtime, one step per call";
    public const string OnnxRun = "ONNX Runtime, 128 steps per call";
    public const string Plain = "plain C#";

    private static readonly int[] s_sizes = [8, 16, 20, 32, 40, 64, 96, 128, 256];
    private static readonly int[] s_small = [1, 2, 3, 4, 5, 6, 7, 8];

    private static readonly Row s_tinyRnnStep = new(Step, "tinyrnn", weights => TinyRnnModels.Create(weights, Use.Step));
    private static readonly Row s_tinyRnnRun = new(Run, "tinyrnn", weights => TinyRnnModels.Create(weights, Use.Run));
    private static readonly Row s_tinyRnnStepMany = new(StepMany, "tinyrnn", weights => TinyRnnModels.Create(weights, Use.StepMany));
    private static readonly Row s_reproducible = new(Reproducible, "tinyrnn", TinyRnnModels.CreateReproducible);
    private static readonly Row s_window = new(Window, "tinyrnn", TinyRnnModels.CreateWindow);
    private static readonly Row s_plain = new(Plain, "plain", ScalarCell.Create);

    /// <param name="peers">Rows of other libraries for sections of LSTMs, as far as this program has them.</param>
    public static IReadOnlyList<Section> All(IReadOnlyList<Row> peers) =>
    [
        new("LSTM(H), 1 input, Dense(1)", s_sizes, size => CellWeights.Lstm(size), Lstm(1),
            [s_tinyRnnStep, s_tinyRnnRun, s_tinyRnnStepMany, .. peers, s_plain], Step),
        new("LSTM(H), 1 input, Dense(1), small", s_small, size => CellWeights.Lstm(size), Lstm(1), [s_tinyRnnStep], Step),
        new("GRU(H), 1 input, Dense(1)", s_sizes, CellWeights.Gru, size => StepCost.Recurrent(3, 1, size),
            [s_tinyRnnStep, s_tinyRnnRun, s_tinyRnnStepMany, s_plain], Step),
        new("GRU(H), 1 input, Dense(1), small", s_small, CellWeights.Gru, size => StepCost.Recurrent(3, 1, size), [s_tinyRnnStep], Step),
        new("GRU(H), reset before, 1 input, Dense(1)", s_sizes, CellWeights.GruBefore, size => StepCost.Recurrent(3, 1, size),
            [s_tinyRnnStep, s_tinyRnnRun, s_tinyRnnStepMany, s_plain], Step),
        new("RNN(H), 1 input, Dense(1)", s_sizes, CellWeights.Rnn, size => StepCost.Recurrent(1, 1, size),
            [s_tinyRnnStep, s_tinyRnnRun, s_tinyRnnStepMany, s_plain], Step),
        new("RNN(H), 1 input, Dense(1), small", s_small, CellWeights.Rnn, size => StepCost.Recurrent(1, 1, size), [s_tinyRnnStep], Step),
        new("LSTM(H), 40 inputs, Dense(1)", [64, 96, 128, 256], size => CellWeights.Lstm(size, 40), Lstm(40),
            [s_tinyRnnRun, .. peers.Where(peer => peer.Name != OnnxStep)], Run),
        new("LSTM(H), 40 inputs, Dense(1), with and without a window of one step", [64], size => CellWeights.Lstm(size, 40), Lstm(40),
            [s_tinyRnnRun, s_window], Window),
        new("LSTM(H), 1 input, Dense(1), the same bits everywhere", [8, 16, 32, 64, 128], size => CellWeights.Lstm(size), Lstm(1),
            [s_tinyRnnStep, s_reproducible], Reproducible),
    ];

    private static Func<int, StepCost> Lstm(int inputs) => size => StepCost.Recurrent(4, inputs, size);
}
