namespace TinyRnn.Generator.Emission.Layers;

/// <summary>Statements that layers which end in a product have in common.</summary>
internal static class AffineText
{
    /// <summary>Softmax over the layer's output, in its place.</summary>
    public static void EmitSoftmax(LayerPlan plan, StepScope row) =>
        row.Writer.Line(
            $"Rnn::{(plan.IsReproducible ? "Cells.Reproducible" : "Vectors.VectorMath")}.Softmax(MemoryMarshal.CreateSpan(ref {row.Input}, {plan.OutputSize}));");
}
