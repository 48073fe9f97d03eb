using System.Reflection;
using Microsoft.CodeAnalysis;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>A member that a class does not have for a reason is one error, and that says the reason.</summary>
public class AbsentMemberTests
{
    private const string Plain = "[RecurrentModel(3)] [Lstm(4)] [Dense(6)] partial class Net;";
    private const string Both = "[RecurrentModel(3)] [Lstm(4, Bidirectional = true)] partial class Net;";
    private const string Tokens = "[RecurrentModel] [Embedding(9, 2)] [Lstm(4)] [Dense(5)] partial class Net;";
    private const string Pair = "[RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel] [Embedding(9, 2)] [Lstm(2)] [Dense(5)] partial class D; "
        + "[EncoderDecoder<E, D>] partial class Net;";

    private const string Vectors =
        "[RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(3)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class Net;";

    [Theory]
    [InlineData(Plain, "new Net()", "write Net.Create(seed: 1) for random ones, or Net.Load(path)")]
    [InlineData("[PretrainedWeights(\"a.safetensors\")] " + Plain, "new Net()", "or Net.Pretrained for those of the embedded file")]
    [InlineData(Plain, "Net.Create()", "write Net.Create(seed: 1)")]
    [InlineData(Plain, "new Net.Trainer(net)", "'Net' has no trainer; put [Trainable(MaxSteps = 64, MaxBatch = 16)] on the class")]
    [InlineData(Plain, "new Net.Trainer(net, snapshots: true).TrainBatch(x, y, new() { Batch = 4 })", "'Net' has no trainer")]
    [InlineData("[RecurrentModel(3)] [Lstm(4)] [Dense(6, Activation.Softmax)] partial class Net;", "new Net.Trainer(net).TrainBatch(x, new int[9])",
        "'Net' has no trainer")]
    [InlineData(Tokens, "new Net.Trainer(net).TrainBatch(new int[3], y)", "'Net' has no trainer")]
    [InlineData(Plain, "_ = Net.Pretrained.Parameters", "put [PretrainedWeights(\"file.safetensors\")] on the class, or read a file with Net.Load(path)")]
    [InlineData(Plain, "Net.LoadPretrained()", "'Net' has no embedded weights")]
    [InlineData(Plain, "net.Replace(Net.Create(1))", "the weights of 'Net' never change; write [RecurrentModel(..., Replaceable = true)]")]
    [InlineData(Pair, "net.Replace(net)", "takes other weights if both of its parts do; write [RecurrentModel(..., Replaceable = true)] on 'E' and 'D'")]
    [InlineData(Both, "net.Step(ref s, x, y)", "the bidirectional Lstm1 of 'Net' needs the whole sequence before it gives any output; call Run")]
    [InlineData(Both, "net.Advance(ref s, x)", "the bidirectional Lstm1")]
    [InlineData(Both, "net.StepMany(new Net.State[2], x, y)", "the bidirectional Lstm1")]
    [InlineData(Both, "net.Generate(ref s, x, y)", "the bidirectional Lstm1")]
    [InlineData(Tokens, "net.Generate(ref s, 0, new int[4])", "has 5 values, and its vocabulary 9 tokens; end in [Dense(9)]")]
    [InlineData(Tokens, "{ RandomState random = new(1); net.Generate(ref s, 0, new int[4], Sampling.Greedy, ref random, endToken: 2); }", "9 tokens")]
    [InlineData(Plain, "net.Generate(ref s, x, y)", "set Feedback = Feedback.Zeros (its own outputs of 6 values do not fit inputs of 3)")]
    [InlineData("[RecurrentModel(3)] [Lstm(3)] partial class Net;", "net.Generate(ref s, x, y)", "set Feedback = Feedback.Output")]
    [InlineData("[RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(3)] partial class Net;", "net.Generate(ref s, x, y)", "in mode ManyToOne 'Net'")]
    [InlineData("[RecurrentModel(3)] [Conv1D(3, 2, Stride = 2)] partial class Net;", "net.Generate(ref s, x, y)", "one output for 2 inputs")]
    [InlineData(Pair, "new Net()", "write new Net(encoder, decoder) for a E and a D")]
    [InlineData(Pair, "Net.Create()", "write Net.Create(seed: 1)")]
    [InlineData(Pair, "new Net.Trainer(net).TrainBatch(x, new int[3], y)", "put [Trainable] on 'E', 'D' and 'Net'")]
    [InlineData(Pair, "_ = Net.Pretrained", "'Net' has no embedded weights")]
    [InlineData(Pair, "net.Generate(x, 0, new int[9])", "decoder 'D' has 5 values, and its vocabulary 9 tokens; let it end in [Dense(9)]")]
    [InlineData(Vectors, "net.Generate(x, x, y)", "the decoder 'D' has outputs of 2 values and inputs of 3")]
    public void A_member_that_is_missing_says_why(string model, string use, string why)
    {
        string state = model.Contains("EncoderDecoder", StringComparison.Ordinal) ? "" : "Net.State s = default; net.Run(ref s, default, default);";
        string end = use.EndsWith('}') ? "" : ";";
        string source = $"using TinyRnn; {model} static class Usage {{ static void Use(Net net, float[] x, float[] y) {{ {state} {use}{end} }} }}";
        Diagnostic diagnostic = Assert.Single(Harness.CompileAll(source));
        Assert.Equal((AbsentMembers.Id, DiagnosticSeverity.Error), (diagnostic.Id, diagnostic.Severity));
        Assert.Contains(why, diagnostic.GetMessage(null), StringComparison.Ordinal);
        Assert.EndsWith("docs/diagnostics/TRNN1012.md", diagnostic.Descriptor.HelpLinkUri, StringComparison.Ordinal);
    }

