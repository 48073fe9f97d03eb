using TinyRnn.Generator.Planning;

namespace TinyRnn.Generator.Emission;

/// <summary>How emitted methods reach the weights: two blocks that never change, or, in a model that can be trained, the set that is published while the call lasts.</summary>
internal static class WeightAccess
{
    /// <summary>Declares <c>weights</c>, the first packed weight, if one of the layers reads it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The model.</param>
    /// <param name="first">First layer that the method computes.</param>
    /// <param name="end">Behind the last one.</param>
    /// <param name="hasReader">A reader of the published set is an argument of the method.</param>
    public static void Emit(SourceWriter writer, ModelPlan plan, int first, int end, bool hasReader = false)
    {
        IEnumerable<LayerPlan> layers = plan.Layers.Skip(first).Take(end - first);
        bool isPacked = layers.Any(layer => layer.Packing.Any());
        if (plan.Spec.Trainable is not null && !hasReader && layers.Any(layer => layer.Parameters.Length > 0))
            writer.Line("using Rnn::WeightReader reader = _weights.Read();");
        if (isPacked)
            writer.Line($"ref float weights = ref {(plan.Spec.Trainable is null ? "_packed.GetReference()" : "reader.Packed")};");
    }

    /// <summary>Expression of the first unpacked parameter, where <c>weights</c> is declared.</summary>
    public static string Parameters(ModelPlan plan) => plan.Spec.Trainable is null ? "_parameters.GetReference()" : "reader.Parameters";

    /// <summary>Expression of all parameters.</summary>
    public static string AllParameters(ModelPlan plan) => plan.Spec.Trainable is null ? "_parameters.Span" : "_weights.Parameters";
}
