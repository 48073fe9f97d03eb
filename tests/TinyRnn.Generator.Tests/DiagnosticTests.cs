using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TinyRnn.Generator.Diagnostics;
using Xunit;

namespace TinyRnn.Generator.Tests;

public class DiagnosticTests
{
    private const string Model = "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Dense(1)] ";

    /// <summary>Id, source, the text under the squiggle, and what the message must say.</summary>
    public static TheoryData<string, string, string, string> Cases => new()
    {
        { "TRNN1001", Model + "class M;", "M", "'M' is a TinyRnn model, but not partial" },
        { "TRNN1002", Model + "partial class M<T>;", "M", "'M<T>' has type parameters" },
        { "TRNN1002", "using TinyRnn; partial class O<T> { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "'O<T>' has type parameters" },
        { "TRNN1003", "using TinyRnn; [Lstm(4)] partial class M;", "Lstm(4)", "[Lstm] has no effect on 'M'" },
        { "TRNN1004", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] partial class M; [Dense(1)] partial class M;", "Dense(1)",
            "[Dense] stands on another partial declaration" },
        { "TRNN1006", "using TinyRnn; [RecurrentModel(3)] partial class M;", "RecurrentModel(3)", "'M' has no layers" },
        { "TRNN1007", "using TinyRnn; class Outer { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "nested in 'Outer', which is not partial" },
        { "TRNN1008", Model + "abstract partial class M;", "M", "'M' is abstract" },
        { "TRNN1008", Model + "partial record M;", "M", "'M' is a record" },
        { "TRNN1008", Model + "file partial class M;", "M", "'M' is file-local" },
        { "TRNN1008", "using TinyRnn; file partial class Outer { [RecurrentModel(3)] [Dense(1)] partial class M; }", "M", "'M' is inside a file-local type" },
        { "TRNN1008", Model + "partial struct M;", "M", "'M' is a struct" },
        { "TRNN1008", Model + "partial interface M;", "M", "'M' is an interface" },
        { "TRNN1009", Model
            + "partial class State;", "State", "'State' is named 'State', which its generated half declares as well; give the class another name" },
        { "TRNN1009", Model + "partial class Kernels;", "Kernels", "is named 'Kernels'" },
        { "TRNN1009", Model + "[Trainable] partial class Trainer;", "Trainer", "is named 'Trainer'" },
        { "TRNN1009", Model + "partial class M { int State; }", "State", "'M' declares 'State'" },
        { "TRNN1009", Model
            + "partial class M { public void Step(ref State s, System.ReadOnlySpan<float> a, System.Span<float> b) { } }", "Step",
            "'M' declares 'Step(ref State, ReadOnlySpan<float>, Span<float>)'" },
        { "TRNN1009", "using TinyRnn; class B { protected int InputSize; } [RecurrentModel(3)] [Lstm(4)] partial class M : B;", "M",
            "'M' inherits from 'B' 'InputSize'" },
        { "TRNN1009",
            "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class Encoder;", "Encoder", "is named 'Encoder'" },
        { "TRNN1010", Model + "partial class M(int size);", "(int size)", "'M' has a primary constructor" },
        { "TRNN1010", Model + "partial class M { public M() { } }", "M", "has a constructor of its own" },
        { "TRNN1010", Model + "partial class M { public required string Label { get; set; } }", "Label", "has the required member 'Label'" },
        { "TRNN1010", "using TinyRnn; class B(int size) { public int Units => size; } [RecurrentModel(3)] [Lstm(4)] partial class M : B;", "M",
            "derives from 'B', which has no constructor without parameters" },
        { "TRNN1011", Model + "partial class M; class System;", "M", "The code of 'M' uses .NET's namespace 'System'" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(0)] [Lstm(4)] partial class M;", "0",
            "inputSize of [RecurrentModel] is 0; it must be between 1 and 65,536" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(3)] [Lstm(-5)] partial class M;", "-5", "units of [Lstm] is -5" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(3)] [Gru(units: 70000)] partial class M;", "units: 70000", "units of [Gru] is 70000" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel] [Embedding(9, 0)] [Dense(1)] partial class M;", "0", "size of [Embedding] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel] [OneHot(0)] [Lstm(1)] partial class M;", "0", "vocabulary of [OneHot] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Window(0)] [Dense(1)] partial class M;", "0", "steps of [Window] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [History(0)] [Dense(1)] partial class M;", "0", "maxSteps of [History] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Dense(1)] [Residual(Channels = -1)] partial class M;", "Channels = -1",
            "Channels of [Residual] is -1" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Conv1D(4, 0)] partial class M;", "0", "kernel of [Conv1D] is 0; it must be between 1 and 256" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Conv1D(0, 3)] partial class M;", "0", "channels of [Conv1D] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Conv1D(4, 3, Dilation = 0)] partial class M;", "Dilation = 0", "Dilation of [Conv1D] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(1)] [Conv1D(4, 3, Groups = -1)] partial class M;", "Groups = -1", "Groups of [Conv1D] is -1" },
        { "TRNN2004", "using TinyRnn; [RecurrentModel(60)] [Conv1D(4, 256, Dilation = 60000)] partial class M;", "RecurrentModel(60)", "numbers in its state" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(1, Mode = (SequenceMode)9)] [Dense(1)] partial class M;", "Mode = (SequenceMode)9",
            "use one of ManyToMany, ManyToOne" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(1)] [Dense(1, (Activation)77)] partial class M;", "(Activation)77", "activation of [Dense] is 77" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(1)] [Rnn(1, Nonlinearity = (Nonlinearity)2)] partial class M;", "Nonlinearity = (Nonlinearity)2",
            "use one of Tanh, Relu" },
        { "TRNN2003", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Name = \"a\")] [Gru(2, Name = \"a\")] partial class M;", "Name = \"a\"",
            "'a.weight_ih_l0'" },
        { "TRNN2004", "using TinyRnn; [RecurrentModel(60000)] [Lstm(60000)] partial class M;", "RecurrentModel(60000)", "268,435,456" },
        { "TRNN2004", "using TinyRnn; [RecurrentModel(60000)] [History(60000)] [Dense(1)] partial class M;", "RecurrentModel(60000)", "numbers in its state" },
        { "TRNN2005", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Name = \"a b\")] partial class M;", "Name = \"a b\"", "'a b' holds white space" },
        { "TRNN2005", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Name = \"a\\uD800\")] partial class M;", "Name = \"a\\uD800\"",
            "'a\\uD800' holds white space, a control character or half of a surrogate pair" },
        { "TRNN2005", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Name = \"a\\u2028b\\a\")] partial class M;", "Name = \"a\\u2028b\\a\"",
            "'a\\u2028b\\u0007' holds" },
        { "TRNN2006", "using TinyRnn; [RecurrentModel(1)] [Dropout(1.5f)] [Dense(1)] partial class M;", "1.5f", "rate of [Dropout] is 1.5" },
        { "TRNN2007", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, ForgetBias = float.PositiveInfinity)] partial class M;",
            "ForgetBias = float.PositiveInfinity", "ForgetBias of [Lstm] is Infinity" },
        { "TRNN2007", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, ForgetBias = float.NaN)] partial class M;", "ForgetBias = float.NaN",
            "ForgetBias of [Lstm] is NaN" },
        { "TRNN3001", "using TinyRnn; [RecurrentModel] [Embedding(9, 2)] [Embedding(9, 2, Name = \"b\")] partial class M;", "Embedding(9, 2, Name = \"b\")",
            "[Embedding] is layer 2 of 'M'" },
        { "TRNN3001", "using TinyRnn; [RecurrentModel(3)] [Lstm(2)] [OneHot(9)] partial class M;", "OneHot(9)", "[OneHot] is layer 2 of 'M'" },
        { "TRNN3001", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Embedding(9, 2)] partial class M;", "Embedding(9, 2)", "[Embedding] is layer 2 of 'M'" },
        { "TRNN3002", "using TinyRnn; [RecurrentModel(5)] [Embedding(9, 2)] partial class M;", "5", "through [Embedding], so its input size 5 has no meaning" },
        { "TRNN3002", "using TinyRnn; [RecurrentModel(5)] [OneHot(9)] [Lstm(2)] partial class M;", "5",
            "through [OneHot], so its input size 5 has no meaning" },
        { "TRNN3003", "using TinyRnn; [RecurrentModel] [Lstm(2)] partial class M;", "RecurrentModel", "'M' has no input size" },
        { "TRNN3004", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Softmax)] [Dense(2)] partial class M;", "Activation.Softmax",
            "[Dense] reads them in 'M'" },
        { "TRNN3004", "using TinyRnn; [RecurrentModel(1)] [Conv1D(2, 3, Activation = Activation.Softmax)] [Dense(2)] partial class M;",
            "Activation = Activation.Softmax", "[Dense] reads them" },
        { "TRNN3004", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.LogSoftmax)] [Dense(2)] partial class M;", "Activation.LogSoftmax",
            "LogSoftmax gives the model's scores, but [Dense] reads them" },
        { "TRNN3005", "using TinyRnn; [RecurrentModel(1)] [Dense(2)] [Dense(2)] partial class M;", "Dense(2)", "one linear map again" },
        { "TRNN3006", "using TinyRnn; [RecurrentModel(1, Mode = SequenceMode.OneToMany)] [Lstm(2, Bidirectional = true)] partial class M;",
            "Bidirectional = true", "has mode OneToMany" },
        { "TRNN3006", "using TinyRnn; [RecurrentModel(4, Feedback = Feedback.Output)] [Lstm(2, Bidirectional = true)] partial class M;", "Bidirectional = true",
            "feeds its output back" },
        { "TRNN3006", "using TinyRnn; [RecurrentModel(4, Feedback = Feedback.Zeros)] [Lstm(2, Bidirectional = true)] partial class M;", "Bidirectional = true",
            "goes on by itself, with zeros" },
        { "TRNN3007", "using TinyRnn; [RecurrentModel(1)] [History(9)] [Lstm(2)] partial class M;", "History(9)", "but [Lstm] follows it" },
        { "TRNN3007", "using TinyRnn; [RecurrentModel(1)] [History(9)] partial class M;", "History(9)", "but nothing follows it" },
        { "TRNN3007", "using TinyRnn; [RecurrentModel(1)] [History(9)] [Conv1D(2, 3)] partial class M;", "History(9)", "but [Conv1D] follows it" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Residual] partial class M;", "Residual", "adds 3 values to 4" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(3)] [Residual(2)] partial class M;", "2", "bridges 2 layers, but 1 layer" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel] [OneHot(3)] [Lstm(3)] [Residual] partial class M;", "Residual", "bridges 1 layer, but 0 layers" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Residual(Channels = 4)] partial class M;", "Channels = 4", "adds 4 channels" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Add(\"lstm\", \"input\")] partial class M;", "Add(\"lstm\", \"input\")",
            "[Add] of 'M' joins values of 4 and 3 numbers" },
        { "TRNN3008", "using TinyRnn; [RecurrentModel(3)] [Lstm(4)] [Multiply(\"lstm\", \"input\")] partial class M;", "Multiply(\"lstm\", \"input\")",
            "use [Concat]" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(3, Feedback = Feedback.Output)] [Lstm(4)] partial class M;", "Feedback = Feedback.Output",
            "its output size is 4, its input size 3" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(3, Mode = SequenceMode.ManyToOne, Feedback = Feedback.Zeros)] [Lstm(4)] partial class M;",
            "Feedback = Feedback.Zeros", "in mode ManyToOne it gives one output" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(Mode = SequenceMode.OneToMany)] [Embedding(9, 2)] [Dense(5)] partial class M;",
            "Mode = SequenceMode.OneToMany", "its output size is 5, its vocabulary 9" },
        { "TRNN3009", "using TinyRnn; [RecurrentModel(Mode = SequenceMode.OneToMany)] [OneHot(9)] [Rnn(5)] partial class M;", "Mode = SequenceMode.OneToMany",
            "its output size is 5, its vocabulary 9" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] partial class M;", "OneHot(9)", "but nothing follows it" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Dense(2)] [Lstm(2)] partial class M;", "OneHot(9)", "but [Dense] follows it" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Gru(2, Bidirectional = true)] partial class M;", "Bidirectional = true",
            "but [Gru] after it reads both" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1, Mode = SequenceMode.ManyToOne, Summary = Summary.LastOutput)] [Lstm(2)] partial class M;",
            "Summary = Summary.LastOutput", "it has no bidirectional layer" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1, Summary = Summary.LastOutput)] [Lstm(2, Bidirectional = true)] partial class M;",
            "Summary = Summary.LastOutput", "in mode ManyToMany its head reads every step" },
        { "TRNN3010", "using TinyRnn; [RecurrentModel] [OneHot(9)] [Conv1D(2, 3)] partial class M;", "OneHot(9)", "but [Conv1D] follows it" },
        { "TRNN3012", "using TinyRnn; [RecurrentModel(8)] [Conv1D(16, 3, Groups = 3)] partial class M;", "Groups = 3",
            "[Conv1D] has 3 groups, but 8 inputs and 16 channels" },
        { "TRNN2009", "using TinyRnn; [RecurrentModel(8)] [LayerNorm(Epsilon = 0)] partial class M;", "Epsilon = 0", "write a finite number above 0" },
        { "TRNN2009", "using TinyRnn; [RecurrentModel(8)] [BatchNorm(Momentum = 99)] partial class M;", "Momentum = 99", "write a number from 0 to 1" },
        { "TRNN2009", "using TinyRnn; [RecurrentModel(8)] [BatchNorm(Epsilon = -1)] partial class M;", "Epsilon = -1", "Epsilon of [BatchNorm] is -1" },
        { "TRNN3017", "using TinyRnn; [RecurrentModel(1)] [LayerNorm] [Lstm(2)] partial class M;", "LayerNorm", "there is 1, which is its own mean" },
        { "TRNN3016", "using TinyRnn; [RecurrentModel(8)] [Scale(Low = 5, High = -5)] partial class M;", "Low = 5", "between Low = 5 and High = -5" },
        { "TRNN3016", "using TinyRnn; [RecurrentModel(8)] [Scale(Low = 1, High = 1)] partial class M;", "Low = 1", "set Low below High" },
        {
            "TRNN3011", "using TinyRnn; [RecurrentModel(8)] [Lstm(4, Bias = false, ForgetBias = 1)] partial class M;", "ForgetBias = 1",
            "[Lstm] has no biases; leave it out, or Bias = false"
        },
        {
            "TRNN3011",
            "using TinyRnn; [RecurrentModel(8)] [Gru(4, Bias = false)] [Trainable(MaxSteps = 2, MaxBatch = 2, SingleBias = true)] partial class M;",
            "SingleBias = true", "its recurrent layers have no biases; leave it out"
        },
        { "TRNN3012", "using TinyRnn; [RecurrentModel(8)] [Conv1D(9, 3, Groups = 8)] partial class M;", "Groups = 8", "8 inputs and 9 channels" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(8)] [Conv1D(9, 1, Dilation = 2)] partial class M;", "Dilation = 2", "a kernel of one step" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(9, 2, PadMode = FramePadding.Reflect)] partial class M;",
            "PadMode = FramePadding.Reflect",
            "has neither PadLeft nor PadRight" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(9, 2, Slope = 1)] partial class M;", "Slope = 1", "leakyrelu and elu have one" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 2, InputChannels = 3)] partial class M;", "InputChannels = 3",
            "[FrameConv1D] has 8 inputs in positions of 3 channels" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 12, PadLeft = 1, PadRight = 2)] partial class M;", "12",
            "a kernel of 12 positions, but 11 with the padding" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 3, PadLeft = 3)] partial class M;", "PadLeft = 3",
            "3 positions of zeros and a kernel of 3" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 9, PadRight = 8, PadMode = FramePadding.Reflect)] partial class M;", "PadRight = 8",
            "8 reflected positions beside 8" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 3, Activation = Activation.Softmax)] partial class M;",
            "Activation = Activation.Softmax",
            "softmax over 6 positions" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(3, 4)] [Magnitude] partial class M;", "Magnitude", "3 numbers in each position" },
        { "TRNN3013", "using TinyRnn; [RecurrentModel(7)] [Magnitude] partial class M;", "Magnitude", "7 numbers in a step" },
        { "TRNN3014", "using TinyRnn; [RecurrentModel(8)] [Context(9)] [Lstm(2)] partial class M;", "9", "9 values of the step before, but a step has 8" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(8)] [Context(0)] [Lstm(2)] partial class M;", "0", "values of [Context] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 0)] partial class M;", "0", "kernel of [FrameConv1D] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 2, Stride = 0)] partial class M;", "Stride = 0", "Stride of [FrameConv1D] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 2, InputChannels = 0)] partial class M;", "InputChannels = 0",
            "InputChannels of [FrameConv1D] is 0" },
        { "TRNN2001", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 2, PadLeft = -1)] partial class M;",
            "PadLeft = -1", "PadLeft of [FrameConv1D] is -1" },
        { "TRNN2002", "using TinyRnn; [RecurrentModel(8)] [FrameConv1D(2, 2, PadLeft = 1, PadMode = (FramePadding)7)] partial class M;",
            "PadMode = (FramePadding)7", "use one of Zeros, Reflect" },
        { "TRNN2004", "using TinyRnn; [RecurrentModel(65536)] [FrameConv1D(65536, 2)] partial class M;",
            "RecurrentModel(65536)", "numbers between its layers" },
        { "TRNN3011",
            "using TinyRnn; [RecurrentModel(1, Mode = SequenceMode.ManyToOne, Summary = Summary.LastOutput)] [Lstm(2, Bidirectional = true)] [Gru(2)] partial class M;", "Summary = Summary.LastOutput", "its last layer with a memory is not bidirectional" },
        { "TRNN3004", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Softmax, Name = \"a\")] [Rnn(2, From = \"input\")] [Add(\"a\", \"rnn\")] partial class M;",
            "Activation.Softmax", "[Add] reads them" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(4)] [Lstm(4)] [Add(\"lstm\", \"input\", From = \"input\")] partial class M;", "From = \"input\"",
            "[Add] names all that it reads" },
        { "TRNN3019", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] [Concat(\"lstm\")] partial class M;", "Concat(\"lstm\")", "names one value" },
        { "TRNN3019", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] [Outputs] partial class M;", "Outputs", "names no value" },
        { "TRNN3019", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] [Add(null)] partial class M;", "Add(null)", "names no value" },
        { "TRNN3020", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] [Dense(2, From = \"lstm2\")] partial class M;", "From = \"lstm2\"",
            "[Dense] of 'M' reads 'lstm2', but no layer before it has that name; it can read input, lstm" },
        { "TRNN3020", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] [Concat(\"lstm\", \"fc\")] [Dense(2)] partial class M;", "Concat(\"lstm\", \"fc\")",
            "reads 'fc', but no layer before it" },
        { "TRNN3020", "using TinyRnn; [RecurrentModel] [Embedding(9, 2)] [Gru(2)] [Concat(\"gru\", \"input\")] partial class M;", "Concat(\"gru\", \"input\")",
            "the model's input is a token id, which no other layer can read; it can read embedding, gru" },
        { "TRNN3020", "using TinyRnn; [RecurrentModel(2)] [Lstm(2, Name = \"a\")] [Activation(Activation.Relu, Name = \"a\")] [Add(\"a\", \"input\")] partial class M;",
            "Add(\"a\", \"input\")", "reads 'a', but two layers have that name" },
        { "TRNN3021", "using TinyRnn; [RecurrentModel(1)] [Gru(2)] [Dense(1, Name = \"a\")] [Dense(2, From = \"gru\")] partial class M;",
            "Dense(1, Name = \"a\")", "Nothing reads what [Dense], layer 2 of 'M', gives" },
        { "TRNN3022", "using TinyRnn; [RecurrentModel(4, Mode = SequenceMode.ManyToOne)] [Lstm(2, Bidirectional = true)] [Residual] partial class M;",
            "Residual", "final states" },
        { "TRNN3022",
            "using TinyRnn; [RecurrentModel(4)] [Rnn(4)] [Dense(4)] [Lstm(2, Bidirectional = true)] [Concat(\"rnn\", \"lstm\")] partial class M;",
            "Concat(\"rnn\", \"lstm\")", "over a bidirectional layer" },
        { "TRNN3022", "using TinyRnn; [RecurrentModel(4)] [Rnn(4)] [Dense(4)] [Lstm(2, Bidirectional = true)] [Residual(2)] partial class M;",
            "Residual(2)", "[Residual] of 'M' reads over a bidirectional layer" },
        { "TRNN3023", "using TinyRnn; [RecurrentModel(4)] [Rnn(4)] [Outputs(\"rnn\", \"input\")] [Dense(2)] partial class M;", "Outputs(\"rnn\", \"input\")",
            "is not its last layer" },
        { "TRNN3023", "using TinyRnn; [RecurrentModel(4)] [Rnn(4)] [Outputs(\"rnn\", \"input\")] partial class M;", "Outputs(\"rnn\", \"input\")",
            "would have InputSize twice" },
        { "TRNN3023", "using TinyRnn; [RecurrentModel(4)] [Rnn(4, Name = \"a.b\")] [Dense(1, Name = \"a_b\")] [Outputs(\"a.b\", \"a_b\")] partial class M;",
            "Outputs(\"a.b\", \"a_b\")", "would have ABSize twice" },
        { "TRNN3023", "using TinyRnn; [RecurrentModel(4)] [Rnn(4)] [Dense(1, Name = \"1\")] [Outputs(\"rnn\", \"1\")] partial class M;",
            "Outputs(\"rnn\", \"1\")", "whose name is none in C#" },
        { "TRNN3023",
            "using TinyRnn; [RecurrentModel(3, Mode = SequenceMode.OneToMany)] [Rnn(2)] [Dense(1)] [Outputs(\"rnn\", \"fc\")] partial class M;",
            "Outputs(\"rnn\", \"fc\")", "which mode OneToMany cannot feed back" },
        { "TRNN3024", "using TinyRnn; [RecurrentModel(1)] [Gru(2, GateActivation = Activation.Relu)] partial class M;", "GateActivation = Activation.Relu",
            "GateActivation of [Gru] is Activation.Relu; it can be Activation.Sigmoid" },
        { "TRNN3024", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Activation = Activation.Softplus)] partial class M;", "Activation = Activation.Softplus",
            "Activation of [Lstm]" },
        { "TRNN3024", "using TinyRnn; [RecurrentModel(1)] [Lstm(2, Peepholes = true, Activation = Activation.Relu)] partial class M;",
            "Activation = Activation.Relu", "with peepholes it is Activation.Tanh" },
        { "TRNN4001", "using TinyRnn; class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>",
            "'E', the encoder of 'P'" },
        { "TRNN4002",
            "using TinyRnn; [RecurrentModel(1)] [Lstm(3)] partial class E; [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "'E' has LSTM(3) and 'D' has LSTM(2)" },
        { "TRNN4002",
            "using TinyRnn; [RecurrentModel(1)] [Dense(3)] partial class E; [RecurrentModel(1)] [Dense(2)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "no recurrent layer" },
        { "TRNN4003", "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class D; [RecurrentModel(1)] [Lstm(2)] [EncoderDecoder<D, D>] partial class P;",
            "EncoderDecoder<D, D>", "both [RecurrentModel] and [EncoderDecoder]" },
        { "TRNN4004",
            "using TinyRnn; [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] public partial class D; [EncoderDecoder<E, D>] public partial class P;", "EncoderDecoder<E, D>", "'P' is public, but its members name its encoder 'E', which is internal" },
        { "TRNN4004",
            "using TinyRnn; partial class O { [RecurrentModel(1)] [Lstm(2)] partial class E; [RecurrentModel(1)] [Lstm(2)] public partial class D; [EncoderDecoder<E, D>] internal partial class P; }", "EncoderDecoder<E, D>", "'P' is internal, but its members name its encoder 'E', which is private" },
        { "TRNN2008", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Elu, Slope = -1)] partial class M;", "Slope = -1", "Slope of [Dense] is -1" },
        { "TRNN2007", "using TinyRnn; [RecurrentModel(1)] [Rnn(2)] [Activation(Activation.Elu, Slope = float.PositiveInfinity)] partial class M;",
            "Slope = float.PositiveInfinity", "Slope of [Activation] is" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Relu, Slope = 1)] partial class M;", "Slope = 1", "Slope of relu" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1)] [Dense(2, Activation.Relu, Slope = 0)] partial class M;", "Slope = 0", "Slope of relu" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1)] [Conv1D(2, 2, Slope = 1)] partial class M;", "Slope = 1", "leakyrelu and elu have one" },
        { "TRNN3011", "using TinyRnn; [RecurrentModel(1)] [Rnn(2)] [Activation(Activation.Identity)] partial class M;",
            "Activation.Identity", "it leaves every value as it is" },
        { "TRNN3004", "using TinyRnn; [RecurrentModel(1)] [Rnn(2)] [Activation(Activation.Softmax)] [Dense(2)] partial class M;",
            "Activation.Softmax", "[Dense]" },
        { "TRNN4005",
            "using TinyRnn; [RecurrentModel(1)] [Gru(2, InitialState = true)] partial class E; [RecurrentModel(1)] [Gru(2, InitialState = true)] partial class D; [EncoderDecoder<E, D>] partial class P;", "EncoderDecoder<E, D>", "so its Gru1 never starts from the state" },
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

    private static IEnumerable<DiagnosticDescriptor> All =>
        typeof(Descriptors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(each => each.GetValue(null)).OfType<DiagnosticDescriptor>();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Misuse_is_reported_at_the_argument_and_alone(string id, string source, string squiggle, string message)
    {
        Diagnostic diagnostic = Assert.Single(Harness.Diagnose(source));
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal(squiggle, source.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
        Assert.Contains(message, diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    /// <summary>Each part reports its own errors; the pair says once that it waits for them, and nothing is emitted that would fail.</summary>
    [Theory]
    [InlineData("class E", "TRNN1001")]
    [InlineData("abstract partial class E", "TRNN1008")]
    [InlineData("partial class E<T>", "TRNN1002")]
    [InlineData("partial class Run", "TRNN1009")]
    [InlineData("partial class E(int size)", "TRNN1010")]
    public void A_pair_of_a_part_with_errors_is_one_message_more(string part, string id)
    {
        string name = part.Split(' ')[^1].Replace("size)", "E", StringComparison.Ordinal).Replace("<T>", "<int>", StringComparison.Ordinal);
        string source =
            $"using TinyRnn; [RecurrentModel(1)] [Lstm(2)] {part} {{ }} [RecurrentModel(1)] [Lstm(2)] partial class D; [EncoderDecoder<{name}, D>] partial "
            + $"class P;";
        Assert.Equal([id, "TRNN4001"], Harness.Diagnose(source).Select(diagnostic => diagnostic.Id));
        Assert.All(Harness.Emit(source).Keys, file => Assert.StartsWith("D.", file, StringComparison.Ordinal));
    }

    /// <summary>What resembles the cases above and is right.</summary>
    [Theory]
    [InlineData("partial class M { public void Step(ref State state, float x, System.Span<float> y) => Step(ref state, [x, x, x], y); }")]
    [InlineData(
        "partial class M { private readonly int _size; private M(Rnn parameters, int size) : this(parameters) => _size = size; public int Size => _size; }")]
    [InlineData("partial class M { static M() { } public static int Count { get; } }")]
    [InlineData("class B { protected B(int size = 1) { } private int State; int Size => State; public void Step() { } } partial class M : B")]
    public void Members_beside_the_generated_ones_are_welcome(string declaration)
    {
        string attributes = "[RecurrentModel(3)] [Lstm(4)] [Dense(1)] ";
        string source = "using TinyRnn; using Rnn = TinyRnn.Runtime.Packing.ParameterBlock; "
            + (declaration.StartsWith("class B", StringComparison.Ordinal)
                ? declaration.Replace("partial class M", attributes + "partial class M", StringComparison.Ordinal) + ";"
                : attributes + declaration);
        Assert.DoesNotContain(Harness.CompileAll(source), diagnostic => diagnostic.Id is not ("CS0649" or "CS0169"));
    }

    [Theory]
    [InlineData("public partial class O { [X] private partial class E; [Y] private partial class D; [EncoderDecoder<E, D>] private partial class P; }")]
    [InlineData("partial class O { [X] internal partial class E; [Y] public partial class D; [EncoderDecoder<E, D>] public partial class P; }")]
    [InlineData("public partial class O { [X] protected partial class E; [Y] public partial class D; [EncoderDecoder<E, D>] protected partial class P; }")]
    [InlineData(
        "partial class O { [X] private partial class E; [Y] public partial class D; partial class Q { [EncoderDecoder<E, D>] private partial class P; } }")]
    public void Parts_that_are_visible_enough_are_taken(string source) => Assert.Empty(Harness.CompileAll(
        "using TinyRnn; "
            + source.Replace("[X]", "[RecurrentModel(1)] [Lstm(2)]", StringComparison.Ordinal)
            .Replace("[Y]", "[RecurrentModel(1)] [Lstm(2)]", StringComparison.Ordinal)).Where(diagnostic => diagnostic.Id != "CS1591"));

    [Fact]
    public void An_old_language_version_is_named()
    {
        Diagnostic diagnostic = Assert.Single(Harness.Diagnose("using TinyRnn; [RecurrentModel(3)] [Lstm(4)] partial class M { }", LanguageVersion.CSharp11));
        Assert.Equal("TRNN1005", diagnostic.Id);
        Assert.Contains("C# 11.0", diagnostic.GetMessage(null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pragma_suppresses_a_warning()
    {
        ImmutableArray<Diagnostic> diagnostics = Harness.CompileAll(
            "#pragma warning disable TRNN3005\nusing TinyRnn;\n[RecurrentModel(1)]\n[Dense(2)]\n[Dense(2)]\npartial class M;");
        Assert.DoesNotContain(diagnostics, diagnostic => diagnostic.Id == "TRNN3005" && !diagnostic.IsSuppressed);
    }

    [Fact]
    public void Every_id_has_a_case_a_help_page_and_a_release_note()
    {
        string root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));
        string notes = File.ReadAllText(Path.Combine(root, "generator/TinyRnn.Generator/AnalyzerReleases.Unshipped.md"));
        HashSet<string> tested = [.. Cases.Select(row => row.Data.Item1), "TRNN1005", "TRNN5003", "TRNN5005"];
        Assert.NotEmpty(All);
        foreach (DiagnosticDescriptor descriptor in All)
        {
            Assert.Contains(descriptor.Id, tested);
            Assert.Contains(descriptor.Id, notes, StringComparison.Ordinal);
            string page = $"docs/diagnostics/{descriptor.Id}.md";
            Assert.EndsWith("/" + page, descriptor.HelpLinkUri, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(root, "src", page)), $"{page} is missing");
        }
    }

    [Theory]
    [InlineData("troubleshooting.md", "diagnostics/")]
    [InlineData("diagnostics/README.md", "")]
    public void Every_help_page_is_linked(string page, string folder)
    {
        string docs = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../src/docs"));
        string text = File.ReadAllText(Path.Combine(docs, page));
        string[] pages = Directory.GetFiles(Path.Combine(docs, "diagnostics"), "TRNN*.md");
        Assert.True(pages.Length >= All.Count());
        foreach (string help in pages)
        {
            string id = Path.GetFileNameWithoutExtension(help);
            Assert.Contains($"[{id}]({folder}{id}.md)", text, StringComparison.Ordinal);
        }
    }
}
