using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TinyRnn.Generator.Emission;

/// <summary>Prints the members of a skeleton.</summary>
/// <param name="type">The class.</param>
/// <param name="skeleton">What its members have to say, and to keep clear of.</param>
/// <param name="printed">The members of a whole half.</param>
internal sealed class SkeletonMembers(TypeSpec type, SkeletonSpec skeleton, IReadOnlyList<MemberDeclarationSyntax> printed)
{
    /// <summary>
    /// A diagnostic can be suppressed, like any other. What then runs must not be taken for the model.
    /// </summary>
    private readonly string _body =
        $" => throw new global::System.InvalidOperationException({Literal.String($"'{type.Name}' has errors, which its build shows: {skeleton.Errors}.")});";

    /// <summary>
    /// The class has the contracts of a model or a pair: it is a class that these can name, as they can its parts, and none of its members is the user's.
    /// </summary>
    public bool HasBases => type.Keyword is "class" or "record" && !type.FullName.Contains('<') && skeleton.Unnamed.Count == 0
        && !printed.Any(member => SkeletonSyntax.IsOffered(member) && IsTaken(member));

    public void Emit(SourceWriter writer)
    {
        foreach (MemberDeclarationSyntax member in printed)
        {
            if (member is ConstructorDeclarationSyntax ? skeleton.Constructor is not null : IsOwn(member))
                Emit(writer, member, skeleton.Constructor ?? "");
        }
    }

    private void Emit(SourceWriter writer, MemberDeclarationSyntax member, string baseArguments)
    {
        if (!CanBeNamed(member))
            return;
        writer.Line();
        string signature = SkeletonSyntax.Signature(member);
        switch (member)
        {
            case TypeDeclarationSyntax nested:
                using (writer.Block(signature))
                {
                    string arguments = SkeletonSyntax.BaseArguments(nested);
                    foreach (MemberDeclarationSyntax inner in nested.Members.Where(SkeletonSyntax.IsOffered))
                        Emit(writer, inner, arguments);
                }

                break;
            case FieldDeclarationSyntax constant:
                VariableDeclaratorSyntax variable = constant.Declaration.Variables[0];
                writer.Line($"public const {constant.Declaration.Type} {variable.Identifier} = {Value(variable.Initializer?.Value)};");
                break;
            case ConstructorDeclarationSyntax:
                writer.Line(signature + baseArguments + _body);
                break;
            default:
                writer.Line(signature + _body);
                break;
        }
    }

    /// <summary>The constant's, unless it is made of other classes' or too large for a number of parameters: then the model is as well.</summary>
    private static string Value(ExpressionSyntax? value) => value is LiteralExpressionSyntax { Token.Value: int } ? value.ToString() : "0";

    private bool IsOwn(MemberDeclarationSyntax member) =>
        SkeletonSyntax.IsOffered(member) && !IsTaken(member) && (HasBases || !SkeletonSyntax.IsExplicit(member));

    /// <summary>The user's half has a member in its place, or the class its name.</summary>
    private bool IsTaken(MemberDeclarationSyntax member) => member switch
    {
        // What is a type to the others is there, unless there is another type of the name; those after it then lack it.
        TypeDeclarationSyntax => printed.TakeWhile(each => each != member).Append(member)
            .Any(each => each is TypeDeclarationSyntax nested && SkeletonSyntax.IsOffered(nested)
                && (nested.Identifier.ValueText == type.Name || skeleton.Types.Contains(nested.Identifier.ValueText))),
        ConstructorDeclarationSyntax => false,
        _ => MemberScan.Members(member).Any(each => each.Name == type.Name || skeleton.Declared.Any(declared => MemberScan.Meet(declared, each))),
    };

    private bool CanBeNamed(MemberDeclarationSyntax member)
    {
        if (member is FieldDeclarationSyntax)
            return true;
        string text = SkeletonSyntax.Signature(member);
        return !skeleton.Unnamed.Any(name => Regex.IsMatch(text, Regex.Escape(name) + @"(?![\w@])"))
            && !(type.TypeParameters.Length > 0 ? skeleton.Types.Append(type.Name) : skeleton.Types)
                .Any(name => Regex.IsMatch(text, $@"(?<![\w@.:]){Regex.Escape(name)}(?![\w(<]|::)"));
    }
}
