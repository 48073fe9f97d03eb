using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Model.Planning;
using TinyRnn.Generator.Emission;
using TinyRnn.Generator.Emission.Absent;
using TinyRnn.Generator.Emission.Names;
using TinyRnn.Model.Spec;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>Emitted code in the midst of a user's types that have the names of .NET's, and of its own. The names are taken from what is emitted.</summary>
public class HostileNameTests
{
    /// <summary>Together they emit everything that is ever emitted.</summary>
    private const string Models = """
        [RecurrentModel(9)] [Lstm(37)] [Gru(21, ResetAfter = false)] [Dense(6, Activation.Tanh)] [Residual(Channels = 2)] public sealed partial class Wide;
        [RecurrentModel(3, Mode = SequenceMode.ManyToOne)] [Lstm(4, Bidirectional = true)] [Gru(9)] [Dense(6, Activation.Softmax)] public sealed partial class Both;
        [RecurrentModel(3, Mode = SequenceMode.ManyToOne, Reproducible = true)] [Rnn(20)] [Dense(3)] [Trainable] public sealed partial class Learner;
        [RecurrentModel(3, Weights = WeightFormat.Int8)] [Gru(40)] [Dense(2)] public sealed partial class Bytes;
        [RecurrentModel(2, Mode = SequenceMode.OneToMany)] [History(9)] [Dense(7)] public sealed partial class Growing;
        [RecurrentModel(2, Feedback = Feedback.Output)] [Window(3)] [Dense(2)] public sealed partial class Going;
        [RecurrentModel] [OneHot(5000)] [Gru(5)] [Dense(5000)] [PretrainedWeights("a.safetensors")] public sealed partial class Tokens;
        [RecurrentModel] [OneHot(7)] [Gru(3)] [Trainable] public sealed partial class Reader;
        [RecurrentModel] [Embedding(9, 3)] [Gru(3)] [Dropout(0.5f)] [Dense(9)] [Trainable] public sealed partial class Writer;
        [EncoderDecoder<Reader, Writer>] [Trainable] public sealed partial class Pair;
        """;

    /// <summary>Of the hostile types themselves, which are public.</summary>
    private const string Undocumented = "CS1591";

    private static readonly string[] s_names = [.. Bound().Distinct().Order(StringComparer.Ordinal)];

    public static TheoryData<string, string> Places => new()
    {
        { "own namespace", $"namespace Acme.Nets {{ {Types()} {Models} }}" },
        { "outer namespace", $"namespace Acme {{ {Types()} }} namespace Acme.Nets {{ {Models} }}" },
        { "global namespace", $"{Types()} namespace Acme.Nets {{ {Models} }}" },
        { "beside it, as namespaces", $"namespace Acme.Nets {{ {Models} }} {Spaces("Acme.")}" },
        { "inside it, as namespaces", $"namespace Acme.Nets {{ {Models} }} {Spaces("Acme.Nets.")}" },
        { "as global namespaces", $"namespace Acme.Nets {{ {Models} }} {Spaces("")}" },
        { "models in the global namespace", $"{Types()} {Models}" },
        { "models in the global namespace beside namespaces", $"{Models} {Spaces("")}" },
        { "global usings", $"namespace Other {{ {Types()} }} namespace Acme.Nets {{ {Models} }}" },
        { "global usings, models in the global namespace", $"namespace Other {{ {Types()} }} {Models}" },
        { "types around the models", $"namespace Acme.Nets {{ public static partial class Outer {{ {Types()} {Models} }} }}" },
        { "types inside the models", $"namespace Acme.Nets {{ {Models.Replace(";", $" {{ {Types()} }}", StringComparison.Ordinal)} }}" },
        { "inherited",
            $"namespace Acme {{ public class Base {{ {Types()} }} }} namespace Acme.Nets {{ {Models.Replace(";", " : Base;", StringComparison.Ordinal)} }}" },
        { "properties", $"namespace Acme.Nets {{ {Models.Replace(";", $" {{ {Properties()} }}", StringComparison.Ordinal)} }}" },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void Types_of_the_users_do_not_disturb_emitted_code(string place, string source)
    {
        string usings = place.StartsWith("global usings", StringComparison.Ordinal) ? "global using Other; using TinyRnn; " : "using TinyRnn; ";
        Assert.Empty(Harness.CompileAll(usings + source).Where(diagnostic => diagnostic.Id != Undocumented));
    }

    [Fact]
    public void A_model_may_have_the_name_of_anything_that_emitted_code_uses_or_declares()
    {
        // Members of the generated half are refused with a message; everything else compiles.
        CSharpCompilation compilation = Emitted();
        IEnumerable<string> names = compilation.SyntaxTrees.Skip(1).SelectMany(tree => tree.GetRoot(TestContext.Current.CancellationToken).DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken)).Select(token => token.ValueText)
            .Where(name => char.IsUpper(name[0]) && !Models.Contains("class " + name, StringComparison.Ordinal))
            .Distinct()
            .Order(StringComparer.Ordinal);
        string source = "using TinyRnn; " + string.Concat(names.Select((name, number) =>
            $"namespace Acme.Nets{number} {{ [RecurrentModel(3)] [Lstm(4)] [Dense(1)] [PretrainedWeights(\"a.safetensors\")] [Trainable] sealed partial "
            + $"class {name}; }} "));
        Assert.All(Harness.CompileAll(source), diagnostic => Assert.Equal("TRNN1009", diagnostic.Id));
    }

