using TinyRnn.Model.Layers.ActivationLayer;

namespace TinyRnn.Generator.Emission.Layers.ActivationLayer;

/// <summary>Prints a function of each value.</summary>
internal sealed class ActivationEmitter : LayerEmitter<ActivationPlan, ActivationTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(ActivationPlan plan) => [$"y_t = {plan.Function.Words}(x_t)"];

    protected override LayerTrainingEmitter Train(ActivationTrainingPlan plan, TrainingScope scope) => new ActivationTrainingEmitter(plan, scope);

    /// <summary>The input stays as it is: it can be a state, or a value that another layer reads.</summary>
    protected override void EmitStep(ActivationPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        scope.Writer.Line($"Rnn::States.StepBuffers.Copy(ref {input}, ref {output}, {plan.OutputSize});");
        FunctionText.Emit(plan, plan.Function, scope);
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {output}, {plan.OutputSize});");
    }
}
