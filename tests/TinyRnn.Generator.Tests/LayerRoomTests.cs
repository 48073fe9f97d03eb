using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Generator.Emission.Layers;
using TinyRnn.Generator.Reading.Layers;
using TinyRnn.Model.Planning;
using TinyRnn.Model.Spec;
using TinyRnn.Model.Training;
using Xunit;

namespace TinyRnn.Generator.Tests;

/// <summary>What is special about a kind of layer stands in that kind's rooms. Everybody else asks a layer, and never for its type.</summary>
public class LayerRoomTests
{
    /// <summary>From an attribute to a reader, from a plan to an emitter, from a word to a fix: a line for each kind is what they are for.</summary>
    private static readonly string[] s_tables = ["LayerReaders.cs", "LayerEmitters.cs", "CellTexts.cs", "ForeignWords.cs", "LayerWords.cs"];

    private static readonly string s_root = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../generator"));

    [Fact]
    public void No_code_outside_of_a_layers_rooms_names_a_kind_of_layer()
    {
        HashSet<string> kinds = [.. Kinds().Select(type => type.Name)];
        Assert.True(kinds.Count > 25, $"{kinds.Count} kinds");
        string[] files = [.. Directory.GetFiles(s_root, "*.cs", SearchOption.AllDirectories).Where(file => !IsRoom(Path.GetRelativePath(s_root, file)))];
        Assert.True(files.Length > 60, $"{files.Length} files");
        Assert.Empty(files.SelectMany(file => Names(file)
            .Where(name => kinds.Contains(name.Text))
            .Select(name => $"{Path.GetRelativePath(s_root, file)}({name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {name.Text}")));
    }

    /// <summary>
    /// A type can be asked for by its name as well: <c>layer.Kind == "Lstm"</c>. A constant is a name for something else: the alias <c>Rnn</c>.
    /// </summary>
    [Fact]
    public void Nor_does_it_compare_the_name_of_a_kind()
    {
        HashSet<string> names = [.. LayerReaders.All.Select(reader => reader.AttributeName.Split('.')[^1].Replace("Attribute", "", StringComparison.Ordinal))];
        Assert.Contains("Lstm", names);
        Assert.Empty(Directory.GetFiles(s_root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !IsRoom(Path.GetRelativePath(s_root, file)))
            .SelectMany(file => Tokens(file)
                .Where(token => token.IsKind(SyntaxKind.StringLiteralToken) && names.Contains(token.ValueText)
                    && token.Parent?.Parent?.Parent is not VariableDeclaratorSyntax)
                .Select(token => $"{Path.GetRelativePath(s_root, file)}: {token}")));
    }

    private static IEnumerable<Type> Kinds()
    {
        Type[] bases =
            [typeof(LayerSpec), typeof(LayerPlan), typeof(LayerTrainingPlan), typeof(CellTrainingPlan), typeof(LayerEmitter), typeof(LayerTrainingEmitter),
                typeof(LayerReader)];
        return bases.Select(type => type.Assembly).Distinct().SelectMany(assembly => assembly.GetTypes())
            .Where(type => !type.IsAbstract && bases.Any(each => type.IsSubclassOf(each)));
    }

    /// <summary>A folder of one kind under <c>Layers</c>, a reader under <c>Reading/Layers</c>, or a table.</summary>
    private static bool IsRoom(string path)
    {
        string[] parts = path.Split(Path.DirectorySeparatorChar);
        int layers = Array.IndexOf(parts, "Layers");
        return s_tables.Contains(parts[^1])
            || (layers >= 0 && (parts.Length > layers + 2 || (parts[layers - 1] == "Reading" && parts[^1] != "LayerReader.cs")));
    }

    private static IEnumerable<SyntaxToken> Names(string file) => Tokens(file).Where(token => token.IsKind(SyntaxKind.IdentifierToken));

    private static IEnumerable<SyntaxToken> Tokens(string file) => CSharpSyntaxTree.ParseText(File.ReadAllText(file)).GetRoot().DescendantTokens();
}