    [Fact]
    public void The_list_of_names_is_what_emitted_files_use() => Assert.Equal(SystemNames.Namespaces.Keys.Order(StringComparer.Ordinal), s_names);

    [Theory]
    [MemberData(nameof(EmissionTests.Valid), MemberType = typeof(EmissionTests))]
    public void The_list_of_members_is_what_emitted_files_declare(string source) => AssertMembers(source);

    [Fact]
    public void The_list_of_members_is_what_emitted_files_of_every_kind_declare() => AssertMembers("using TinyRnn; namespace Acme.Nets; " + Models);

    [Fact]
    public void Ordinary_code_is_not_qualified() =>
        Assert.DoesNotMatch(
            @"global::System\.(Runtime\.\w+\.\w+|Math|Span|ReadOnlySpan)\b[^;]*\(",
            string.Concat(
                Harness.Emit("using TinyRnn; namespace Acme.Nets; " + Models).Where(file => file.Key.Contains("Forward", StringComparison.Ordinal))
                .Select(file => file.Value)));

    [Fact]
    public void Classes_that_differ_only_in_case_have_files_of_their_own()
    {
        const string source =
            "using TinyRnn; namespace A; [RecurrentModel(1)] [Gru(2)] partial class GruNet; [RecurrentModel(1)] [Gru(3)] partial class GRUNet; [RecurrentModel(1)] [Gru(3)] partial class gruNet; [RecurrentModel(1)] [Gru(3)] partial class Other;";
        Assert.Empty(Harness.CompileAll(source));
        Assert.Equal(
            ["A.-gru-Net.Model.g.cs", "A.G-R-U-Net.Model.g.cs", "A.Gru-Net.Model.g.cs", "A.Other.Model.g.cs"],
            Harness.Emit(source).Keys.Where(file => file.Contains("Model", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static string Types() =>
        string.Join(" ", s_names.Select(name => $"public class {name} {{ }} public class {name}<T> {{ }}").Append("public class Rnn { }"));

    private static string Spaces(string prefix) =>
        string.Join(" ", s_names.Append("Rnn").Select(name => $"namespace {prefix}{name} {{ public class Some {{ }} }}"));

    private static string Properties() => string.Join(" ", s_names.Append("Rnn").Select(name => $"public int {name} => 1;"));

    private static CSharpCompilation Emitted()
    {
        Harness.Driver().RunGeneratorsAndUpdateCompilation(Harness.Compile("using TinyRnn; namespace Acme.Nets; " + Models), out Compilation output, out _);
        return (CSharpCompilation)output;
    }

    /// <summary>The names that emitted files write without a namespace and that mean types of .NET; attributes without their suffix.</summary>
    private static IEnumerable<string> Bound()
    {
        CSharpCompilation compilation = Emitted();
        foreach (SyntaxTree tree in compilation.SyntaxTrees.Skip(1))
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes(descendIntoTrivia: true).OfType<SimpleNameSyntax>())
            {
                if (name.Parent is MemberAccessExpressionSyntax access && access.Name == name
                    || name.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or QualifiedCrefSyntax)
                    continue;
                ISymbol? symbol = model.GetSymbolInfo(name).Symbol;
                INamedTypeSymbol? type = symbol as INamedTypeSymbol
                    ?? (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor ? constructor.ContainingType : null);
                if (type?.ContainingNamespace.ToDisplayString().StartsWith("System", StringComparison.Ordinal) == true
                    && SyntaxFacts.GetContextualKeywordKind(name.Identifier.ValueText) == SyntaxKind.None && name.Identifier.ValueText != "nuint")
                    yield return name.Identifier.ValueText;
            }
        }
    }

    private static void AssertMembers(string source)
    {
        CSharpCompilation compilation = Harness.Compile(source);
        GeneratorDriver driver = Harness.Driver().RunGenerators(compilation);
        GeneratorRunResult result = driver.GetRunResult().Results[0];
        IEnumerable<(TypeSpec Type, IReadOnlyList<EmittedMember> Members)> expected =
        [
            .. Values<ModelPlan>(result, RecurrentModelGenerator.ModelStep)
                .Select(plan => (plan.Type, EmittedModel.Of(plan.Type, "M", add => ModelEmitter.Emit(plan, "M", add)).Members)),
            .. Values<EncoderDecoderPlan>(result, RecurrentModelGenerator.EncoderDecoderStep)
                .Select(plan => (plan.Type, EmittedModel.Of(plan.Type, "P", add => EncoderDecoderEmitter.Emit(plan, "P", add)).Members)),
        ];
        Assert.NotEmpty(expected);
        foreach ((TypeSpec type, IReadOnlyList<EmittedMember> members) in expected)
        {
            IEnumerable<MemberDeclarationSyntax> declared = result.GeneratedSources
                .SelectMany(file => file.SyntaxTree.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>())
                .Where(each => each.Modifiers.Any(SyntaxKind.PartialKeyword) && each.Identifier.ValueText == type.Name
                    && each.Members.Any(member => member is not ClassDeclarationSyntax { Modifiers: [{ RawKind: (int)SyntaxKind.PartialKeyword }] }))
                .SelectMany(each => each.Members)
                .Where(member => !AbsentFile.IsAbsent(member));
            Assert.Equal(
                declared.SelectMany(Written).Order(StringComparer.Ordinal),
                members.Select(member => member.Parameters is null ? member.Name : $"{member.Name}({member.Parameters})").Order(StringComparer.Ordinal));
        }
    }

    private static IEnumerable<T> Values<T>(GeneratorRunResult result, string step) =>
        result.TrackedSteps.TryGetValue(step, out ImmutableArray<IncrementalGeneratorRunStep> steps)
            ? steps.SelectMany(each => each.Outputs).Select(output => (T)output.Value)
            : [];

    private static IEnumerable<string> Written(MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax field => field.Declaration.Variables.Select(variable => variable.Identifier.ValueText),
        PropertyDeclarationSyntax { ExplicitInterfaceSpecifier: null } property => [property.Identifier.ValueText],
        BaseTypeDeclarationSyntax type => [type.Identifier.ValueText],
        MethodDeclarationSyntax { ExplicitInterfaceSpecifier: null } method => [$"{method.Identifier.ValueText}({Parameters(method)})"],
        ConstructorDeclarationSyntax constructor => [$".ctor({Parameters(constructor)})"],
        _ => [],
    };

    private static string Parameters(BaseMethodDeclarationSyntax method) =>
        string.Join(", ", method.ParameterList.Parameters.Select(parameter => (parameter.Modifiers.Count > 0 ? "ref " : "") + Last(parameter.Type!)));

    private static string Last(TypeSyntax type) => type switch
    {
        NullableTypeSyntax nullable => Last(nullable.ElementType),
        QualifiedNameSyntax qualified => Last(qualified.Right),
        AliasQualifiedNameSyntax alias => Last(alias.Name),
        GenericNameSyntax generic => $"{generic.Identifier}<{string.Join(", ", generic.TypeArgumentList.Arguments.Select(Last))}>",
        _ => type.ToString(),
    };
}
