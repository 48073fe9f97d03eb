using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using TinyRnn.CodeFixes;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>A fix leaves a source without errors, and the rest of it as it was.</summary>
public class CodeFixTests
{
    private const string Head = "using TinyRnn; ";

    [Theory]
    [InlineData("TRNN1001",
        "using TinyRnn;\n// A model.\n[RecurrentModel(1)] [Dense(1)]\npublic sealed class M;\n",
        "using TinyRnn;\n// A model.\n[RecurrentModel(1)] [Dense(1)]\npublic sealed partial class M;\n")]
    [InlineData("TRNN1001",
        "using TinyRnn;\n[RecurrentModel(1)] [Dense(1)]\n// Plain.\nclass M;\n",
        "using TinyRnn;\n[RecurrentModel(1)] [Dense(1)]\n// Plain.\npartial class M;\n")]
    [InlineData("TRNN1007",
        "using TinyRnn;\nstatic class Outer\n{\n    [RecurrentModel(1)] [Dense(1)]\n    partial class M;\n}\n",
        "using TinyRnn;\nstatic partial class Outer\n{\n    [RecurrentModel(1)] [Dense(1)]\n    partial class M;\n}\n")]
    public Task Make_partial_mends_the_declaration(string id, string before, string after) => Mends(new MakePartialCodeFix(), id, before, after);

    [Theory]
    [InlineData("abstract partial class M;", "partial class M;")]
    [InlineData("public abstract partial class M;", "public partial class M;")]
    [InlineData("public sealed partial record M;", "public sealed partial class M;")]
    [InlineData("file sealed partial class M { }", "sealed partial class M { }")]
    public Task A_plain_class_stays(string before, string after) => Mends(
        new PlainClassCodeFix(), "TRNN1008", $"using TinyRnn;\n[RecurrentModel(1)] [Dense(1)]\n// Mine.\n{before}\n",
        $"using TinyRnn;\n[RecurrentModel(1)] [Dense(1)]\n// Mine.\n{after}\n");

    [Theory]
    [InlineData(
        "[RecurrentModel(3)] [Lstm(4)] partial class M; [Dense(1)] partial class M;",
        "[RecurrentModel(3)] [Lstm(4)] [Dense(1)] partial class M; partial class M;")]
    [InlineData(
        "\n[RecurrentModel(3)]\n[Lstm(4)]\nsealed partial class M;\n\n// More.\n[Dense(8)]\npartial class M\n{\n}\n",
        "\n[RecurrentModel(3)]\n[Lstm(4)]\n[Dense(8)]\nsealed partial class M;\n\n// More.\npartial class M\n{\n}\n")]
    public Task Layers_come_to_one_declaration(string before, string after) => Mends(new MergeDeclarationsCodeFix(), "TRNN1004", Head + before, Head + after);

    [Theory]
    [InlineData("TRNN3002", "[RecurrentModel(9)] [Embedding(9, 4)] [Gru(3)]", "[RecurrentModel] [Embedding(9, 4)] [Gru(3)]")]
    [InlineData("TRNN3002", "[RecurrentModel(9, Reproducible = true)] [OneHot(9)] [Gru(3)]", "[RecurrentModel(Reproducible = true)] [OneHot(9)] [Gru(3)]")]
    [InlineData("TRNN3006", "[RecurrentModel(2, Mode = SequenceMode.OneToMany)] [Lstm(2, Bidirectional = true)]",
        "[RecurrentModel(2, Mode = SequenceMode.OneToMany)] [Lstm(2)]")]
    [InlineData("TRNN3011", "[RecurrentModel(1)] [Window(2)] [Dense(2)] [Trainable(SingleBias = true)]",
        "[RecurrentModel(1)] [Window(2)] [Dense(2)] [Trainable]")]
    [InlineData("TRNN3011", "[RecurrentModel(1, Summary = Summary.LastOutput)] [Gru(2)]", "[RecurrentModel(1)] [Gru(2)]")]
    public Task What_is_of_no_use_goes(string id, string before, string after) =>
        Mends(new RemoveSettingCodeFix(), id, $"{Head}{before} partial class M;", $"{Head}{after} partial class M;");

    [Theory]
    [InlineData("[Dense(4, Activation.Softmax)] [Dense(6)]", "[Dense(4)] [Dense(6, Activation.Softmax)]")]
    [InlineData("[Dense(4, activation: Activation.Softmax)] [Dense(6, Bias = false)]", "[Dense(4)] [Dense(6, Activation.Softmax, Bias = false)]")]
    [InlineData("[Dense(4, Activation.LogSoftmax)] [Gru(6)]", "[Dense(4)] [Gru(6)] [Activation(Activation.LogSoftmax)]")]
    [InlineData("[Lstm(3)] [Activation(Activation.Softmax)] [Dense(6)] [Trainable]", "[Lstm(3)] [Dense(6, Activation.Softmax)] [Trainable]")]
    [InlineData("[Dense(4, Activation.Softmax), Lstm(3)]", "[Dense(4), Lstm(3), Activation(Activation.Softmax)]")]
    public Task A_softmax_moves_to_the_end(string before, string after) => Mends(
        new MoveSoftmaxCodeFix(), "TRNN3004", $"{Head}[RecurrentModel(3)] {before} partial class M;", $"{Head}[RecurrentModel(3)] {after} partial class M;");

