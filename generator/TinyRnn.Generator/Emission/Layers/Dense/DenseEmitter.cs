using TinyRnn.Model.Layers.Dense;

namespace TinyRnn.Generator.Emission.Layers.Dense;

/// <summary>Prints a fully connected layer.</summary>
internal sealed class DenseEmitter : LayerEmitter<DensePlan, DenseTrainingPlan>
{
    protected override IReadOnlyList<string> Equations(DensePlan plan) =>
        [plan.Function.Exists ? $"y_t = {plan.Function.Words}({DenseText.Sum(plan)})" : $"y_t = {DenseText.Sum(plan)}"];

    protected override LayerTrainingEmitter Train(DenseTrainingPlan plan, TrainingScope scope) => new DenseTrainingEmitter(plan, scope);

    protected override void EmitStep(DensePlan plan, StepScope scope)
    {
        string input = scope.Input;
        string rows = plan.IsGrowing ? $", {scope.InputLength}" : "";
        string output = scope.Destination(plan);
        scope.Writer.Line(
            $"{scope.Kernels.Call(Kernel(plan))}({WeightAccess.At(plan.Weights)}, ref {input}, ref {output}{rows});");
        FunctionText.EmitAfterKernel(plan, plan.Function, scope);
        EmitQuiet(plan, scope);
    }

    private static KernelEmitter Kernel(DensePlan plan) => plan.Kernel is { } kernel ? new DensePanelKernel(plan, kernel) : new DenseDotKernel(plan);

    protected override void EmitRows(DensePlan plan, RowsScope scope)
    {
        if (plan.SeveralRows is not { } rows)
        {
            base.EmitRows(plan, scope);
            return;
        }

        string inputs = scope.Arguments(row => row.Input);
        string outputs = scope.Arguments(row => row.Destination(plan));
        scope.Writer.Line($"{scope.Kernels.Call(new DensePanelKernel(plan, rows))}({WeightAccess.At(plan.Weights)}, {inputs}, {outputs});");
        foreach (StepScope row in scope.Rows)
        {
            FunctionText.EmitAfterKernel(plan, plan.Function, row);
            EmitQuiet(plan, row);
        }
    }

    private static void EmitQuiet(DensePlan plan, StepScope row)
    {
        if (row.IsQuiet(plan))
            row.Writer.Line($"Rnn::Vectors.Subnormal.ToZero(ref {row.Input}, {plan.OutputSize});");
    }
}
