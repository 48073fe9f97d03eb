using System.Text.RegularExpressions;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Which models compute a sequence four steps at a time: those with a layer that gains from it, whatever stands beside that layer.</summary>
public partial class FourStepsTests
{
    [Theory]
    [InlineData("[RecurrentModel(40)] [Lstm(64)]")]
    [InlineData("[RecurrentModel(40)] [Window(1)] [Lstm(64)]")]
    [InlineData("[RecurrentModel(5)] [Window(3)] [Residual(Channels = 2)] [Gru(21)] [Dense(9)]")]
    [InlineData("[RecurrentModel(9)] [Lstm(12)] [Window(2)] [Residual(Channels = 3)]")]
    [InlineData("[RecurrentModel(3)] [History(40)] [Dense(8)] [Lstm(20)]")]
    [InlineData("[RecurrentModel(16)] [Conv1D(32, 3)]")]
    [InlineData("[RecurrentModel(9)] [Conv1D(12, 3, Groups = 3, Dilation = 4)] [Lstm(20)]")]
    [InlineData("[RecurrentModel(9)] [Lstm(12)] [Conv1D(12, 3, Groups = 12)] [Dense(1)]")]
    [InlineData("[RecurrentModel(16)] [FrameConv1D(128, 8, Stride = 8)]")]
    [InlineData("[RecurrentModel(64)] [Context(16)] [FrameConv1D(34, 32, Stride = 16, PadRight = 8, PadMode = FramePadding.Reflect)] [Magnitude] [Lstm(12)]")]
    [InlineData("[RecurrentModel(9)] [Lstm(12)] [FrameConv1D(2, 3)] [FrameMean] [Dense(1)]")]
    [InlineData("[RecurrentModel(12, Mode = SequenceMode.ManyToOne)] [Window(2)] [Lstm(12)] [Dense(1)]", "FourAdvances")]
    [InlineData("[RecurrentModel(4)] [Window(2)] [Dense(20)] [Lstm(9, Bidirectional = true)] [Window(3)] [Gru(10)]", "Segment3Steps")]
    public void A_layer_that_looks_back_keeps_no_other_from_computing_four_steps_at_once(string attributes, string method = "FourSteps")
    {
        string text = Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"];
        Assert.Contains($"private void {method}(", text, StringComparison.Ordinal);
        Assert.Contains($"    {method}(ref state, ", WorkOfRun(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[RecurrentModel(40)] [Lstm(64)] [MaxPool1D(2)] [Dense(1)]", "Every1Rows")]
    [InlineData("[RecurrentModel(40)] [Conv1D(64, 5, Stride = 2)] [Conv1D(64, 3, Stride = 2)] [Gru(64)]", "Every2Rows, Every4Rows")]
    [InlineData("[RecurrentModel(3)] [MaxPool1D(3)] [Dense(20)] [Lstm(20)]", "Every3Rows")]
    [InlineData("[RecurrentModel] [Embedding(20, 16)] [Gru(16)] [AveragePool1D(2)] [Dense(64)] [Conv1D(32, 4, Stride = 4)]",
        "Every1Rows, Every2Rows, Every8Rows")]
    [InlineData("[RecurrentModel(8)] [Dense(160)] [MaxPool1D(16)] [Conv1D(9, 2, Stride = 16)]", "Every1Rows")]
    [InlineData("[RecurrentModel(40, Mode = SequenceMode.ManyToOne)] [Conv1D(64, 5, Stride = 2)] [MaxPool1D(2)] [Dense(2)]", "Every2Rows")]
    [InlineData("[RecurrentModel(3)] [Conv1D(4, 3, Stride = 2)] [MaxPool1D(3)] [Gru(5)]", "")]
    public void Each_rate_computes_several_outputs_at_once_where_a_layer_gains_from_it(string attributes, string methods)
    {
        string text = Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"];
        Assert.Equal(methods, string.Join(", ", Rows().Matches(text).Select(match => match.Groups[1].Value)));
        Assert.Equal(methods.Length > 0, WorkOfRun(text).Contains(" Pieces(ref state, ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[RecurrentModel(40)] [Conv1D(64, 5, Stride = 2)] [MaxPool1D(2)] [Gru(64)]", "Every2Streams, Every4Streams")]
    [InlineData("[RecurrentModel(1, Mode = SequenceMode.ManyToOne)] [Gru(40)] [MaxPool1D(2)] [Dense(3)]", "Every1Streams, Every2Streams")]
    [InlineData("[RecurrentModel(3)] [Conv1D(4, 3, Stride = 2)] [MaxPool1D(3)] [Gru(5)]", "")]
    public void Behind_a_stride_the_streams_with_an_output_are_gathered(string attributes, string methods)
    {
        string text = Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"];
        Assert.Equal(methods, string.Join(", ", Streams().Matches(text).Select(match => match.Groups[1].Value)));
        Assert.Equal(methods.Length > 0, text.Contains("given += Streams(", StringComparison.Ordinal));
        string manner = methods.Length > 0 ? ", which share each reading of " : ", one after another: the same as a <c>Step</c>";
        Assert.Contains(manner, text, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"private void (Every\d+Streams)\(")]
    private static partial Regex Streams();

    [GeneratedRegex(@"private void (Every\d+Rows)\(")]
    private static partial Regex Rows();

    [Theory]
    [InlineData("[RecurrentModel(1)] [Lstm(64)]")]
    [InlineData("[RecurrentModel(1)] [Window(2)] [Lstm(64)]")]
    [InlineData("[RecurrentModel(40, Mode = SequenceMode.OneToMany)] [Window(2)] [Lstm(64)]")]
    public void Where_no_layer_gains_from_it_a_sequence_goes_step_by_step(string attributes)
    {
        string text = Harness.Emit($"using TinyRnn; {attributes} partial class M;")["M.Forward.g.cs"];
        Assert.DoesNotContain("FourSteps(", WorkOfRun(text), StringComparison.Ordinal);
    }

    /// <summary>The bodies of <c>Run</c> and of the methods that do its work.</summary>
    private static string WorkOfRun(string text) => string.Concat(Run().Matches(text).Select(match => match.Value));

    [GeneratedRegex(@"    (public|private) void (Run|RunCore|AdvanceSteps)\(.*?\n    \}", RegexOptions.Singleline)]
    private static partial Regex Run();
}
