using TinyRnn.Model.Layers.Embedding;

namespace TinyRnn.Generator.Emission.Layers.Embedding;

/// <summary>Prints the reading of an embedding table: one row.</summary>
internal sealed class EmbeddingEmitter : LayerEmitter<EmbeddingPlan, EmbeddingTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(EmbeddingPlan plan) => ["y_t = row x_t of the table"];

    protected override LayerTrainingEmitter Train(EmbeddingTrainingPlan plan, TrainingScope scope) => new EmbeddingTrainingEmitter(plan, scope);

    protected override void EmitStep(EmbeddingPlan plan, StepScope scope)
    {
        string offset = plan.Parameters.Offset == 0 ? "" : $"{plan.Parameters.Offset} + ";
        scope.Writer.Line(DoorChecks.Token(scope.Token, plan.Vocabulary));
        scope.Produce(plan, $"Unsafe.Add(ref {scope.Parameters}, {offset}({scope.Token} * {plan.OutputSize}))");
    }
}
