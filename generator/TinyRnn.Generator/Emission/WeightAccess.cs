
namespace TinyRnn.Generator.Emission;

/// <summary>
/// How emitted methods reach the weights: two blocks that never change, or, in a model whose weights are published, the set that was the current one when the
/// call began, through a reader that it hands on.
/// </summary>
internal static class WeightAccess
{
    /// <summary>Argument that hands the reader on, after others.</summary>
    public static string Argument(ModelPlan plan) => plan.Spec.IsPublished ? ", in reader" : "";

    /// <summary>Parameter that takes it.</summary>
    public static string Parameter(ModelPlan plan) => plan.Spec.IsPublished ? ", in Rnn::Serving.WeightReader reader" : "";

    /// <summary>Begins a public call: all of it reads one published set.</summary>
    public static void Open(SourceWriter writer, ModelPlan plan)
    {
        if (plan.Spec.IsPublished)
            writer.Line("using Rnn::Serving.WeightReader reader = _weights.Read();");
    }

    /// <summary>Declares <c>weights</c>, the first packed weight, if one of the layers reads it.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="plan">The model.</param>
    /// <param name="first">First layer that the method computes.</param>
    /// <param name="end">After the last one.</param>
    public static void Emit(SourceWriter writer, ModelPlan plan, int first, int end)
    {
        if (plan.Layers.Skip(first).Take(end - first).Any(layer => layer.IsPacked))
            writer.Line($"ref float weights = ref {(plan.Spec.IsPublished ? "reader.Packed" : "_packed.GetReference()")};");
    }

    /// <summary>Argument: a place among the packed weights, given in bytes.</summary>
    public static string At(Extent packed) => $"ref Unsafe.Add(ref weights, {packed.Offset / sizeof(float)})";

    /// <summary>Expression of the first unpacked parameter, where <c>weights</c> is declared.</summary>
    public static string Parameters(ModelPlan plan) => plan.Spec.IsPublished ? "reader.Parameters" : "_parameters.GetReference()";
}