    [Theory]
    [InlineData("[RecurrentModel(3, Feedback = Feedback.Output)] [Gru(4)] [Dense(2)]", "[RecurrentModel(3, Feedback = Feedback.Output)] [Gru(4)] [Dense(3)]")]
    [InlineData("[RecurrentModel(Mode = SequenceMode.OneToMany)] [Embedding(9, 4)] [Gru(5)] [Dense(2, Activation.Softmax)]",
        "[RecurrentModel(Mode = SequenceMode.OneToMany)] [Embedding(9, 4)] [Gru(5)] [Dense(9, Activation.Softmax)]")]
    [InlineData("[RecurrentModel(3, Feedback = Feedback.Output)] [Lstm(4)] [LayerNorm]",
        "[RecurrentModel(3, Feedback = Feedback.Output)] [Lstm(4)] [LayerNorm] [Dense(3)]")]
    [InlineData("[RecurrentModel(3, Mode = SequenceMode.ManyToOne, Feedback = Feedback.Output)] [Gru(3)]",
        "[RecurrentModel(3, Feedback = Feedback.Output, Mode = SequenceMode.ManyToMany)] [Gru(3)]")]
    [InlineData("[RecurrentModel(3, Mode = SequenceMode.OneToOne, Feedback = Feedback.Zeros)] [Gru(3)]",
        "[RecurrentModel(3, Feedback = Feedback.Zeros, Mode = SequenceMode.ManyToMany)] [Gru(3)]")]
    public Task An_output_can_be_fed_back(string before, string after) =>
        Mends(new FitOutputCodeFix(), "TRNN3009", $"{Head}{before} partial class M;", $"{Head}{after} partial class M;");

    [Theory]
    [InlineData("[RecurrentModel(3)] [Lstm(4)]", "M net = new();", "[RecurrentModel(3)] [Lstm(4)]", "M net = M.Create(seed: 1);")]
    [InlineData("[RecurrentModel(3)] [Lstm(4)]", "var net = new M();", "[RecurrentModel(3)] [Lstm(4)]", "var net = M.Create(seed: 1);")]
    [InlineData("[RecurrentModel(3)] [Lstm(4)]", "M net = M.Create();", "[RecurrentModel(3)] [Lstm(4)]", "M net = M.Create(seed: 1);")]
    [InlineData("[RecurrentModel(3)] [Lstm(4)]", "new M.Trainer(M.Create(1)).Publish();",
        "[RecurrentModel(3)] [Lstm(4)] [Trainable(MaxSteps = 64, MaxBatch = 16)]", "new M.Trainer(M.Create(1)).Publish();")]
    [InlineData("\n[RecurrentModel(3)]\n[Lstm(3)]\n", "M.State s = default; M.Create(1).Generate(ref s, new float[3], new float[9]);",
        "\n[RecurrentModel(3, Feedback = Feedback.Output)]\n[Lstm(3)]\n", "M.State s = default; M.Create(1).Generate(ref s, new float[3], new float[9]);")]
    [InlineData("[RecurrentModel(3)] [Lstm(2)]", "M.State s = default; M.Create(1).Generate(ref s, new float[3], new float[9]);",
        "[RecurrentModel(3, Feedback = Feedback.Zeros)] [Lstm(2)]", "M.State s = default; M.Create(1).Generate(ref s, new float[3], new float[9]);")]
    public Task What_a_class_does_not_have_is_asked_for(string model, string use, string changedModel, string changedUse) => Mends(
        new AbsentMemberCodeFix(), AbsentMembers.Id, Use(model, use), Use(changedModel, changedUse));

    [Theory]
    [InlineData("net.Step(state, new float[3], new float[4]);", "net.Step(ref state, new float[3], new float[4]);")]
    [InlineData("net.Run( /* here */ state, new float[3], new float[4]);", "net.Run( /* here */ ref state, new float[3], new float[4]);")]
    public Task A_state_is_given_by_reference(string before, string after) => Mends(
        new AddRefCodeFix(), "CS1620", Use("[RecurrentModel(3)] [Lstm(4)]", "M net = M.Create(1); M.State state = default; " + before),
        Use("[RecurrentModel(3)] [Lstm(4)]", "M net = M.Create(1); M.State state = default; " + after));

