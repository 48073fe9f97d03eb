using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TinyRnn.Model.Planning;

namespace TinyRnn.Generator.Tests;

/// <summary>Models of all kinds of layers, modes and options, drawn with fixed seeds: the same ones in every run.</summary>
internal static class ManyModels
{
    private const int Count = 64;

    /// <summary>Layers in front of others: nothing, what looks back, what makes rows of numbers, and what takes rows apart.</summary>
    private static readonly string[] s_fronts =
        ["", "", "[Window(1)]", "[Window(3)]", "[History(5)] [Dense(8)]", "[Dense(40)]", "[Dropout(0.2f)]", "[Dense(3)] [Residual(Channels = 2)]"];

    private static readonly string[] s_bodies =
    [
        "[Lstm(4)]", "[Lstm(40)]", "[Lstm(64)]", "[Gru(7)]", "[Gru(40)]", "[Gru(21, ResetAfter = false)]", "[Rnn(5)]",
        "[Rnn(33, Nonlinearity = Nonlinearity.Relu)]",
        "[Lstm(13, Peepholes = true)]", "[Lstm(21, Projection = 6)] [Lstm(8, CoupledGates = true, Peepholes = true, CellClip = 3f)]",
        "[Lstm(9, Projection = 3, Bidirectional = true)] [Gru(9, ResetAfter = false, Bidirectional = true)]",
        "[Lstm(6)] [Gru(6)] [Residual]", "[Window(2)] [Residual(Channels = 1)]", "", "[Lstm(5)] [Dropout(0.5f)] [Lstm(5)]",
        "[Lstm(6, Bidirectional = true)]", "[Gru(40)] [Rnn(4, Bidirectional = true)] [Gru(9)]", "[Gru(9, ResetAfter = false, Bidirectional = true)] [Lstm(12)]",
    ];

    private static readonly string[] s_heads = ["", "[Dense(1)]", "[Dense(9)]", "[Dense(9, Activation.Softmax)]", "[Dense(8, Activation.Tanh)]"];

    private static readonly string[] s_modes = ["ManyToMany", "ManyToMany", "ManyToOne", "OneToMany", "OneToOne"];

    /// <summary>Encoders and decoders that fit each other, with and without a trainer.</summary>
    private const string Pairs = """
        [RecurrentModel] [OneHot(7)] [Gru(3)] partial class Reads;
        [RecurrentModel(12)] [Window(2)] [Gru(3)] [Trainable(MaxSteps = 4)] partial class Learns;
        [RecurrentModel] [Embedding(9, 3)] [Gru(3)] [Dense(9)] partial class Writes;
        [RecurrentModel(2)] [History(4)] [Dense(3)] [Gru(3)] [Dense(2)] [Trainable(MaxSteps = 4)] partial class Draws;
        [RecurrentModel] [Embedding(9, 3)] [Gru(3)] [Dense(9)] [Trainable] partial class Speaks;
        [EncoderDecoder<Reads, Writes>] partial class Pair;
        [EncoderDecoder<Reads, Draws>] partial class Half;
        [EncoderDecoder<Learns, Speaks>] partial class Other;
        [EncoderDecoder<Learns, Draws>] [Trainable] partial class Drawing;
        [EncoderDecoder<Learns, Speaks>] [Trainable] [PretrainedWeights("p.safetensors")] partial class Speaking;
        """;

    /// <summary>Outputs every few steps.</summary>
    private const string Strided = """
        [RecurrentModel(3)] [Conv1D(4, 3, Stride = 2)] [MaxPool1D(3)] [Gru(5)] [Dense(2)] [Trainable(MaxSteps = 6)] partial class Strided;
        [RecurrentModel(Mode = SequenceMode.ManyToOne)] [Embedding(9, 3)] [AveragePool1D(2)] [Rnn(4)] [Dense(9)] partial class StridedToOne;
        [RecurrentModel(2, Reproducible = true)] [Conv1D(2, 1, Groups = 2, Stride = 2)] partial class StridedAlone;
        [RecurrentModel(9)] [Gru(8)] [Conv1D(40, 5, Stride = 2)] [MaxPool1D(3)] [Lstm(9)] [Dense(5)] [Trainable(MaxSteps = 6)] partial class Blocked;
        [RecurrentModel(12)] [Conv1D(48, 2, Stride = 8)] [Dense(32)] [Rnn(9)] [Conv1D(40, 1, Stride = 3)] [AveragePool1D(2)] partial class BlockedTurns;
        [RecurrentModel(600, Mode = SequenceMode.ManyToOne)] [Conv1D(4, 3, Stride = 3)] [Lstm(6)] [Dense(5)] partial class BlockedToOne;
        [RecurrentModel(Mode = SequenceMode.ManyToOne)] [OneHot(12)] [Rnn(16)] [AveragePool1D(2)] [Gru(5)] [Dense(2)] partial class BlockedLetters;
        [RecurrentModel(1)] [Gru(40)] [MaxPool1D(2)] [Dense(3)] partial class BlockedStreams;
        [RecurrentModel(40)] [Conv1D(64, 1, Stride = 2)] [Conv1D(64, 1, Stride = 2)] partial class BlockedAlone;
        """;

    private static readonly Lazy<(GeneratorDriverRunResult Result, Compilation Output)> s_emitted = new(() =>
    {
        // Not everything that is drawn is a model: a residual connection needs two values of one size, a mode a model that streams.
        string[] drawn = [.. Drawn()];
        HashSet<int> refused = [.. Harness.Diagnose(Source(drawn)).Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line - 1)];
        CSharpCompilation compilation = Harness.Compile(Source(drawn.Where((_, index) => !refused.Contains(index))));
        GeneratorDriver driver = Harness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return (driver.GetRunResult(), output);
    });

    /// <summary>Models and emitted code, in one assembly.</summary>
    public static Compilation Output => s_emitted.Value.Output;

    /// <summary>What the generator planned for them.</summary>
    public static IReadOnlyList<ModelPlan> Plans =>
    [
        .. s_emitted.Value.Result.Results[0].TrackedSteps[RecurrentModelGenerator.ModelStep].SelectMany(step => step.Outputs)
            .Select(output => (ModelPlan)output.Value),
    ];

    private static string Source(IEnumerable<string> models) => $"using TinyRnn; namespace Many;\n{string.Join("\n", models)}\n{Pairs}\n{Strided}";

    private static IEnumerable<string> Drawn()
    {
        Random random = new(20);
        for (int index = 0; index < Count; index++)
        {
            string input = Pick(["1", "3", "9", "40", "", ""]);
            string tokens = input.Length > 0 ? Pick(s_fronts) : Pick(["[Embedding(9, 12)]", "[OneHot(9)]"]);
            string mode = Pick(s_modes);
            string reproducible = random.Next(4) == 0 ? ", Reproducible = true" : "";
            string arguments = $"{(input.Length > 0 ? input + ", " : "")}Mode = SequenceMode.{mode}{reproducible}";
            string trained = random.Next(3) == 0 ? $" [Trainable(MaxSteps = {(mode == "OneToOne" ? 1 : 5)}, MaxBatch = 2)]" : "";
            yield return $"[RecurrentModel({arguments})] {tokens} {Pick(s_bodies)} {Pick(s_heads)}{trained} partial class M{index};";
        }

        string Pick(IReadOnlyList<string> choices) => choices[random.Next(choices.Count)];
    }
}
