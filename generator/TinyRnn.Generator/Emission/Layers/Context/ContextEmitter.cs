using TinyRnn.Model.Layers.Context;

namespace TinyRnn.Generator.Emission.Layers.Context;

/// <summary>Prints a context: the end of the step before and this step side by side, and this step's end into the state.</summary>
internal sealed class ContextEmitter : LayerEmitter<ContextPlan, ContextTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(ContextPlan plan) => [$"y_t = [the last {plan.Values} of x_{{t-1}}, x_t]"];

    protected override LayerTrainingEmitter Train(ContextTrainingPlan plan, TrainingScope scope) => new ContextTrainingEmitter(plan, scope);

    protected override void EmitStep(ContextPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string past = StateAccess.Current(plan.Past, scope.State);
        if (scope.IsRead(plan))
        {
            string output = scope.Destination(plan);
            scope.Writer.Line($"Rnn::States.PositionBuffers.PushContext(ref {past}, ref {input}, ref {output}, {plan.Values}, {plan.InputSize});");
            if (scope.IsQuiet(plan) && plan.InputValue > 0)
                scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {output}, {plan.OutputSize});");
            return;
        }

        int rest = plan.InputSize - plan.Values;
        string end = rest == 0 ? input : $"Unsafe.Add(ref {input}, {rest})";
        scope.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {end}, ref {past}, {plan.Values});");
    }
}
