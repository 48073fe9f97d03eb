using TinyRnn.Model.Layers.LayerNorm;

namespace TinyRnn.Generator.Emission.Layers.LayerNorm;

/// <summary>Prints layer normalisation.</summary>
internal sealed class LayerNormEmitter : LayerEmitter<LayerNormPlan, LayerNormTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(LayerNormPlan plan)
    {
        string normal = $"(x_t - mean(x_t)) / sqrt(var(x_t) + {Literal.Float(plan.Epsilon)})";
        return [plan.IsAffine ? $"y_t = w * {normal} + b" : $"y_t = {normal}"];
    }

    protected override LayerTrainingEmitter Train(LayerNormTrainingPlan plan, TrainingScope scope) => new LayerNormTrainingEmitter(plan, scope);

    protected override void EmitStep(LayerNormPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        int first = plan.Parameters.Offset;
        string channels = plan.IsAffine ? $", {ChannelText.Parameter(scope, first)}, {ChannelText.Parameter(scope, first + plan.OutputSize)}" : "";
        scope.Writer.Line(
            $"Rnn::Cells.Normalisation.LayerNorm(ref {input}, ref {output}, {plan.OutputSize}, {Literal.Float(plan.Epsilon)}{channels});");
        ChannelText.EmitQuiet(plan, scope);
    }
}
