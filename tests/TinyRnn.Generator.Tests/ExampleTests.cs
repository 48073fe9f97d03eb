using System.Collections.Immutable;
using System.Reflection;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Every type that users touch has an example in its documentation, and the examples compile.</summary>
public class ExampleTests
{
    private const string Before =
        """
        using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Numerics.Tensors;
        using TinyRnn; using TinyRnn.Data; using TinyRnn.Tensors; using TinyRnn.Training; using TinyRnn.Weights;

        """;

    /// <summary>Models that examples of other things speak of.</summary>
    private static readonly Dictionary<string, string> s_models = new()
    {
        ["GestureNet"] =
            """
            [RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(32)] [Dense(6)]
            [Trainable(MaxSteps = 50, MaxBatch = 32, Loss = Loss.CrossEntropy)] public sealed partial class GestureNet;
            """,
        ["TextNet"] = "[RecurrentModel] [Embedding(64, 16)] [Lstm(64)] [Dense(64)] public sealed partial class TextNet;",
        ["Translator"] =
            """
            [RecurrentModel] [Embedding(40, 16)] [Gru(32)] [Trainable(MaxSteps = 20, MaxBatch = 8)] public sealed partial class Reader;
            [RecurrentModel] [Embedding(30, 16)] [Gru(32)] [Dense(30)]
            [Trainable(MaxSteps = 20, MaxBatch = 8, Loss = Loss.CrossEntropy)] public sealed partial class Writer;
            [EncoderDecoder<Reader, Writer>] [Trainable] public sealed partial class Translator;
            """,
    };

    /// <summary>Types without an example, and why.</summary>
    private static readonly HashSet<string> s_without =
    [
        "LayerAttribute", "RecurrentLayerAttribute", "JoinLayerAttribute", // bases, which nobody writes
        "ModelProofException", "ProofResult",                             // the example of ModelProof
        "OtherInputs", "OtherBatches",                                    // calls that are errors
        "TensorBinding",                                                  // what emitted code says of its tensors
        "MetadataSizes", "MetadataSlot", "PairMetadataSlot",              // and where it keeps metadata
    ];

    private static readonly Assembly[] s_libraries = [typeof(InstructionSet).Assembly, typeof(TinyRnn.Tensors.RecurrentModelTensors).Assembly];

    private static readonly Dictionary<string, string> s_examples = s_libraries
        .SelectMany(library => XDocument.Load(Path.Combine(AppContext.BaseDirectory, library.GetName().Name + ".xml")).Descendants("member"))
        .Where(member => member.Attribute("name")!.Value.StartsWith("T:", StringComparison.Ordinal) && member.Element("example") is not null)
        .ToDictionary(member => member.Attribute("name")!.Value[2..], member => Unindented(member.Element("example")!.Element("code")!.Value));

    public static TheoryData<string> Examples => [.. s_examples.Keys.Order(StringComparer.Ordinal)];

    [Fact]
    public void Every_type_that_users_touch_has_an_example()
    {
        string[] missing =
        [
            .. s_libraries.SelectMany(library => library.GetExportedTypes())
                .Where(type => type is { IsEnum: false, IsNested: false } && !type.Namespace!.StartsWith("TinyRnn.Runtime", StringComparison.Ordinal))
                .Where(type => !s_without.Contains(type.Name) && !s_examples.ContainsKey(type.FullName!))
                .Select(type => type.FullName!),
        ];
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_compiles_without_a_warning(string type)
    {
        string example = s_examples[type];
        SyntaxNode root = CSharpSyntaxTree.ParseText(Before + example).GetRoot();
        bool isProgram = root.ChildNodes().OfType<GlobalStatementSyntax>().Any();
        string models = string.Join(
            '\n', s_models.Where(model => Mentions(root, model.Key) && !Declares(root, model.Key)).Select(model => model.Value));
        Compilation compilation = Harness.Compile(Before + example + "\n" + models)
            .WithOptions(new CSharpCompilationOptions(
                isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Harness.Driver(weightNames: PageFrames.Weights)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> found);
        // CS1591: documentation, which is for those who publish a library. CS0219: a value that the example ends with.
        Assert.DoesNotContain(
            found.Concat(output.GetDiagnostics()),
            diagnostic => diagnostic is { Severity: > DiagnosticSeverity.Info, Id: not ("CS1591" or "CS0219") });
    }

    private static bool Mentions(SyntaxNode root, string name) =>
        root.DescendantNodes().OfType<IdentifierNameSyntax>().Any(word => word.Identifier.Text == name);

    private static bool Declares(SyntaxNode root, string name) =>
        root.ChildNodes().OfType<ClassDeclarationSyntax>().Any(type => type.Identifier.Text == name);

    private static string Unindented(string code)
    {
        string[] lines = code.ReplaceLineEndings("\n").Trim('\n').Split('\n');
        int indentation = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < indentation ? "" : line[indentation..]));
    }
}
