using TinyRnn.Model.Layers.OneHot;

namespace TinyRnn.Generator.Emission.Layers.OneHot;

/// <summary>Prints a one-hot vector: the index of its 1 is handed on.</summary>
internal sealed class OneHotEmitter : LayerEmitter<OneHotPlan, OneHotTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(OneHotPlan plan) => ["y_t = the unit vector of token x_t, of which only the index is kept"];

    protected override LayerTrainingEmitter Train(OneHotTrainingPlan plan, TrainingScope scope) => new OneHotTrainingEmitter(plan, scope);

    protected override void EmitStep(OneHotPlan plan, StepScope scope)
    {
        scope.Writer.Line(DoorChecks.Token(scope.Token, plan.Vocabulary));
        scope.Next(plan, scope.Token);
    }
}
