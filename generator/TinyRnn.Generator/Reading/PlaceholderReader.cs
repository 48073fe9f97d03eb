using Microsoft.CodeAnalysis;
using TinyRnn.Generator.Reading.Layers;
using TinyRnn.Model.Layers.Placeholder;

namespace TinyRnn.Generator.Reading;

/// <summary>
/// Reads the attributes of a class with errors once more, silently: what can be read says which members the class would have, were it right.
/// </summary>
internal static class PlaceholderReader
{
    /// <param name="type">The class.</param>
    /// <param name="where">Where its members go.</param>
    public static ModelPlan Read(INamedTypeSymbol type, TypeSpec where)
    {
        DiagnosticSink silence = new();
        ModelPlan? plan = ModelReader.ReadLayers(type, where, out bool isValid);
        PretrainedSpec? pretrained = StrayAttributes.IsPretrained(type) ? PlaceholderModel.Weights : null;
        TrainableSpec? trainable = Training(type, plan?.Stride ?? 1);
        if (plan is not null && isValid)
            return Planner.Plan(plan.Spec with { Pretrained = pretrained, Trainable = trainable });
        AttributeReader? model = ModelReader.Find(type) is { } data ? new(data, silence) : null;
        return Planner.Plan(PlaceholderModel.For(new(
            where,
            model?.Size(0, "inputSize"),
            plan?.OutputSize,
            model?.Enum("Mode", SequenceMode.ManyToMany) ?? SequenceMode.ManyToMany,
            model?.Enum("Feedback", Feedback.Default) ?? Feedback.Default,
            new(Layers(type, silence)),
            pretrained,
            trainable,
            model?.Named("Replaceable", false) ?? false)));
    }

    /// <summary>What <c>[Trainable]</c> asks for, or its defaults and the loss, which alone says what a trainer's methods take.</summary>
    /// <param name="type">The class.</param>
    /// <param name="stride">Steps that a batch has at least.</param>
    public static TrainableSpec? Training(INamedTypeSymbol type, int stride = 1)
    {
        DiagnosticSink silence = new();
        if (TrainableReader.Find(type, silence) is not { } attribute)
            return null;
        TrainableSpec training = TrainableReader.Read(type, silence)
            ?? new(64, 1, attribute.Enum("Loss", Loss.MeanSquaredError) ?? Loss.MeanSquaredError, Optimizer.Adam, SingleBias: false);
        return training with { MaxSteps = Math.Max(training.MaxSteps, stride) };
    }

    private static IEnumerable<LayerOutline> Layers(INamedTypeSymbol type, DiagnosticSink silence)
    {
        foreach (AttributeData data in type.GetAttributes())
        {
            if (LayerReaders.Of(data.AttributeClass?.ToDisplayString()) is not { } reader)
                continue;
            AttributeReader attribute = new(data, silence);
            yield return new(
                reader.Kind, reader.Read(attribute), attribute.Text("Name"), attribute.Named("Bidirectional", false), attribute.Named("InitialState", false));
        }
    }
}
