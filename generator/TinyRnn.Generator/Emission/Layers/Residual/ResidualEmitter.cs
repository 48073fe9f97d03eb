using TinyRnn.Model.Layers.Residual;

namespace TinyRnn.Generator.Emission.Layers.Residual;

/// <summary>Prints the sum of two values.</summary>
internal sealed class ResidualEmitter : LayerEmitter<ResidualPlan, ResidualTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(ResidualPlan plan) =>
        [plan.Channels == plan.OutputSize ? "y_t = f(x_t) + x_t" : $"y_t = f(x_t), plus x_t in the first {plan.Channels} of its "
            + Counted.Of(plan.OutputSize, "value")];

    protected override LayerTrainingEmitter Train(ResidualTrainingPlan plan, TrainingScope scope) => new ResidualTrainingEmitter(plan, scope);

    protected override void EmitStep(ResidualPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string source = scope.Value(plan.SourceValue);
        string output = scope.Destination(plan);
        string method = scope.IsQuiet(plan) ? "AddQuiet" : "Add";
        scope.Writer.Line($"Rnn::States.StepBuffers.{method}(ref {input}, ref {source}, ref {output}, {plan.OutputSize}, {plan.Channels});");
    }
}
