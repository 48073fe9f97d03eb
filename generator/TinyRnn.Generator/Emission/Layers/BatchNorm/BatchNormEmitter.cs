using TinyRnn.Model.Layers.BatchNorm;

namespace TinyRnn.Generator.Emission.Layers.BatchNorm;

/// <summary>Prints batch normalisation: the scale and the shift that its statistics were packed as.</summary>
internal sealed class BatchNormEmitter : LayerEmitter<BatchNormPlan, BatchNormTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(BatchNormPlan plan) =>
        [$"y_t = w * (x_t - mean) / sqrt(var + {Literal.Float(plan.Epsilon)}) + b"];

    protected override LayerTrainingEmitter Train(BatchNormTrainingPlan plan, TrainingScope scope) => new BatchNormTrainingEmitter(plan, scope);

    protected override void EmitStep(BatchNormPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        scope.Writer.Line(
            $"Rnn::Cells.Channelwise.ScaleShift(ref {input}, ref {output}, {plan.OutputSize}, {WeightAccess.At(plan.Fold.Packed)}, {WeightAccess.At(plan.Shifts)});");
        ChannelText.EmitQuiet(plan, scope);
    }
}
