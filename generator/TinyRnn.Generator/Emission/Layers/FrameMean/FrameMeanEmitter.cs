using TinyRnn.Model.Layers.FrameMean;

namespace TinyRnn.Generator.Emission.Layers.FrameMean;

/// <summary>Prints a mean over positions.</summary>
internal sealed class FrameMeanEmitter : LayerEmitter<FrameMeanPlan, FrameMeanTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(FrameMeanPlan plan) => [$"y_t = (x_0 + ... + x_{plan.Positions - 1}) / {plan.Positions}"];

    protected override LayerTrainingEmitter Train(FrameMeanTrainingPlan plan, TrainingScope scope) => new FrameMeanTrainingEmitter(plan, scope);

    protected override void EmitStep(FrameMeanPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        scope.Writer.Line($"Rnn::Cells.PositionMath.Mean(ref {input}, ref {output}, {plan.Positions}, {plan.OutputSize});");
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {output}, {plan.OutputSize});");
    }
}
