using Xunit;

namespace TinyRnn.Generator.Tests;

internal static partial class DiagnosticCases
{
    /// <summary>Weights from files, and training.</summary>
    private static TheoryData<string, string, string, string> Training => new()
    {
        {
            "TRNN3011",
            "using TinyRnn; [RecurrentModel(8)] [Gru(4, Bias = false)] [Trainable(MaxSteps = 2, MaxBatch = 2, SingleBias = true)] partial class M;",
            "SingleBias = true", "its recurrent layers have no biases; leave it out"
        },
        { "TRNN5001", Model + "[PretrainedWeights(\" \")] partial class M;", "\" \"", "names no file" },
        { "TRNN5004", Model
            + "[PretrainedWeights(\"a\\n    public static int Injected => 1; //\")] partial class M;", "\"a\\n    public static int Injected => 1; //\"",
            "'a\\u000A    public static int Injected => 1; //' of the weights of 'M'" },
        { "TRNN5004", Model + "[PretrainedWeights(\"\\uDC00\\u0085\")] partial class M;", "\"\\uDC00\\u0085\"", "'\\uDC00\\u0085'" },
        { "TRNN5004", Model + "[PretrainedWeights(\"a|b\")] partial class M;", "\"a|b\"", "'a|b' of the weights of 'M' holds" },
        { "TRNN5006", Model + "[PretrainedWeights(\"a\", Rename = [\"rnn:lstm\"])] partial class M;",
            "Rename = [\"rnn:lstm\"]", "The rule 'rnn:lstm' for the weights of 'M' is not of the form" },
        { "TRNN5006", Model + "[PretrainedWeights(\"a\", Rename = [\"=lstm\"])] partial class M;", "Rename = [\"=lstm\"]", "'=lstm'" },
        { "TRNN5006", Model + "[PretrainedWeights(\"a\", Rename = new[] { (string)null })] partial class M;",
            "Rename = new[] { (string)null }", "The rule ''" },
        { "TRNN5006", Model + "[PretrainedWeights(\"a\", Rename = [\"a=b\", \"a=\"])] partial class M;",
            "Rename = [\"a=b\", \"a=\"]", "'a=' for the weights of 'M' never applies" },
        { "TRNN5002", "using TinyRnn; [PretrainedWeights(\"x.safetensors\")] partial class M;", "PretrainedWeights(\"x.safetensors\")", "no effect on 'M'" },
        { "TRNN2001", Model + "[Trainable(MaxSteps = 0)] partial class M;", "MaxSteps = 0", "MaxSteps of [Trainable] is 0" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1)] [Window(2)] [Dense(2)] [Trainable(SingleBias = true)] partial class M;", "SingleBias = true",
            "SingleBias = true has no effect on 'M': it has no recurrent layer" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1, Mode = SequenceMode.OneToOne)] [Lstm(2)] [Trainable(MaxSteps = 8)] partial class M;", "MaxSteps = 8",
            "in mode OneToOne it reads one step" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1)] [History(5)] [Dense(2)] [Trainable(MaxSteps = 8)] partial class M;", "MaxSteps = 8",
            "its [History(5)] ends sequences at 5 steps" },
        { "TRNN3011", Pair("[Trainable]", "[Trainable]", "[Trainable(MaxSteps = 9)]"), "MaxSteps = 9", "MaxSteps = 9 has no effect on 'P'" },
        { "TRNN3011", Pair("[Trainable]", "[Trainable]", "[Trainable(MaxBatch = 9)]"), "MaxBatch = 9",
            "as much memory as the [Trainable] of its encoder and its decoder say" },
        { "TRNN3011", Pair("[Trainable(SingleBias = true)]", "[Trainable(SingleBias = true)]", "[Trainable(SingleBias = true, Optimizer = Optimizer.Adam)]"),
            "SingleBias = true", "each for itself" },
        { "TRNN6001", "using TinyRnn; [Trainable] partial class M;", "Trainable", "no effect on 'M'" },
        { "TRNN6002", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Tanh)] [Trainable(Loss = Loss.CrossEntropy)] partial class M;",
            "Loss = Loss.CrossEntropy", "needs logits or softmax, but 'M' ends in Dense(2, tanh)" },
        { "TRNN6002", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Relu)] [Trainable(Loss = Loss.BinaryCrossEntropy)] partial class M;",
            "Loss = Loss.BinaryCrossEntropy", "needs logits or a sigmoid" },
        { "TRNN6002", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Sigmoid)] [Trainable(Loss = Loss.Focal)] partial class M;",
            "Loss = Loss.Focal", "needs logits or softmax, but 'M' ends in Dense(2, sigmoid)" },
        { "TRNN6002", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Softmax)] [Trainable(Loss = Loss.BinaryFocal)] partial class M;",
            "Loss = Loss.BinaryFocal", "needs logits or a sigmoid" },
        { "TRNN6003", Model
            + "[Trainable(MaxSteps = 60000, MaxBatch = 60000)] partial class M;", "Trainable(MaxSteps = 60000, MaxBatch = 60000)",
            "60,000 steps of 60,000 sequences" },
        { "TRNN6004", Pair("", "[Trainable]", "[Trainable]"), "Trainable", "its encoder 'E' is not" },
        { "TRNN6005", Pair("[Trainable(MaxBatch = 4)]", "[Trainable]", "[Trainable(Optimizer = Optimizer.Sgd)]"), "Trainable(Optimizer = Optimizer.Sgd)",
            "'E' trains at most 4 sequences at once, 'D' 1" },
        { "TRNN6006", Pair("[Trainable(Optimizer = Optimizer.Sgd)]", "[Trainable]", "[Trainable]"), "Optimizer = Optimizer.Sgd",
            "of 'E' is not used where 'P' trains it, which trains both parts with Optimizer.Adam, its own" },
        { "TRNN6006", Pair("[Trainable]", "[Trainable(Optimizer = Optimizer.Sgd)]", "[Trainable(Optimizer = Optimizer.AdamW)]"), "Optimizer = Optimizer.Sgd",
            "of 'D' is not used where 'P' trains it" },
        { "TRNN6006", Pair("[Trainable(Loss = Loss.Huber)]", "[Trainable]", "[Trainable]"), "Loss = Loss.Huber",
            "of 'E' is not used where 'P' trains it, whose loss is the decoder's, Loss.MeanSquaredError" },
        { "TRNN6007", Pair("[Trainable]", "[Trainable(SingleBias = true)]", "[Trainable(Optimizer = Optimizer.Sgd)]"), "Trainable(Optimizer = Optimizer.Sgd)",
            "'D' trains one bias a gate (SingleBias), 'E' the sum of two" },
        { "TRNN6002", Pair("[Trainable]", "[Trainable]", "[Trainable(Loss = Loss.Huber)]"), "Loss = Loss.Huber", "set the loss on the decoder" },
    };

    private static string Pair(string encoder, string decoder, string pair) =>
        $"using TinyRnn; [RecurrentModel(1)] [Lstm(2)] {encoder} partial class E; [RecurrentModel(1)] [Lstm(2)] {decoder} partial class D; "
        + $"[EncoderDecoder<E, D>] {pair} partial class P;";
}
