using TinyRnn.Model.Layers.MergeDirections;

namespace TinyRnn.Generator.Emission.Layers.MergeDirections;

/// <summary>Prints the training of two halves that become one.</summary>
internal sealed class MergeDirectionsTrainingEmitter : LayerTrainingEmitter
{
    public MergeDirectionsTrainingEmitter(MergeDirectionsTrainingPlan plan, TrainingScope scope)
        : base(plan, scope) => scope.NameValue(plan.Output, plan.Layer.Id + "Output");

    private DirectionMerge How => ((MergeDirectionsPlan)Layer).How;

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line(
            $"Rnn::Tape.HalfRows.{How}(rows, {Layer.OutputSize}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (RowsMethod == "Copy")
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            string values = How == DirectionMerge.Product ? $"{Scope.Rows(Input)}, " : "";
            Scope.Line(
                $"Rnn::Tape.HalfRows.Add{How}Gradient(rows, {Layer.OutputSize}, {values}{Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }
}
