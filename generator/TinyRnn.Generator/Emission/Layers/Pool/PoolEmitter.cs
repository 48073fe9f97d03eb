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
        if (!scope.IsTaken)
            EmitTake(plan, scope);
        StridedText.EmitDue(plan, scope);
        if (!scope.IsRead(plan))
            return;
        EmitMean(plan, scope);
        scope.Produce(plan, Kept(plan, scope));
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {scope.Input}, {plan.OutputSize});");
    }

    public override void EmitTake(LayerPlan plan, StepScope scope)
    {
        StridePlan stride = plan.Stride!;
        string isFirst = $"Rnn::States.StepStride.Seen({StateAccess.Current(stride.Phase, scope.State)}, {stride.Steps}) == 0";
        scope.Writer.Line(Take((PoolPlan)plan, scope, scope.Input, isFirst));
    }

    /// <summary>Consecutive outputs of one stream: each is copied, because the next one's steps go where it lies.</summary>
    protected override void EmitRows(PoolPlan plan, RowsScope scope)
    {
        if (!scope.IsTime)
        {
            base.EmitRows(plan, scope);
            return;
        }

        int steps = plan.StepsPerOutput;
        foreach (StepScope row in scope.Rows)
        {
            StridedText.EmitEarlier(plan, row, steps, input => Take(plan, row, input, $"isFirst: {(steps == 2 ? "true" : "step == 0")}"));
            row.Writer.Line(Take(plan, row, StridedText.Newest(plan, row, steps), "isFirst: false"));
            if (!row.IsRead(plan))
                continue;
            EmitMean(plan, row);
            if (row.IsQuiet(plan))
                row.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {Kept(plan, row)}, {plan.OutputSize});");
            row.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {Kept(plan, row)}, ref {row.Destination(plan)}, {plan.OutputSize});");
        }
    }

    private static string Kept(PoolPlan plan, StepScope scope) => StateAccess.Current(plan.Kept, scope.State);

    private static string Take(PoolPlan plan, StepScope scope, string input, string isFirst) =>
        $"Rnn::States.PoolBuffers.{(plan.Pool == PoolKind.Max ? "Max" : "Add")}(ref {Kept(plan, scope)}, ref {input}, {plan.InputSize}, {isFirst});";

    private static void EmitMean(PoolPlan plan, StepScope scope)
    {
        if (plan.Pool == PoolKind.Average)
            scope.Writer.Line($"Rnn::States.PoolBuffers.Divide(ref {Kept(plan, scope)}, {plan.InputSize}, {plan.StepsPerOutput});");
    }
}