    [Theory]
    [InlineData("[Linear(6)]", "[Dense(6)]")]
    [InlineData("[Linear(4, 6)]", "[Dense(6)]")]
    [InlineData("[LSTM(3, 32, Bias = false)]", "[Lstm(32, Bias = false)]")]
    [InlineData("[GRU(32)]", "[Gru(32)]")]
    [InlineData("[SimpleRNN(7)]", "[Rnn(7)]")]
    [InlineData("[ReLU]", "[Activation(Activation.Relu)]")]
    [InlineData("[Softmax(1)]", "[Activation(Activation.Softmax)]")]
    [InlineData("[LayerNormalization]", "[LayerNorm]")]
    [InlineData("[AvgPool1d(2)]", "[AveragePool1D(2)]")]
    public Task Layers_of_others_become_ours(string before, string after) => Mends(
        new ForeignLayerCodeFix(), "CS0246", $"{Head}[RecurrentModel(3)] [Gru(4)] {before} partial class M;",
        $"{Head}[RecurrentModel(3)] [Gru(4)] {after} partial class M;");

    [Theory]
    [InlineData("CS0246", "[Lstm(8, num_layers = 3)]", "[Lstm(8)] [Lstm(8)] [Lstm(8)]")]
    [InlineData("CS1739", "[Lstm(8, num_layers: 2)]", "[Lstm(8)] [Lstm(8)]")]
    [InlineData("CS0246", "[Lstm(8, bidirectional = true)]", "[Lstm(8, Bidirectional = true)]")]
    [InlineData("CS1739", "[Lstm(8, bidirectional: true)]", "[Lstm(8, Bidirectional = true)]")]
    [InlineData("CS0246", "[Lstm(8, batch_first = true)]", "[Lstm(8)]")]
    [InlineData("CS0246", "[Lstm(8)] [Trainable(LearningRate = 0.001f)]", "[Lstm(8)] [Trainable]")]
    [InlineData("CS0246", "[Lstm(8)] [Trainable(MaxSteps = 4, lr = 1, BatchSize = 2)]", "[Lstm(8)] [Trainable(MaxSteps = 4, MaxBatch = 2)]")]
    [InlineData("CS0246", "[Gru(8, Dropout = 0.2)]", "[Gru(8)] [Dropout(0.2f)]")]
    [InlineData("CS0246", "[Gru(8, dropout = 0.25f)]", "[Gru(8)] [Dropout(0.25f)]")]
    public async Task Settings_of_others_become_ours(string id, string before, string after)
    {
        string text = $"{Head}[RecurrentModel(3)] {before} partial class M;";
        for (int fix = 0; fix < 2 && (await CodeFixHarness.Offers(new ForeignSettingCodeFix(), text, id)).Count > 1; fix++)
            text = await CodeFixHarness.ApplyFirst(new ForeignSettingCodeFix(), text, id);
        await Mends(new ForeignSettingCodeFix(), id, text, $"{Head}[RecurrentModel(3)] {after} partial class M;");
    }

    [Theory]
    [InlineData("Optimizer = Optimizer.RMSprop", "Optimizer = Optimizer.RmsProp")]
    [InlineData("Optimizer = TinyRnn.Optimizer.SGD", "Optimizer = TinyRnn.Optimizer.Sgd")]
    [InlineData("Loss = Loss.MSELoss", "Loss = Loss.MeanSquaredError")]
    [InlineData("Loss = Loss.BCEWithLogitsLoss", "Loss = Loss.BinaryCrossEntropy")]
    public Task Choices_of_others_become_ours(string before, string after) => Mends(
        new ForeignMemberCodeFix(), "CS0117", $"{Head}[RecurrentModel(3)] [Gru(4)] [Trainable({before})] partial class M;",
        $"{Head}[RecurrentModel(3)] [Gru(4)] [Trainable({after})] partial class M;");

    /// <summary>The compiler says the same of much that is not ours.</summary>
    [Fact]
    public async Task What_is_not_ours_is_left_alone()
    {
        Assert.Empty(await CodeFixHarness.Offers(new ForeignLayerCodeFix(), "[Linear(6)] class Other;", "CS0246"));
        Assert.Empty(await CodeFixHarness.Offers(new ForeignLayerCodeFix(), Head + "[RecurrentModel(3)] [Gru(4)] [Mystery] partial class M;", "CS0246"));
        Assert.Empty(await CodeFixHarness.Offers(new ForeignSettingCodeFix(), "[System.Obsolete(lr = 1)] class Other;", "CS0246"));
        Assert.Empty(await CodeFixHarness.Offers(new ForeignMemberCodeFix(), "class C { int A = System.DayOfWeek.RMSprop; }", "CS0117"));
        Assert.Empty(await CodeFixHarness.Offers(new AddRefCodeFix(), "class C { void F(ref int a) { int b = 0; F(b); } }", "CS1620"));
    }

    private static string Use(string model, string use) => $"{Head}{model} partial class M; static class Usage {{ static void Use() {{ {use} }} }}";

    private static async Task Mends(CodeFixProvider fix, string id, string before, string after)
    {
        string text = await CodeFixHarness.Apply(fix, before, id);
        Assert.Equal(after, text);
        Assert.DoesNotContain(Harness.CompileAll(text), each => each.Severity == DiagnosticSeverity.Error);
    }
}
