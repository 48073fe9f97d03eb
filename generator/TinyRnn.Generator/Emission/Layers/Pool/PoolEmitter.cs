using TinyRnn.Model.Layers.Pool;

namespace TinyRnn.Generator.Emission.Layers.Pool;

/// <summary>Prints a pool: each step goes into what is kept, which is the output at the last one.</summary>
internal sealed class PoolEmitter : LayerEmitter<PoolPlan, PoolTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(PoolPlan plan) =>
        [$"y_j = {(plan.Pool == PoolKind.Max ? "max" : "mean")} of x_t, t = {plan.StepsPerOutput} j .. {plan.StepsPerOutput} j + {plan.StepsPerOutput - 1}"];

    protected override LayerTrainingEmitter Train(PoolTrainingPlan plan, TrainingScope scope) => new PoolTrainingEmitter(plan, scope);

    protected override void EmitStep(PoolPlan plan, StepScope scope)
    {
        StridePlan stride = plan.Stride!;
        string kept = $"ref {StateAccess.Current(plan.Kept, scope.State)}";
        string isFirst = $"Rnn::States.StepStride.Seen({StateAccess.Current(stride.Phase, scope.State)}, {stride.Steps}) == 0";
        string method = plan.Pool == PoolKind.Max ? "Max" : "Add";
        scope.Writer.Line($"Rnn::States.PoolBuffers.{method}({kept}, ref {scope.Input}, {plan.InputSize}, {isFirst});");
        StridedText.EmitDue(plan, scope);
        if (!scope.IsRead(plan))
            return;
        if (plan.Pool == PoolKind.Average)
            scope.Writer.Line($"Rnn::States.PoolBuffers.Divide({kept}, {plan.InputSize}, {stride.Steps});");
        scope.Produce(plan, StateAccess.Current(plan.Kept, scope.State));
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {scope.Input}, {plan.OutputSize});");
    }
}
