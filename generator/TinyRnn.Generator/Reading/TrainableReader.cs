using Microsoft.CodeAnalysis;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads <c>[Trainable]</c>.</summary>
internal static class TrainableReader
{
    public const string AttributeName = "TinyRnn.TrainableAttribute";

    /// <summary>What the class asks for; <see langword="null"/> if it has no such attribute, or one with errors, which are reported.</summary>
    public static TrainableSpec? Read(INamedTypeSymbol type, DiagnosticSink sink)
    {
        if (Find(type, sink) is not { } attribute)
            return null;
        int? steps = Size("MaxSteps", 64);
        int? batch = Size("MaxBatch", 1);
        Loss? loss = attribute.Enum("Loss", Loss.MeanSquaredError);
        Optimizer? optimizer = attribute.Enum("Optimizer", Optimizer.Adam);
        return steps is null || batch is null || loss is null || optimizer is null
            ? null
            : new TrainableSpec(steps.Value, batch.Value, loss.Value, optimizer.Value, attribute.Named("SingleBias", false));

        int? Size(string property, int whenLeftOut) =>
            attribute.Data.NamedArguments.Any(argument => argument.Key == property) ? attribute.NamedSize(property, 1) : whenLeftOut;
    }

    public static AttributeReader? Find(INamedTypeSymbol type, DiagnosticSink sink) =>
        type.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass?.ToDisplayString() == AttributeName) is { } data
            ? new AttributeReader(data, sink) : null;
}
