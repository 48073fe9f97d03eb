using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Diagnostics;
using TinyRnn.Model.Layers.Join;

namespace TinyRnn.Generator.Reading.Layers;

/// <summary>Reads the layers that join several values: <c>[Concat]</c>, <c>[Add]</c>, <c>[Multiply]</c> and <c>[Outputs]</c>.</summary>
internal static class JoinReader
{
    public static LayerSpec? Read(AttributeReader attribute, JoinKind kind)
    {
        string[] names = [.. attribute.Data.ConstructorArguments.SelectMany(Texts)];
        if (names.Length >= 2)
            return new JoinSpec(kind, new(names.Select(name => new ForeignText(name))));
        attribute.Report(Descriptors.TooFewValues, attribute.Location, attribute.Name, names.Length == 1 ? "one value" : "no value");
        return null;
    }

    private static IEnumerable<string> Texts(TypedConstant argument) => argument switch
    {
        { IsNull: true } => argument.Kind == TypedConstantKind.Array ? [] : [""],
        { Kind: TypedConstantKind.Array } => argument.Values.Select(value => value.Value as string ?? ""),
        _ => [argument.Value as string ?? ""],
    };
}
