using TinyRnn.Model.Layers.Magnitude;

namespace TinyRnn.Generator.Emission.Layers.Magnitude;

/// <summary>Prints magnitudes of complex numbers.</summary>
internal sealed class MagnitudeEmitter : LayerEmitter<MagnitudePlan, MagnitudeTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(MagnitudePlan plan) =>
        [plan.Positions == 1 ? "y_t = sqrt(re^2 + im^2), x_t = [re, im]" : $"y_p = sqrt(re_p^2 + im_p^2), x_p = [re_p, im_p], p = 0..{plan.Positions - 1}"];

    protected override LayerTrainingEmitter Train(MagnitudeTrainingPlan plan, TrainingScope scope) => new MagnitudeTrainingEmitter(plan, scope);

    protected override void EmitStep(MagnitudePlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        string runtime = plan.IsReproducible ? "ReproducibleMagnitude" : "Magnitude";
        scope.Writer.Line($"Rnn::Cells.PositionMath.{runtime}(ref {input}, ref {output}, {plan.Positions}, {plan.Bins});");
    }
}
