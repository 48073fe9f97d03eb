using TinyRnn.Model.Layers.OverTime;

namespace TinyRnn.Generator.Emission.Layers.OverTime;

/// <summary>Prints a mean or maximum of all steps so far: the state holds it, and is the output.</summary>
internal sealed class OverTimeEmitter : LayerEmitter<OverTimePlan, OverTimeTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(OverTimePlan plan) =>
        [plan.What == OverTimeKind.Mean ? "y_t = (x_0 + ... + x_t) / (t + 1)" : "y_t = max(x_0, ... x_t)"];

    protected override LayerTrainingEmitter Train(OverTimeTrainingPlan plan, TrainingScope scope) => new OverTimeTrainingEmitter(plan, scope);

    protected override void EmitStep(OverTimePlan plan, StepScope scope)
    {
        Push(plan, scope);
        if (scope.IsRead(plan))
            scope.Produce(plan, StateAccess.Current(plan.Kept, scope.State));
    }

    /// <summary>The next step changes what later layers have still to read: each is copied. Streams have a state of their own.</summary>
    protected override void EmitRows(OverTimePlan plan, RowsScope scope)
    {
        if (!scope.IsTime || !scope.Rows[0].IsRead(plan))
        {
            base.EmitRows(plan, scope);
            return;
        }

        foreach (StepScope row in scope.Rows)
        {
            Push(plan, row);
            string kept = StateAccess.Current(plan.Kept, row.State);
            scope.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {kept}, ref {row.Destination(plan)}, {plan.OutputSize});");
        }
    }

    private static void Push(OverTimePlan plan, StepScope scope)
    {
        string kept = $"ref {StateAccess.Current(plan.Kept, scope.State)}";
        scope.Writer.Line(
            $"Rnn::States.OverTime.{plan.What}({kept}, ref {StateAccess.Current(plan.Steps, scope.State)}, ref {scope.Input}, {plan.InputSize});");
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero({kept}, {plan.OutputSize});");
    }
}