    /// <summary>What has a name before us keeps it.</summary>
    [Theory]
    [InlineData("[X] partial class M { public static M Create() => Create(1); }", "M.Create();")]
    [InlineData("[X] partial class M { private M() : this(new TinyRnn.Runtime.Packing.ParameterBlock(ParameterCount)) { } public static M New() => new(); }",
        "M.New();")]
    [InlineData("[X] partial class M { public sealed class Trainer { public Trainer(M model) { } } }", "new M.Trainer(m);")]
    [InlineData("class Trainer { public void Fit(M model) { } } [X] partial class M { public void Fit() => new Trainer().Fit(this); }", "m.Fit();")]
    [InlineData("class B { public string Pretrained => \"\"; protected static void Trainer() { } } [X] partial class M : B { void T() => Trainer(); }",
        "_ = m.Pretrained.Length;")]
    [InlineData("static class More { public static void Generate(this M model, ref M.State s, float[] x, float[] ys) { } } [X] partial class M;",
        "m.Generate(ref s, new float[3], new float[9]);")]
    [InlineData("partial class O { static int Generate() => 1; [X] internal partial class M { public static int Count => Generate(); } }", "_ = O.M.Count;")]
    [InlineData("[X] partial class M; static class More { public static T Of<T>(System.Func<ulong, T> create) => create(1); }",
        "More.Of(M.Create).Save(\"\");")]
    [InlineData("/// <summary>As <see cref=\"M.Create(ulong)\"/>.</summary>\n[X] partial class M { }", "")]
    [InlineData("[X] partial class Trainer { }", "")]
    [InlineData("[X] partial class Generate { public static Generate Pretrained => Create(1); }", "_ = Generate.Pretrained;")]
    [InlineData("partial class Trainer { [X] internal partial class M { } }", "_ = Trainer.M.Create(1);")]
    [InlineData("[RecurrentModel(3)] [Lstm(4, Bidirectional = true)] partial class M { public void Step(int x) { } public void StepMany() { } }",
        "m.Step(1); m.StepMany();")]
    public void What_has_the_name_keeps_it(string declarations, string use)
    {
        string usage = use.Contains("m.", StringComparison.Ordinal) || use.Contains("(m)", StringComparison.Ordinal)
            ? $"static void Use(M m) {{ M.State s = default; m.Run(ref s, default, default); {use} }}"
            : $"static void Use() {{ {use} }}";
        string source = declarations.Replace("[X]", "[RecurrentModel(3)] [Lstm(4)] [Dense(6)]", StringComparison.Ordinal);
        Assert.Empty(Harness.CompileAll($"using TinyRnn; {source} static class Usage {{ {usage} }}"));
    }

    [Fact]
    public void Other_assemblies_see_nothing_of_it()
    {
        Harness.Driver().RunGeneratorsAndUpdateCompilation(
            Harness.Compile("using TinyRnn; " + Plain.Replace("partial", "public partial", StringComparison.Ordinal)), out Compilation output, out _,
            TestContext.Current.CancellationToken);
        using MemoryStream image = new();
        Assert.True(output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        Type net = Assembly.Load(image.ToArray()).GetType("Net")!;
        Assert.Equal(["State"], net.GetNestedTypes().Select(type => type.Name));
        Assert.Empty(net.GetConstructors());
        Assert.Single(net.GetMethod("Create")!.GetParameters());
        Assert.DoesNotContain(net.GetMembers(), member => member.Name is "Pretrained" or "Generate");
        Assert.Contains(net.GetMembers(BindingFlags.NonPublic | BindingFlags.Static), member => member.Name == "Pretrained");
    }
}
