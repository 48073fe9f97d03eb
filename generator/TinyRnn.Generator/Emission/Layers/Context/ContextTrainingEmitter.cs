using TinyRnn.Model.Layers.Context;

namespace TinyRnn.Generator.Emission.Layers.Context;

/// <summary>
/// Prints the training of a context. The inputs of all rows stand after those of the step before the first one, so that a row's past is the end of the row
/// of the step before; its gradient goes there, and for the first step it ends.
/// </summary>
internal sealed class ContextTrainingEmitter : LayerTrainingEmitter
{
    private readonly ContextTrainingPlan _plan;

    public ContextTrainingEmitter(ContextTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Inputs, plan.Layer.Id + "Inputs");
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    private ContextPlan Context => (ContextPlan)Layer;

    private int Values => Context.Values;

    private ValuePlan Inputs => _plan.Inputs;

    /// <summary>Where the end of an input begins.</summary>
    private int End => Layer.InputSize - Values;

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Inputs.Size}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Inputs)}, {Inputs.Stride});");
        string past = TrainingScope.At(Plus(Scope.Place(Inputs.Offset), End));
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Values}, {past}, {Inputs.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
        Scope.Line(
            $"Rnn::Tape.TapeRows.Copy(rows, {Inputs.Size}, {Scope.Rows(Input)}, {Input.Stride}, {TrainingScope.At(Plus(Scope.RowsPlace(Output), Values))}, {Output.Stride});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Comment("dL/dx_t = the end of dL/dy_t, and in its own end the beginning of dL/dy_{t+1}");
            Scope.Line(
                $"Rnn::Tape.TapeRows.{RowsMethod}(rows, {Inputs.Size}, {TrainingScope.At(Plus(Scope.GradientPlace(Output), Values))}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
            string next = TrainingScope.At($"{Scope.GradientPlace(Output)} + (batch * {Output.Stride})");
            using (Scope.Writer.Block("if (steps > 1)"))
                Scope.Line(
                    $"Rnn::Tape.TapeRows.Add(rows - batch, {Values}, {next}, {Output.Stride}, {TrainingScope.At(Plus(Scope.GradientPlace(Input), End))}, {Input.Stride});");
        }
    }

    public override void EmitReset() => Scope.Line($"Row({Scope.Place(Inputs.Offset)}, batch * {Inputs.Stride}).Clear();");

    public override void EmitLoad() =>
        Scope.Line($"MemoryMarshal.CreateSpan(ref {StateAccess.Current(Context.Past)}, {Values}).CopyTo({EndOf("b")});");

    /// <summary>Row 0 is the step before the first.</summary>
    public override void EmitStore() =>
        Scope.Line($"{EndOf("(length * batch) + b")}.CopyTo(MemoryMarshal.CreateSpan(ref {StateAccess.Current(Context.Past)}, {Values}));");

    private string EndOf(string row) => $"Row({Plus(Scope.Place(Inputs.Offset), End)} + (({row}) * {Inputs.Stride}), {Values})";

    private static string Plus(string place, int values) => values == 0 ? place : $"{place} + {values}";
}
