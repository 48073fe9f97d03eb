using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TinyRnn.Tool.Proving;

namespace TinyRnn.Tool.Commands;

/// <summary><c>tinyrnn verify CLASS.cs</c>: the proof of an import once more, from the files that it wrote.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        Command command = new("verify", "Compiles an imported class with its weights and replays its golden vectors.");
        Argument<string> source = new("class") { Description = "The class's source file; weights and vectors lie beside it." };
        Option<string?> vectors = new("--vectors") { Description = "Other vectors than those beside it." };
        command.Add(source);
        command.Add(vectors);
        command.SetAction(parsed => Failures.Guard(() => Verify(parsed.GetRequiredValue(source), parsed.GetValue(vectors))));
        return command;
    }

    private static int Verify(string path, string? vectors)
    {
        ImportedFile source = Read(path);
        SyntaxNode root = CSharpSyntaxTree.ParseText(System.Text.Encoding.UTF8.GetString(source.Content.Span)).GetRoot();
        (ClassDeclarationSyntax model, string weights) = root.DescendantNodes().OfType<ClassDeclarationSyntax>()
            .Select(type => (type, Weights(type)))
            .FirstOrDefault(found => found.Item2 is not null) is ({ } type, { } file)
                ? (type, file)
                : throw new ProofFailure($"{path} has no class with [PretrainedWeights(\"...\")]. Give the file that `tinyrnn import` wrote.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        string golden = vectors ?? Path.Combine(folder, Path.ChangeExtension(weights, ".golden.safetensors"));
        string scope = root.DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault() is { } found ? $"{found.Name}." : "";
        ProofResult proof = ClassProof.Run(scope + model.Identifier.ValueText, source, Read(Path.Combine(folder, weights)), Read(golden));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture, $"proven: the largest error of {proof.Outputs:N0} outputs is {proof.LargestError:G2}, allowed {proof.Bound:G2}"));
        return 0;
    }

    private static string? Weights(ClassDeclarationSyntax type) => type.AttributeLists.SelectMany(list => list.Attributes)
        .Where(attribute => attribute.Name.ToString() is "PretrainedWeights" or "PretrainedWeightsAttribute")
        .Select(attribute => (attribute.ArgumentList?.Arguments.FirstOrDefault()?.Expression as LiteralExpressionSyntax)?.Token.ValueText)
        .FirstOrDefault();

    private static ImportedFile Read(string path) => new(Path.GetFileName(path), File.ReadAllBytes(path));
}
