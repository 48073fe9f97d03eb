using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.CodeFixes;

/// <summary>
/// Writes what a use of a member that is not there asks for (TRNN1012): a seed, <c>Create</c> for a constructor, and, on the class, <c>[Trainable]</c> for a
/// trainer and a feedback for <c>Generate</c>.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AbsentMemberCodeFix : CodeFixProvider
{
    private const string Trainable = "Trainable(MaxSteps = 64, MaxBatch = 16)";

    private static readonly string[] s_feedbacks = ["Feedback.Output", "Feedback.Zeros"];

    public override ImmutableArray<string> FixableDiagnosticIds => ["TRNN1012"];

    /// <summary>One at a time: the second trainer needs no second attribute.</summary>
    public override FixAllProvider? GetFixAllProvider() => null;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        SemanticModel? semantics = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        SyntaxNode? node = root?.FindNode(context.Span, getInnermostNodeForTie: true);
        if (root is null || semantics is null || node is null)
            return;
        if (node.FirstAncestorOrSelf<BaseObjectCreationExpressionSyntax>() is { } creation && creation.Span == context.Span)
        {
            if (semantics.GetTypeInfo(creation, context.CancellationToken).Type is { } made)
                Register($"{made.Name}.Create(seed: 1)", root.ReplaceNode(creation, Expression($"{Written(creation, made)}.Create(seed: 1)", creation)));
        }
        else if (node.FirstAncestorOrSelf<InvocationExpressionSyntax>() is { ArgumentList.Arguments.Count: 0 } call && Name(call) == "Create")
        {
            Register($"{call.Expression}(seed: 1)", root.ReplaceNode(call, Expression($"{call.Expression}(seed: 1)", call)));
        }
        else if (semantics.GetSymbolInfo(node, context.CancellationToken) is var info
            && (info.Symbol ?? info.CandidateSymbols.FirstOrDefault()) is { ContainingType: { } model } symbol)
        {
            await RegisterOnClass(context, symbol, model).ConfigureAwait(false);
        }

        void Register(string text, SyntaxNode changed) => context.RegisterCodeFix(
            CodeAction.Create($"Write {text}", _ => Task.FromResult(context.Document.WithSyntaxRoot(changed)), equivalenceKey: text), context.Diagnostics);
    }

    private static async Task RegisterOnClass(CodeFixContext context, ISymbol symbol, INamedTypeSymbol model)
    {
        foreach (SyntaxReference reference in model.DeclaringSyntaxReferences)
        {
            if (await reference.GetSyntaxAsync(context.CancellationToken).ConfigureAwait(false) is not TypeDeclarationSyntax type || !type.IsModel()
                || context.Document.Project.GetDocument(type.SyntaxTree) is not { } home
                || await home.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is not { } root)
                continue;
            AttributeSyntax attribute = type.Attributes().First(each => each.Word() == "RecurrentModel");
            if (symbol.Name == "Trainer")
            {
                TypeDeclarationSyntax trained = type.AddBehind(type.Attributes().Last(), AttributeEdits.Parse(Trainable));
                Register($"Put [{Trainable}] on '{model.Name}'", home.WithSyntaxRoot(root.ReplaceNode(type, trained)));
            }
            else if (symbol.Name == "Generate" && FeedbackOf(symbol) is { } feedback)
            {
                AttributeSyntax told = attribute.WithSetting("Feedback", feedback);
                Register($"Set Feedback = {feedback} of '{model.Name}'", home.WithSyntaxRoot(root.ReplaceNode(attribute, told)));
            }
        }

        void Register(string title, Document changed) => context.RegisterCodeFix(
            CodeAction.Create(title, _ => Task.FromResult(changed.Project.Solution), equivalenceKey: title), context.Diagnostics);
    }

    /// <summary>The feedback that the member's own text asks for.</summary>
    private static string? FeedbackOf(ISymbol symbol)
    {
        string text = symbol.GetAttributes().SelectMany(each => each.ConstructorArguments).Select(each => each.Value).OfType<string>().FirstOrDefault() ?? "";
        return s_feedbacks.FirstOrDefault(each => text.Contains("set Feedback = " + each));
    }

    /// <summary>The type as it is written there, or in short.</summary>
    private static string Written(BaseObjectCreationExpressionSyntax creation, ITypeSymbol type) =>
        creation is ObjectCreationExpressionSyntax { Type: { } written }
            ? written.ToString()
            : type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static string Name(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static ExpressionSyntax Expression(string text, SyntaxNode old) => SyntaxFactory.ParseExpression(text).WithTriviaFrom(old);
}
