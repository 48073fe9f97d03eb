using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Messages;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Messages say "1 step": where a number stands before its noun, <c>Counted</c> writes both.</summary>
public partial class CountedTests
{
    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../.."));

    private static readonly string[] s_folders =
        ["generator", "src/TinyRnn", "src/TinyRnn.Demo", "src/TinyRnn.Formats", "src/TinyRnn.Import", "src/TinyRnn.Tool"];

    /// <summary>What is never one, as it stands in the sources: sizes of files and memory, what is said of two and more only, names before a noun.</summary>
    private static readonly HashSet<string> s_plurals =
    [
        "ClassText.cs: {draft.Stride} steps",
        "Conv1DText.cs: {shape.Dilation} steps",
        "ForeignSettingCodeFix.cs: {count} times",
        "FrameConv1DKernel.cs: {Plan.Inputs} positions",
        "GestureShow.cs: {GestureNet.ParameterCount:N0} parameters",
        "GuitarShow.cs: {Amplifier.ParameterCount:N0} parameters",
        "GuitarShow.cs: {input.Length:N0} samples",
        """ImportCommand.cs: {made.Content.Length.ToString("N0", CultureInfo.InvariantCulture)} bytes""",
        "ImportCommand.cs: {proof.Outputs:N0} outputs",
        "Interpreter.cs: {inputs.Length} values",
        """JoinPlan.cs: {string.Join(" and ", Sizes)} numbers""",
        "KerasModel.Layers.cs: {inputs.Length} times",
        "LayerHint.cs: {file} times",
        "LayerTable.cs: {Number(StateBytes(plan))} bytes",
        "LayerTable.cs: {Number(plan.PackedBytes)} bytes",
        "LayerTable.cs: {Number(training.Memory.Total)} bytes",
        "LiftedGraph.cs: {times} times",
        "LinearOperators.cs: {times} times",
        "ModelTexts.cs: {rate} steps",
        "OnnxFile.cs: {file.Length} bytes",
        "ProjectionKernel.cs: {Plan.Inputs} streams",
        "RecurrentStart.cs: {batch} members",
        "Report.cs: {Text(parameters * FloatBytes)} bytes",
        """RtneuralCells.cs: {Counted.Of(gates, "gate")} times""",
        "ShapeHint.cs: {file} layers",
        "ShapeHint.cs: {model} layers",
        "Sizes.cs: {count} axes",
        "StreamContext.cs: {context} samples",
        "StreamContext.cs: {features} values",
        "StreamContext.cs: {wanted} samples",
        "StateFile.cs: {LayerTable.StateBytes(plan)} bytes",
        "StrideRules.cs: {count} steps",
        "TfLiteModel.cs: {kind} numbers",
        "TfLiteReader.cs: {file.Length} bytes",
        "TrainingTable.cs: {Number(memory.Copy)} bytes",
        "TrainingTable.cs: {Number(memory.Lists)} bytes",
        "TrainingTable.cs: {Number(memory.Tapes)} bytes",
        "TrainingTable.cs: {Number(memory.Total)} bytes",
        "TrainingTable.cs: {Number(memory.Weights)} bytes",
        "VerifyCommand.cs: {proof.Outputs:N0} outputs",
        "VoiceShow.cs: {VoiceActivity.ParameterCount:N0} parameters",
        "WavProcessing.cs: {clipped:N0} samples",
        "ZipFiles.cs: {bytes.Length} bytes",
    ];

    [Theory]
    [InlineData(0, "0 steps")]
    [InlineData(1, "1 step")]
    [InlineData(2, "2 steps")]
    [InlineData(-1, "-1 steps")]
    [InlineData(1234567, "1234567 steps")]
    public void One_has_no_plural(long count, string text) => Assert.Equal(text, Counted.Of(count, "step"));

    [Fact]
    public void Numbers_that_are_text_are_counted_as_well() =>
        Assert.Equal(["1 step", "10,000 steps"], [Counted.Of("1", "step"), Counted.Of("10,000", "step")]);

    [Fact]
    public void No_message_has_a_plural_behind_a_number_that_may_be_one()
    {
        string[] files = [.. s_folders.SelectMany(folder => Directory.GetFiles(Path.Combine(s_root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains(Path.DirectorySeparatorChar + "obj" + Path.DirectorySeparatorChar))];
        HashSet<string> nouns = [.. files.SelectMany(file => Noun().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value + "s"), "axes"];
        Assert.True(files.Length > 500 && nouns.Count > 30, $"{files.Length} files, {nouns.Count} nouns");
        string[] found = [.. files.SelectMany(file => Plurals(file, nouns)).Except(s_plurals)];
        Assert.True(found.Length == 0, string.Join("\n", found));
    }

    /// <summary>The values that stand before a plural, with what stands around them.</summary>
    private static IEnumerable<string> Plurals(string file, HashSet<string> nouns)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(File.ReadAllText(file), new CSharpParseOptions(LanguageVersion.Preview)).GetRoot();
        foreach (InterpolatedStringExpressionSyntax text in root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>())
        {
            for (int i = 0; i + 1 < text.Contents.Count; i++)
            {
                string before = i == 0 ? "" : text.Contents[i - 1].ToString();
                string behind = text.Contents[i + 1].ToString();
                Match noun = Word().Match(behind);

                // "Every 2 steps" is said where it is not every step; what is at most so many is a limit, which is not one.
                if (text.Contents[i] is InterpolationSyntax value && noun.Success && nouns.Contains(noun.Groups[1].Value)
                    && !before.EndsWith("every ", StringComparison.Ordinal) && !Limit().IsMatch(value.Expression.ToString()))
                    yield return $"{Path.GetFileName(file)}: {value}{noun}";
            }
        }
    }

    [GeneratedRegex("""Counted\.Of\([^"\n]*"([a-z-]+)"\)""")]
    private static partial Regex Noun();

    [GeneratedRegex("^ ([a-z-]+)")]
    private static partial Regex Word();

    [GeneratedRegex(@"^([A-Za-z]+\.)?(Most|Longest|Largest|Max|HeadBytes|LengthBytes|Block)[A-Za-z]*( >> [0-9]+)?$")]
    private static partial Regex Limit();
}
