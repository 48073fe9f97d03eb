using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Emission;
using TinyRnn.Model.Layers.Placeholder;

namespace TinyRnn.Generator.Reading;

/// <summary>Reads which members an encoder-decoder with errors would have, were it right.</summary>
internal static class RefusedPairReader
{
    /// <param name="type">The class.</param>
    /// <param name="where">Where its members go.</param>
    /// <param name="attribute">The attribute that names the parts.</param>
    /// <param name="plan">The pair with its errors, if both parts are models.</param>
    /// <param name="skeleton">What the members have to keep clear of.</param>
    /// <returns><see langword="null"/> if nothing can be added to the class, or it is a model as well.</returns>
    public static Refused<EncoderDecoderPlan>? Read(
        INamedTypeSymbol type, TypeSpec where, AttributeData attribute, EncoderDecoderPlan? plan, SkeletonSpec skeleton)
    {
        if (!TypeReader.TakesMembers(type) || ModelReader.IsModel(type))
            return null;
        INamedTypeSymbol[] parts = [.. attribute.AttributeClass!.TypeArguments.OfType<INamedTypeSymbol>().Where(part => part.TypeKind != TypeKind.Error)];
        if (parts.Length != 2)
            return null;
        TrainableSpec? trainable = PlaceholderReader.Training(type);
        ModelPlan encoder = plan?.Encoder ?? PlaceholderReader.Read(parts[0], TypeReader.Read(parts[0]));
        ModelPlan decoder = plan?.Decoder ?? PlaceholderReader.Read(parts[1], TypeReader.Read(parts[1]));
        bool isWhole = CanBePrinted(encoder, decoder);
        EncoderDecoderPlan placeholder = new(
            where,
            Trained(isWhole ? encoder.Spec : PlaceholderModel.Part(encoder.Spec, encoder.OutputSize)),
            Trained(isWhole ? decoder.Spec : PlaceholderModel.Part(decoder.Spec, decoder.OutputSize)),
            StrayAttributes.IsPretrained(type) ? PlaceholderModel.Weights : null,
            trainable);
        return new(placeholder, skeleton);

        // A pair is trained by the trainers of its parts.
        ModelPlan Trained(ModelSpec part) => Planner.Plan(part with { Trainable = part.Trainable ?? trainable });
    }

    /// <summary>What members of a pair cannot name: parts that are not there for them, and states that parts have not.</summary>
    public static IEnumerable<string> Unnamed(INamedTypeSymbol type, AttributeData attribute)
    {
        foreach (INamedTypeSymbol part in attribute.AttributeClass!.TypeArguments.OfType<INamedTypeSymbol>().Where(part => part.TypeKind != TypeKind.Error))
        {
            string name = TypeReader.Read(part).FullName;
            bool isThere = Visibility.Covers(part, type) && TypeReader.TakesMembers(part);
            if (!isThere || !ModelReader.IsModel(part) || part.Name == State || (TypeReader.IsDeclaredHere(part) && !part.GetTypeMembers(State).IsEmpty))
                yield return isThere ? name + "." + State : name;
        }
    }

    private const string State = "State";

    /// <summary>The state of one part can be handed over to the other, step by step.</summary>
    private static bool CanBePrinted(ModelPlan encoder, ModelPlan decoder) =>
        encoder.Hiddens.Count == decoder.Hiddens.Count && !encoder.IsBidirectional && !decoder.IsBidirectional && encoder.Stride == 1 && decoder.Stride == 1;
}
