using TinyRnn.Model.Layers.Residual;

namespace TinyRnn.Generator.Emission.Layers.Residual;

/// <summary>Prints the training of a residual connection: the gradient goes both ways.</summary>
internal sealed class ResidualTrainingEmitter : LayerTrainingEmitter
{
    private readonly ResidualTrainingPlan _plan;

    public ResidualTrainingEmitter(ResidualTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    private ValuePlan Source => _plan.Source;

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Layer.OutputSize}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
        Scope.Line($"Rnn::Tape.TapeRows.Add(rows, {_plan.Channels}, {Scope.Rows(Source)}, {Source.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Line(
                $"Rnn::Tape.TapeRows.{RowsMethod}(rows, {Layer.OutputSize}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
            Scope.Line(
                $"Rnn::Tape.TapeRows.Add(rows, {_plan.Channels}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Source)}, {Source.Stride});");
        }
    }
}
