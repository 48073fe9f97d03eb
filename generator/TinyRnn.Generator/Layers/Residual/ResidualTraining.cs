using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Residual;

/// <summary>Training of a residual connection: the gradient goes both ways.</summary>
internal sealed class ResidualTraining : LayerTraining
{
    private readonly ResidualPlan _plan;

    public ResidualTraining(ResidualPlan plan, TrainingContext context)
        : base(plan, context)
    {
        _plan = plan;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    private ValuePlan Source => Context.Read(_plan, _plan.SourceValue);

    public override void EmitForward(TrainingScope scope)
    {
        scope.Comment(_plan.Equations[0]);
        scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {_plan.OutputSize}, {TrainingScope.Tape(Input.Rows)}, {Input.Stride}, {TrainingScope.Tape(Output.Rows)}, {Output.Stride});");
        scope.Line($"Rnn::Tape.TapeRows.Add(rows, {_plan.Channels}, {TrainingScope.Tape(Source.Rows)}, {Source.Stride}, {TrainingScope.Tape(Output.Rows)}, {Output.Stride});");
    }

    public override void EmitBackward(TrainingScope scope)
    {
        using (scope.Writer.Block("if (needsInput)"))
        {
            string method = InputProduct == "Set" ? "Copy" : "Add";
            scope.Line($"Rnn::Tape.TapeRows.{method}(rows, {_plan.OutputSize}, {TrainingScope.Tape(Output.GradientRows)}, {Output.Stride}, {TrainingScope.Tape(Input.GradientRows)}, {Input.Stride});");
            scope.Line($"Rnn::Tape.TapeRows.Add(rows, {_plan.Channels}, {TrainingScope.Tape(Output.GradientRows)}, {Output.Stride}, {TrainingScope.Tape(Source.GradientRows)}, {Source.Stride});");
        }
    }
}
