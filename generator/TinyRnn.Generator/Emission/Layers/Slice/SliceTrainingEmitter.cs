using TinyRnn.Model.Layers.Slice;

namespace TinyRnn.Generator.Emission.Layers.Slice;

/// <summary>Prints the training of a slice.</summary>
internal sealed class SliceTrainingEmitter : LayerTrainingEmitter
{
    private readonly SliceTrainingPlan _plan;

    public SliceTrainingEmitter(SliceTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line(
            $"Rnn::Tape.TapeRows.Copy(rows, {Layer.OutputSize}, {Scope.Rows(Input, _plan.First)}, {Input.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
    }

    /// <summary>Added to what others have given, or to zeros: values that are not taken have no gradient from here.</summary>
    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (RowsMethod == "Copy")
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            string to = Scope.GradientRows(Input, _plan.First);
            Scope.Line($"Rnn::Tape.TapeRows.Add(rows, {Layer.OutputSize}, {Scope.GradientRows(Output)}, {Output.Stride}, {to}, {Input.Stride});");
        }
    }
}
