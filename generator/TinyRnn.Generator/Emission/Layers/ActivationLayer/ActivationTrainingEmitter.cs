using TinyRnn.Model.Layers.ActivationLayer;

namespace TinyRnn.Generator.Emission.Layers.ActivationLayer;

/// <summary>Prints the training of a function of each value.</summary>
internal sealed class ActivationTrainingEmitter : LayerTrainingEmitter
{
    private readonly ActivationTrainingPlan _plan;

    public ActivationTrainingEmitter(ActivationTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        FunctionText.NamePlaces(scope, plan.Function, plan.Layer);
    }

    public override void EmitForward()
    {
        Scope.Comment(_plan.Function.IsInLoss ? "y_t = x_t; the loss contains the activation" : LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Layer.OutputSize}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
        FunctionText.EmitForward(Scope, _plan.Function, _plan);
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            FunctionText.EmitBackward(Scope, _plan.Function, Output);
            Scope.Line(
                $"Rnn::Tape.TapeRows.{RowsMethod}(rows, {Layer.OutputSize}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }
}
