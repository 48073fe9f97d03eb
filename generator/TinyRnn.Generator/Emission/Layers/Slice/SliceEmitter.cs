using TinyRnn.Model.Layers.Slice;

namespace TinyRnn.Generator.Emission.Layers.Slice;

/// <summary>Prints a slice: a name for a place in what is there.</summary>
internal sealed class SliceEmitter : LayerEmitter<SlicePlan, SliceTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(SlicePlan plan) => [$"y_t = values {plan.First} to {plan.First + plan.OutputSize - 1} of x_t"];

    protected override LayerTrainingEmitter Train(SliceTrainingPlan plan, TrainingScope scope) => new SliceTrainingEmitter(plan, scope);

    protected override void EmitStep(SlicePlan plan, StepScope scope)
    {
        if (plan.First == 0)
            scope.Next(plan, scope.Input);
        else
            scope.Produce(plan, $"Unsafe.Add(ref {scope.Input}, {plan.First})");
    }
}
