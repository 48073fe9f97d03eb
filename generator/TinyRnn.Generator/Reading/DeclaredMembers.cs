using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Emission;

namespace TinyRnn.Generator.Reading;

/// <summary>A member that the user's half of a class declares or inherits.</summary>
/// <param name="Name">Its name; <c>.ctor</c> for a constructor.</param>
/// <param name="Parameters">As in <see cref="Emission.EmittedMember.Parameters"/>; <see langword="null"/> for what is no method.</param>
/// <param name="Shown">The member in a message.</param>
/// <param name="Parent">The base class that it comes from, if it is inherited.</param>
/// <param name="Location">Where to report it.</param>
internal sealed record DeclaredMember(string Name, string? Parameters, string Shown, string? Parent, Location Location)
{
    private static readonly SymbolDisplayFormat s_short = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters, miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes);

    /// <param name="type">The class.</param>
    /// <param name="name">Where its name stands.</param>
    /// <param name="parts">The models that it joins.</param>
    public static DeclaredMembers Of(INamedTypeSymbol type, Location name, params ModelPart[] parts)
    {
        List<DeclaredMember> members = [];
        foreach (ISymbol member in type.GetMembers().Where(member => !member.IsImplicitlyDeclared))
            members.Add(From(member, null, member.Locations[0]));
        for (INamedTypeSymbol? parent = type.BaseType; parent is not null; parent = parent.BaseType)
        {
            foreach (ISymbol member in parent.GetMembers().Where(member => member.DeclaredAccessibility != Accessibility.Private && !IsConstructor(member)))
                members.Add(From(member, parent.Name, name));
        }

        return new(TypeReader.Read(type).HintName, type.Name, name, members, parts, SkeletonReader.Read(type, members));
    }

    private static DeclaredMember From(ISymbol member, string? parent, Location location)
    {
        if (member is not IMethodSymbol method)
            return new(member.Name, null, member.Name, parent, location);
        string parameters = Types(method);
        return new(member.Name, parameters, $"{(IsConstructor(member) ? member.ContainingType.Name : member.Name)}({parameters})", parent, location);
    }

    private static bool IsConstructor(ISymbol member) => member is IMethodSymbol { MethodKind: MethodKind.Constructor };

    /// <summary>The generated types among the parameters' do not exist yet, but their names do.</summary>
    private static string Types(IMethodSymbol method) =>
        string.Join(", ", method.Parameters.Select(parameter => (parameter.RefKind == RefKind.None ? "" : "ref ") + parameter.Type.ToDisplayString(s_short)));
}

/// <summary>What the user's half of a class declares and inherits.</summary>
/// <param name="HintName">Name of the class among those of the compilation.</param>
/// <param name="ClassName">Name of the class.</param>
/// <param name="Location">Where it stands.</param>
/// <param name="Members">The members.</param>
/// <param name="Parts">The models that it joins, if it is a pair.</param>
/// <param name="Skeleton">What the class gets if it cannot have its generated half.</param>
internal sealed record DeclaredMembers(
    string HintName,
    string ClassName,
    Location Location,
    IReadOnlyList<DeclaredMember> Members,
    IReadOnlyList<ModelPart> Parts,
    SkeletonSpec Skeleton);

/// <summary>A model that an encoder-decoder joins with another.</summary>
/// <param name="HintName">Name of its class among those of the compilation.</param>
/// <param name="Name">Name of its class.</param>
/// <param name="Role">What it is to the pair.</param>
/// <param name="Location">Where the pair names it.</param>
internal sealed record ModelPart(string HintName, string Name, string Role, Location Location);
