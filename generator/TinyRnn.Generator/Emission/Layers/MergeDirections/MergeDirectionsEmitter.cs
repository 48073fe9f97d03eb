using TinyRnn.Model.Layers.MergeDirections;

namespace TinyRnn.Generator.Emission.Layers.MergeDirections;

/// <summary>Prints two halves that become one.</summary>
internal sealed class MergeDirectionsEmitter : LayerEmitter<MergeDirectionsPlan, MergeDirectionsTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(MergeDirectionsPlan plan) => [plan.How switch
    {
        DirectionMerge.Sum => "y_t = f_t + b_t, x_t = [f_t, b_t]",
        DirectionMerge.Mean => "y_t = (f_t + b_t) / 2, x_t = [f_t, b_t]",
        _ => "y_t = f_t * b_t, x_t = [f_t, b_t]",
    }];

    protected override LayerTrainingEmitter Train(MergeDirectionsTrainingPlan plan, TrainingScope scope) => new MergeDirectionsTrainingEmitter(plan, scope);

    protected override void EmitStep(MergeDirectionsPlan plan, StepScope scope)
    {
        string input = scope.Input;
        string output = scope.Destination(plan);
        string method = plan.How == DirectionMerge.Product ? "Product" : "Sum";
        scope.Writer.Line(
            $"Rnn::States.JoinedValues.{method}(ref {input}, ref Unsafe.Add(ref {input}, {plan.OutputSize}), ref {output}, {plan.OutputSize});");
        if (plan.How == DirectionMerge.Mean)
            scope.Writer.Line($"Rnn::States.PoolBuffers.Divide(ref {output}, {plan.OutputSize}, 2);");
        if (scope.IsQuiet(plan))
            scope.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {output}, {plan.OutputSize});");
    }
}
