using TinyRnn.Model.Layers.Scale;

namespace TinyRnn.Generator.Emission.Layers.Scale;

/// <summary>Prints a scale and a shift of each channel.</summary>
internal sealed class ScaleEmitter : LayerEmitter<ScalePlan, ScaleTrainingPlan>
{
    /// <summary>Arguments: the bounds.</summary>
    public static string Bounds(ScalePlan plan) => $"{Bound(plan.Low)}, {Bound(plan.High)}";

    protected override IReadOnlyList<string> Equations(ScalePlan plan)
    {
        string sum = plan.HasShift ? "w * x_t + b" : "w * x_t";
        return [plan.Clips ? $"y_t = min(max({sum}, {Literal.Float(plan.Low)}), {Literal.Float(plan.High)})" : $"y_t = {sum}"];
    }

    protected override LayerTrainingEmitter Train(ScaleTrainingPlan plan, TrainingScope scope) => new ScaleTrainingEmitter(plan, scope);

    protected override void EmitStep(ScalePlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        string scales = ChannelText.Parameter(scope, plan.Parameters.Offset);
        string shifts = plan.HasShift ? ", " + ChannelText.Parameter(scope, plan.Parameters.Offset + plan.OutputSize) : "";
        scope.Writer.Line(
            $"Rnn::Cells.Channelwise.{(plan.HasShift ? "ScaleShift" : "Scale")}(ref {input}, ref {output}, {plan.OutputSize}, {scales}{shifts});");
        if (plan.Clips)
            scope.Writer.Line($"Rnn::Cells.Channelwise.Clip(ref {output}, {plan.OutputSize}, {Bounds(plan)});");
        ChannelText.EmitQuiet(plan, scope);
    }

    private static string Bound(float bound) =>
        float.IsNegativeInfinity(bound) ? "float.NegativeInfinity" : float.IsPositiveInfinity(bound) ? "float.PositiveInfinity" : Literal.Float(bound);
}
