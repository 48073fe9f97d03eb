using TinyRnn.Model.Layers.Dropout;

namespace TinyRnn.Generator.Emission.Layers.Dropout;

/// <summary>Prints the training of dropout: a mask of 0 and 1 / (1 - p), drawn anew for each batch.</summary>
internal sealed class DropoutTrainingEmitter : LayerTrainingEmitter
{
    private readonly DropoutTrainingPlan _plan;

    public DropoutTrainingEmitter(DropoutTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameTape(plan.Mask, plan.Layer.Id + "Mask");
    }

    public override void EmitForward()
    {
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Output.Size}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
        using (Scope.Writer.Block("if (IsTraining)"))
        {
            Scope.Line($"Rnn::Tape.DropoutMask.Fill(ref Random, {Literal.Float(_plan.Rate)}, rows, {Output.Size}, {Output.Stride}, {Scope.Tape(_plan.Mask)});");
            Scope.Line($"Rnn::Tape.DropoutMask.Multiply(rows * {Output.Stride}, {Scope.Rows(Output)}, {Scope.Tape(_plan.Mask)});");
        }
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            using (Scope.Writer.Block("if (IsTraining)"))
                Scope.Line($"Rnn::Tape.DropoutMask.Multiply(rows * {Output.Stride}, {Scope.GradientRows(Output)}, {Scope.Tape(_plan.Mask)});");
            Scope.Line(
                $"Rnn::Tape.TapeRows.{RowsMethod}(rows, {Output.Size}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }
}
