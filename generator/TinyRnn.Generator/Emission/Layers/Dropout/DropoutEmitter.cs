using TinyRnn.Model.Layers.Dropout;

namespace TinyRnn.Generator.Emission.Layers.Dropout;

/// <summary>Prints dropout: nothing, where the model serves.</summary>
internal sealed class DropoutEmitter : LayerEmitter<DropoutPlan, DropoutTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(DropoutPlan plan) => ["y_t = x_t; in training values are 0 with probability p, else x_t / (1 - p)"];

    protected override LayerTrainingEmitter Train(DropoutTrainingPlan plan, TrainingScope scope) => new DropoutTrainingEmitter(plan, scope);

    protected override void EmitStep(DropoutPlan plan, StepScope scope) => scope.Next(plan, scope.Input);
}
