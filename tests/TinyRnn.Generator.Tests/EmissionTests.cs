using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TinyRnn.Generator.Diagnostics;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class EmissionTests
{
    public static TheoryData<string> Valid => new()
    {
        "[TinyRnn.RecurrentModel(1)] [TinyRnn.Lstm(8)] [TinyRnn.Dense(1)] public sealed partial class Global;",
        "using TinyRnn; namespace A.@event { [RecurrentModel(1)] [Gru(5)] public partial class @class; }",
        "using TinyRnn; static partial class O { internal partial struct S { [RecurrentModel(3)] [Rnn(5)] private sealed partial class M; } }",
        "using TinyRnn; [RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(40, Bidirectional = true)] [Gru(9)] [Dense(6, Activation.Softmax)] partial class M;",
        "using TinyRnn; [RecurrentModel(3, Mode = SequenceMode.OneToMany)] [Gru(17, ResetAfter = false)] [Dense(4)] partial class M;",
        "using TinyRnn; [RecurrentModel(2, Mode = SequenceMode.OneToOne)] [Dense(9, Activation.Relu)] [Dense(3, Activation.Sigmoid)] partial class M;",
        "using TinyRnn; [RecurrentModel] [Embedding(50, 8)] [Rnn(4)] [Dense(50, Activation.Softmax)] partial class M;",
        "using TinyRnn; [RecurrentModel] [OneHot(50)] [Lstm(37)] [Gru(40)] [Dense(50)] partial class M;",
        "using TinyRnn; [RecurrentModel(Mode = SequenceMode.OneToMany)] [OneHot(19)] [Gru(19)] partial class M;",
        "using TinyRnn; [RecurrentModel] [OneHot(9)] [Gru(17, ResetAfter = false)] [Lstm(17)] [Residual] [Dense(9, Activation.Softmax)] partial class M;",
        "using TinyRnn; [RecurrentModel(Mode = SequenceMode.ManyToOne)] [OneHot(9)] [Rnn(4)] [Lstm(5, Bidirectional = true)] [Dense(2)] partial class M;",
        "using TinyRnn; [RecurrentModel] [OneHot(65536)] [Rnn(3)] partial class M;",
        "using TinyRnn; [RecurrentModel] [OneHot(7)] [Gru(3)] partial class E; [RecurrentModel] [OneHot(9)] [Gru(3)] [Dense(9)] partial class D; [EncoderDecoder<E, D>] partial class P;",
        "using TinyRnn; [RecurrentModel] [OneHot(7)] [Gru(3)] [Trainable] partial class E; [RecurrentModel(2)] [Gru(3)] [Dropout(0.5f)] [Dense(9)] [Trainable] partial class D; [EncoderDecoder<E, D>] [Trainable(Optimizer = Optimizer.Sgd)] partial class P;",
        "using TinyRnn; [RecurrentModel(2, Replaceable = true)] [Gru(9, InitialState = true)] [Dense(2)] partial class M;",
        "using TinyRnn; [RecurrentModel(2, Replaceable = true)] [Gru(9)] [Trainable] partial class E; [RecurrentModel(3, Replaceable = true)] [Gru(9)] [Dense(3)] partial class D; [EncoderDecoder<E, D>] partial class P; [RecurrentModel(3)] [Gru(9)] partial class F; [EncoderDecoder<E, F>] partial class Q;",
        "using TinyRnn; [RecurrentModel(2, Weights = WeightFormat.Int8)] [Lstm(45, Peepholes = true)] [Gru(70, ResetAfter = false)] [Gru(37)] [Rnn(64)] [Dense(70)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(2, Weights = WeightFormat.Int8, Reproducible = true, Mode = SequenceMode.ManyToOne)] [Lstm(45, Bidirectional = true)] [Gru(36, ResetAfter = false)] [Dense(70)] partial class M;",
        "using TinyRnn; [RecurrentModel(64, Weights = WeightFormat.Int8)] [Conv1D(64, 3, InputRange = 2.5f)] [Conv1D(48, 2, Dilation = 3, InputRange = 1)] [FrameConv1D(64, 2, InputChannels = 16, InputRange = 1e-3f)] [Lstm(64, Projection = 40, InputRange = 1)] [Dense(64, InputRange = 4)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(Weights = WeightFormat.Int16)] [Embedding(60000, 40)] [Lstm(24)] [Dense(2)] [Trainable(Loss = Loss.MeanSquaredError)] partial class M;",
        "using TinyRnn; [RecurrentModel(Weights = WeightFormat.Int8)] [OneHot(9)] [Gru(40, ResetAfter = false)] [Dense(64, Weights = WeightFormat.Float32)] partial class M;",
        "using TinyRnn; [RecurrentModel(2)] [History(9)] [Dense(7, Activation.Tanh)] partial class M;",
        "using TinyRnn; [RecurrentModel(4)] [Conv1D(8, 3, Activation = Activation.Relu)] [Conv1D(8, 3, Dilation = 2, Groups = 2)] [Conv1D(8, 5, Groups = 8)] [Lstm(9)] [Conv1D(40, 2)] [Conv1D(5, 1, Activation = Activation.Softmax)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(7, Mode = SequenceMode.ManyToOne, Reproducible = true)] [Conv1D(7, 1, Groups = 7)] [Lstm(4, Bidirectional = true)] [Conv1D(64, 7, Dilation = 3)] [Dense(2)] partial class M;",
        "using TinyRnn; [RecurrentModel(64)] [Context(16)] [FrameConv1D(34, 32, Stride = 16, PadRight = 8, PadMode = FramePadding.Reflect, Bias = false)] [Magnitude] [FrameConv1D(9, 3, PadLeft = 1, PadRight = 1, Activation = Activation.Silu)] [FrameMean] [Lstm(9)] [Dense(2)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(64)] [Context(16)] [Stft(32, PadLeft = 3, PadMode = FramePadding.Reflect)] [Magnitude] [Gru(9)] [Stft(32, Stride = 2, PadRight = 25)] [Dense(2)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(48, Reproducible = true)] [Stft(48)] [BatchNorm] partial class M;",
        "using TinyRnn; [RecurrentModel(36, Mode = SequenceMode.ManyToOne, Reproducible = true)] [FrameConv1D(8, 4, InputChannels = 2, Stride = 2)] [Magnitude] [Lstm(4, Bidirectional = true)] [FrameConv1D(1, 3)] [Dense(2)] partial class M;",
        "using TinyRnn; [RecurrentModel(5)] [Embedding(6, 8, Column = 3)] [Gru(9)] [Slice(2, 4, Name = \"part\")] [Embedding(7, 4, Column = 4, Name = \"day\")] [Multiply(\"part\", \"day\")] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(2, Mode = SequenceMode.OneToMany)] [Embedding(6, 8, Column = 0)] [Gru(9)] [Slice(0, 4)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(5)] [Embedding(6, 8, Column = 3)] [Gru(3)] partial class E; [RecurrentModel(3)] [Embedding(6, 8, Column = 2)] [Gru(3)] partial class D; [EncoderDecoder<E, D>] partial class P;",
        "using TinyRnn; [RecurrentModel(9)] [Gru(8)] [Conv1D(40, 5, Stride = 2)] [MaxPool1D(3)] [Lstm(9)] [Dense(5)] [Trainable] partial class M;",
        "using TinyRnn; [RecurrentModel(Mode = SequenceMode.ManyToOne)] [OneHot(12)] [Rnn(16)] [AveragePool1D(2)] [Gru(5)] [Dense(2)] partial class M;",
        "using TinyRnn; [RecurrentModel(2, Feedback = Feedback.Output)] [Window(3)] [Dense(2)] partial class M;",
        "using TinyRnn; [RecurrentModel(4)] [Lstm(2, Bidirectional = true)] [Residual] [Lstm(4)] [Residual(3)] partial class M;",
        "using TinyRnn; [RecurrentModel(1)] [Lstm(3)] [Gru(3)] partial class E; [RecurrentModel] [Embedding(9, 2)] [Lstm(3)] [Gru(3)] [Dense(9)] partial class D; [EncoderDecoder<E, D>] [PretrainedWeights(\"p.safetensors\")] partial class P;",
        "using TinyRnn; [RecurrentModel(3, Reproducible = true)] [Lstm(20)] [Gru(7, ResetAfter = false)] [Dense(6, Activation.Softmax)] [Trainable] partial class M;",
        "global using Rnn = System.Random; using TinyRnn; class Rnn { } [RecurrentModel(3)] [Lstm(2)] partial class M;",
        "using TinyRnn; namespace N { class @nint; class @nuint; [RecurrentModel(12)] [FrameConv1D(2, 2)] [Conv1D(22, 2, Groups = 2)] [Dense(2)] [Trainable] partial class M; }",
        "using TinyRnn; namespace N; class VectorMath; class Require; class Lanes; class Activations; class StepBuffers; class PanelPacking; class Rnn; class Kernels; [RecurrentModel(3)] [Lstm(20)] [Dense(6, Activation.Softmax)] partial class M;",
    };

    [Theory]
    [MemberData(nameof(Valid))]
    public void Emitted_code_compiles_without_any_warning(string source) =>
        Assert.Empty(Harness.CompileAll(source));

    [Theory]
    [MemberData(nameof(Valid))]
    public void Assemblies_that_promise_to_be_CLS_compliant_have_no_warning_either(string source)
    {
        // Only what is public counts.
        string visible = source.Replace("static partial class O", "public static partial class O", StringComparison.Ordinal)
            .Replace("] partial class", "] public partial class", StringComparison.Ordinal);
        CSharpCompilation compilation = Harness.Compile(visible).AddSyntaxTrees(Harness.Parse("[assembly: System.CLSCompliant(true)]", "Assembly.cs"));
        Harness.Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _, TestContext.Current.CancellationToken);
        Assert.Empty(
            output.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info && diagnostic.Id != "CS1591"));
    }

    /// <summary>The user is told at the attribute, and nowhere else.</summary>
    [Fact]
    public void Obsolete_parts_of_a_pair_are_told_where_they_are_named()
    {
        const string source = "using TinyRnn; [RecurrentModel(1)] [Lstm(3)] [Trainable] [System.Obsolete] partial class E; [RecurrentModel(2)] [Lstm(3)] "
            + "[Trainable] [System.Obsolete(\"old\")] partial class D; [EncoderDecoder<E, D>] [Trainable] partial class P;";
        Assert.All(Harness.CompileAll(source), warning => Assert.Contains("Model.cs", warning.Location.SourceTree!.FilePath, StringComparison.Ordinal));
        Assert.Equal(["CS0612", "CS0618"], Harness.CompileAll(source).Select(warning => warning.Id).Order());
    }

    [Theory]
    [InlineData("[RecurrentModel(3)] [Window(1)] [Dense(4)]", "y_t = x_t")]
    [InlineData("[RecurrentModel(3)] [Window(2)] [Dense(4)]", "y_t = [x_t, x_{t-1}]")]
    [InlineData("[RecurrentModel(3)] [Window(3)] [Dense(4)]", "y_t = [x_t, x_{t-1}, x_{t-2}]")]
    [InlineData("[RecurrentModel(3)] [Window(9)] [Dense(4)]", "y_t = [x_t, x_{t-1}, ... x_{t-8}]")]
    [InlineData("[RecurrentModel(3)] [Conv1D(4, 1)] [Lstm(4)]", "y_t = W x_t + b")]
    [InlineData("[RecurrentModel(3)] [Conv1D(4, 2, Dilation = 4, Activation = Activation.Tanh)]", "y_t = tanh(W_0 x_t + W_1 x_{t-4} + b)")]
    [InlineData("[RecurrentModel(3)] [Conv1D(4, 2, Stride = 3)]", "y_t = W_0 x_t + W_1 x_{t-1} + b; at t = 3 j + 2")]
    [InlineData("[RecurrentModel(3)] [MeanOverTime]", "y_t = (x_0 + ... + x_t) / (t + 1)")]
    [InlineData("[RecurrentModel(3)] [MaxOverTime]", "y_t = max(x_0, ... x_t)")]
    [InlineData("[RecurrentModel(4)] [Slice(1, 2)]", "y_t = values 1 to 2 of x_t")]
    [InlineData("[RecurrentModel(4)] [Embedding(9, 2, Column = 3)]", "y_t = row x_t[3] of the table")]
    [InlineData("[RecurrentModel(4)] [MergeDirections(DirectionMerge.Mean)]", "y_t = (f_t + b_t) / 2, x_t = [f_t, b_t]")]
    [InlineData("[RecurrentModel(3)] [MaxPool1D(2)] [Dense(4)]", "y_j = max of x_t, t = 2 j .. 2 j + 1")]
    [InlineData("[RecurrentModel(3)] [AveragePool1D(4)]", "y_j = mean of x_t, t = 4 j .. 4 j + 3")]
    [InlineData("[RecurrentModel(3)] [Conv1D(4, 5)]", "y_t = sum_k W_k x_{t - k} + b, k = 0..4")]
    [InlineData("[RecurrentModel(3)] [Conv1D(3, 3, Groups = 3, Dilation = 2, Activation = Activation.Relu)]",
        "y_t = relu(sum_k W_k * x_{t - 2 k} + b), k = 0..2")]
    [InlineData("[RecurrentModel(8)] [Context(3)] [Lstm(4)]", "y_t = [the last 3 of x_{t-1}, x_t]")]
    [InlineData("[RecurrentModel(8)] [FrameConv1D(4, 3)]", "y_p = sum_k W_k x_{p + k} + b, k = 0..2, p = 0..5")]
    [InlineData("[RecurrentModel(8)] [FrameConv1D(4, 3, Stride = 2, PadLeft = 1, Bias = false, Activation = Activation.Tanh)]",
        "y_p = tanh(sum_k W_k x_{2 p + k - 1}), k = 0..2, p = 0..3")]
    [InlineData("[RecurrentModel(8)] [FrameConv1D(4, 3, InputChannels = 8, PadLeft = 1, PadRight = 1)]", "y_p = W x_{p} + b, p = 0")]
    [InlineData("[RecurrentModel(40)] [Stft(32)]", "y_p = [re, im] of sum_n w_n x_{8 p + n} e^(-2 pi i k n / 32), k = 0..16, p = 0..1")]
    [InlineData("[RecurrentModel(40)] [Stft(40, Stride = 1, PadLeft = 3)]",
        "y_p = [re, im] of sum_n w_n x_{p + n - 3} e^(-2 pi i k n / 40), k = 0..20, p = 0..3")]
    [InlineData("[RecurrentModel(8)] [Magnitude]", "y_t = sqrt(re^2 + im^2), x_t = [re, im]")]
    [InlineData("[RecurrentModel(8)] [FrameConv1D(4, 2, Stride = 2)] [Magnitude]", "y_p = sqrt(re_p^2 + im_p^2), x_p = [re_p, im_p], p = 0..3")]
    [InlineData("[RecurrentModel(8)] [FrameMean]", "y_t = (x_0 + ... + x_7) / 8")]
    [InlineData("[RecurrentModel(4)] [Lstm(4, Projection = 2)]", "h_t = P m_t, m_t = o_t * tanh(c_t)")]
    [InlineData("[RecurrentModel(4)] [Lstm(4)] [Residual]", "y_t = f(x_t) + x_t")]
    [InlineData("[RecurrentModel(2)] [Lstm(4)] [Residual(Channels = 2)]", "y_t = f(x_t), plus x_t in the first 2 of its 4 values")]
    public void A_step_says_the_equations_of_its_layers(string attributes, string equation) =>
        Assert.Matches($@"// \w+: {Regex.Escape(equation)}\n", Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"]);

    [Theory]
    [InlineData("[Lstm(4, Projection = 2)]", "m_t = o_t * tanh(c_t)")]
    [InlineData("[Lstm(4, Projection = 2)]", "h_t = P m_t")]
    [InlineData("[Lstm(4, CoupledGates = true)]", "f_t = 1 - i_t    how much of the old cell state stays")]
    [InlineData("[Lstm(4, CellClip = 2f)]", "c_t = clip(f_t * c_{t-1} + i_t * g_t, 2)")]
    [InlineData("[Lstm(4, Peepholes = true, Activation = Activation.Relu)]",
        "o_t = sigmoid(W_o x_t + U_o h_{t-1} + p_o * c_t + b_o)    what of the cell state is shown")]
    [InlineData("[Gru(4, GateClip = 0.5f)]", "n_t = tanh(clip(W_n x_t + b_n + r_t * (U_n h_{t-1} + b_m), 0.5))  the candidate")]
    public void A_kernel_says_the_equations_of_its_cell(string layer, string equation) =>
        Assert.Contains($"//   {equation}\n", Harness.Emit($"using TinyRnn; [RecurrentModel(4)] {layer} partial class M;")["M.Forward.g.cs"]);

    [Theory]
    [InlineData(
        "[RecurrentModel(3)] [Lstm(4)] [Dense(4)]", ", which share each reading of the weights: the same as a <c>Step</c> for each of them, in less time.")]
    [InlineData("[RecurrentModel(3)] [Lstm(4)] [Dense(1)]", ", which share each reading of the weights of Lstm1: the same as")]
    [InlineData("[RecurrentModel(3)] [Gru(4, ResetAfter = false)] [Dense(4)]", ", which share each reading of the weights: the same as")]
    [InlineData("[RecurrentModel(3)] [Dense(1)]", ", one after another: the same as a <c>Step</c> for each of them.")]
    [InlineData("[RecurrentModel(3)] [Dense(65000)] [Dense(1)]", ", one after another: the same as a <c>Step</c> for each of them.")]
    public void Several_streams_are_said_to_share_what_they_share(string attributes, string words) =>
        Assert.Contains(
            "B independent streams" + words, Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"], StringComparison.Ordinal);

    /// <summary>Only models that read their input while they write the output compare the memories in a step.</summary>
    [Theory]
    [InlineData("[RecurrentModel(3)] [Lstm(4)] [Dense(1)]", "Step", false)]
    [InlineData("[RecurrentModel(3)] [Dense(4)] [Dense(1)]", "Step", false)]
    [InlineData("[RecurrentModel(3)] [Window(2)] [Dense(1)]", "Step", false)]
    [InlineData("[RecurrentModel(3)] [Dropout(0.5f)] [Dense(3)]", "Step", true)]
    [InlineData("[RecurrentModel(3)] [Dense(3)]", "Step", true)]
    [InlineData("[RecurrentModel(3)] [Lstm(3)] [Residual]", "Step", true)]
    [InlineData("[RecurrentModel(3)] [Dense(3)] [Lstm(3)] [Residual]", "Step", false)]
    [InlineData("[RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(3)] [Residual]", "Run", true)]
    [InlineData("[RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(3)] [Dense(3)]", "Run", false)]
    public void Memories_are_compared_where_sharing_them_would_do_harm(string attributes, string method, bool isCompared)
    {
        string text = Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"];
        Match body = Regex.Match(text, $@"public void {method}\(.*?\n    \}}", RegexOptions.Singleline);
        Assert.Equal(isCompared, body.Value.Contains("Require.Apart(x", StringComparison.Ordinal));
    }

    [Fact]
    public void Emitted_text_does_not_depend_on_the_culture()
    {
        const string source = "using TinyRnn; [RecurrentModel(3)] [Lstm(200, ForgetBias = -1.5f)] [Dense(1)] partial class M;";
        IReadOnlyDictionary<string, string> expected = Harness.Emit(source);
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            // Another minus sign, decimal separator and digit grouping.
            CultureInfo odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            odd.NumberFormat.NegativeSign = "\u2212";
            odd.NumberFormat.NumberDecimalSeparator = ",";
            odd.NumberFormat.NumberGroupSeparator = "'";
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, Harness.Emit(source));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Assert.All(expected.Values, text => Assert.DoesNotContain('\r', text));
        Assert.Contains("-1.5f", expected["M.Model.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void A_large_model_stays_readable_in_size()
    {
        int lines = Harness.Emit("using TinyRnn; [RecurrentModel(1)] [Lstm(128)] [Dense(1)] partial class M;")
            .Values.Sum(text => text.Count(letter => letter == '\n'));
        Assert.InRange(lines, 100, 2999);
    }

    [Theory]
    [InlineData("Lstm(32)", "LstmCell", "LstmHidden")]
    [InlineData("Gru(32)", "GruCandidate", "GruUpdate")]
    public void First_parts_of_the_cells_of_a_tile_stand_before_the_last_ones(string layer, string first, string last)
    {
        // What one vector waits for, others fill. A step's vectors of 512 bits share constants in registers; four streams have no registers for them.
        string text = Harness.Emit($"using TinyRnn; [RecurrentModel(1)] [{layer}] [Dense(1)] partial class M;")["M.Forward.g.cs"];
        foreach (string kernel in new[] { "x32Vector512", "x32StreamsVector512" })
        {
            string body = Regex.Match(text, $$"""^( +)private static void \w+{{kernel}}\(ref.*?^\1\}""", RegexOptions.Multiline | RegexOptions.Singleline)
                .Value;
            string cells = body[body.IndexOf("// h_t = ", StringComparison.Ordinal)..];
            Assert.InRange(Regex.Count(cells, first), 2, 8);
            Assert.Equal(Regex.Count(cells, first), Regex.Count(cells, last));
            Assert.Equal(kernel == "x32Vector512", cells.Contains("constants", StringComparison.Ordinal));
            Assert.True(Regex.Count(cells[..cells.IndexOf(last, StringComparison.Ordinal)], first) >= 2);
        }
    }

    [Theory]
    [InlineData("Lstm(37)")]
    [InlineData("Gru(37)")]
    [InlineData("Gru(37, ResetAfter = false)")]
    [InlineData("Rnn(37)")]
    public void A_variant_uses_the_vectors_and_instructions_of_its_own_target(string layer)
    {
        // The others throw or are slow where the variant runs.
        string text = string.Concat(Harness.Emit($"using TinyRnn; [RecurrentModel(9)] [{layer}] [Dense(9)] partial class M;").Values);
        (string Variant, string[] Foreign)[] rules =
        [
            ("Vector512", ["AdvSimd"]), ("Vector256", ["AdvSimd", "Vector512"]), ("Neon", ["Vector256", "Vector512"]),
            ("Vector128", ["AdvSimd", "Vector256", "Vector512"]),
        ];
        foreach ((string variant, string[] foreign) in rules)
        {
            foreach (Match method in Regex.Matches(
                text, $$"""^( +)private static void \w+{{variant}}\(.*?^\1\}""", RegexOptions.Multiline | RegexOptions.Singleline))
                Assert.All(foreign, name => Assert.DoesNotContain(name + (name == "AdvSimd" ? "." : "<float>"), method.Value, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("Lstm(37)", "LstmOneHot1000x37")]
    [InlineData("Gru(37)", "GruOneHot1000x37")]
    [InlineData("Gru(37, ResetAfter = false)", "GruResetBeforeOneHot1000x37")]
    [InlineData("Rnn(37)", "RnnTanhOneHot1000x37")]
    public void A_one_hot_input_is_one_row(string layer, string kernel)
    {
        string text =
            string.Concat(Harness.Emit($"using TinyRnn; [RecurrentModel] [OneHot(1000)] [{layer}] [Dense(9)] partial class M;").Values.Select(InlinedText.Of));
        MatchCollection kernels =
            Regex.Matches(
                text, $$"""^( +)private static void {{kernel}}\w+\(ref float weights, int x.*?^\1\}""", RegexOptions.Multiline | RegexOptions.Singleline);
        Assert.NotEmpty(kernels);
        Assert.All(kernels, method =>
        {
            // Panels, lanes and the hidden state's rows may be loops; nothing may run to the vocabulary, nor read x as a vector.
            Assert.All(
                Regex.Matches(method.Value, @"for \(.*?< (\d+);"),
                loop => Assert.InRange(int.Parse(loop.Groups[1].Value, CultureInfo.InvariantCulture), 1, 40));
            Assert.DoesNotMatch(@"ref x\w*[,)]", method.Value);
            Assert.Matches(@"ref float row\w* = ref Unsafe\.Add\(ref w, x\w* \* \d+\);", method.Value);
        });
        Assert.DoesNotContain(kernel + "Inputs", text, StringComparison.Ordinal);
        Assert.Contains("public const int Vocabulary = 1000;", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[RecurrentModel(2)] [Lstm(3)] [Dense(1)]")]
    [InlineData("[RecurrentModel] [Embedding(6, 2)] [Dropout(0.5f)] [Gru(5)] [Dense(6)]")]
    public void A_model_that_is_not_trainable_carries_no_training_code(string attributes)
    {
        IReadOnlyDictionary<string, string> plain = Harness.Emit($"using TinyRnn; {attributes} partial class M;");
        Assert.DoesNotContain("M.Trainer.g.cs", plain.Keys);
        Assert.All(
            plain.Where(file => file.Key != "M.Absent.g.cs"),
            file => Assert.DoesNotMatch("Trainer|Training|PublishedWeights|WeightReader|MatrixProduct|Tape", file.Value));
        Assert.Contains("M.Trainer.g.cs", Harness.Emit($"using TinyRnn; {attributes} [Trainable] partial class M;").Keys);
    }

    [Theory]
    [InlineData("[RecurrentModel(9, Reproducible = true)] [Lstm(37)] [Gru(21)] [Dense(3, Activation.Tanh)]")]
    [InlineData("[RecurrentModel(9, Reproducible = true)] [Gru(21, ResetAfter = false)] [Rnn(9)] [Dense(5, Activation.Softmax)]")]
    [InlineData("[RecurrentModel(9, Reproducible = true)] [Rnn(8, Bidirectional = true)] [Dense(1, Activation.Sigmoid)]")]
    [InlineData("[RecurrentModel(9, Reproducible = true)] [History(9)] [Dense(1)]")]
    [InlineData("[RecurrentModel(9, Reproducible = true)] [Conv1D(12, 3, Groups = 3)] [Conv1D(12, 3, Groups = 12)]"
        + " [Conv1D(1, 5, Activation = Activation.Relu)] [Conv1D(9, 2, Dilation = 3, Activation = Activation.Tanh)]")]
    [InlineData("[RecurrentModel(9, Reproducible = true)] [Context(3)] [FrameConv1D(14, 4, PadRight = 1)] [Magnitude] [FrameConv1D(1, 3, Activation = Activation.Tanh)] [FrameMean]")]
    public void A_reproducible_model_neither_fuses_nor_adds_across_lanes(string attributes)
    {
        string text = string.Concat(Harness.Emit($"using TinyRnn; {attributes} partial class M;").Values);
        Assert.DoesNotMatch(@"MultiplyAddEstimate|FusedMultiplyAdd|\.Sum\(|AdvSimd|Rnn::Cells\.CellMath|Rnn::Vectors\.VectorMath", text);
        Assert.Contains("Vector128<float>", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Lstm4", "[RecurrentModel(1)] [Lstm(4)] [Dense(1)]")]
    [InlineData("Conv4", "[RecurrentModel(2)] [Conv1D(4, 3, Dilation = 2, Activation = Activation.Relu)] [Conv1D(4, 2, Groups = 4)]")]
    [InlineData("Frames", "[RecurrentModel(8)] [Context(2)] [FrameConv1D(4, 4, Stride = 2, PadRight = 2, PadMode = FramePadding.Reflect, Bias = false)] [Magnitude] [FrameConv1D(3, 3, PadLeft = 1, Activation = Activation.Relu)] [Gru(3)]")]
    [InlineData("Gru3", "[RecurrentModel(2, Mode = SequenceMode.ManyToOne)] [Gru(3)] [Dense(4, Activation.Softmax)]")]
    [InlineData("Tokens", "[RecurrentModel] [Embedding(6, 2)] [Rnn(5)] [Dense(6)]")]
    [InlineData("Learner", "[RecurrentModel(2)] [Lstm(3)] [Dense(1)] [Trainable(MaxSteps = 8, MaxBatch = 4)]")]
    public void Emitted_code_is_what_people_will_read(string name, string attributes)
    {
        string folder = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../tests/TinyRnn.Generator.Tests/Snapshots"));
        foreach ((string file, string emitted) in Harness.Emit($"using TinyRnn; namespace Snapshots; {attributes} public sealed partial class {name};"))
        {
            // Where the pages are goes by the version.
            string text = emitted.Replace(Descriptors.Pages, "{0}.md", StringComparison.Ordinal);
            string path = Path.Combine(folder, file.Replace("Snapshots.", "", StringComparison.Ordinal) + ".txt");
            if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1")
                File.WriteAllText(path, text);
            Assert.True(File.Exists(path), $"{path} is missing: set UPDATE_SNAPSHOTS=1, run again, and read what was written");
            Assert.Equal(File.ReadAllText(path), text);
        }
    }
}
