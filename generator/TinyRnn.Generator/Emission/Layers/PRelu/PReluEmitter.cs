using TinyRnn.Model.Layers.PRelu;

namespace TinyRnn.Generator.Emission.Layers.PRelu;

/// <summary>Prints a ReLU with a learnt slope.</summary>
internal sealed class PReluEmitter : LayerEmitter<PReluPlan, PReluTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(PReluPlan plan) => ["y_t = max(x_t, 0) + a * min(x_t, 0)"];

    protected override LayerTrainingEmitter Train(PReluTrainingPlan plan, TrainingScope scope) => new PReluTrainingEmitter(plan, scope);

    protected override void EmitStep(PReluPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        string slope = ChannelText.Parameter(scope, plan.Parameters.Offset);
        scope.Writer.Line(plan.IsShared
            ? $"Rnn::Cells.Channelwise.PReluShared(ref {input}, ref {output}, {plan.OutputSize}, {slope.Substring("ref ".Length)});"
            : $"Rnn::Cells.Channelwise.PRelu(ref {input}, ref {output}, {plan.OutputSize}, {slope});");
        ChannelText.EmitQuiet(plan, scope);
    }
}
