using TinyRnn.Model.Layers.FrameMean;

namespace TinyRnn.Generator.Emission.Layers.FrameMean;

/// <summary>Prints the training of a mean over P positions: dL/dx of each is dL/dy / P.</summary>
internal sealed class FrameMeanTrainingEmitter : LayerTrainingEmitter
{
    public FrameMeanTrainingEmitter(FrameMeanTrainingPlan plan, TrainingScope scope)
        : base(plan, scope) => scope.NameValue(plan.Output, plan.Layer.Id + "Output");

    private string Sizes => $"rows, {((FrameMeanPlan)Layer).Positions}, {Layer.OutputSize}";

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.RowPositions.Mean({Sizes}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (RowsMethod == "Copy")
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            Scope.Line(
                $"Rnn::Tape.RowPositions.AddMeanSlope({Sizes}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }
}
