using TinyRnn.Model.Layers.OverTime;

namespace TinyRnn.Generator.Emission.Layers.OverTime;

/// <summary>
/// Prints the training of a mean or maximum of all steps so far. With n_t steps so far, a step of a mean takes part in all later ones: dL/dx_t is the sum of
/// dL/dy_s / n_s of s = t and all that follow. Of a maximum, each gradient goes to the first step that has the value.
/// </summary>
internal sealed class OverTimeTrainingEmitter : LayerTrainingEmitter
{
    private readonly OverTimeTrainingPlan _plan;

    public OverTimeTrainingEmitter(OverTimeTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
        scope.NameTape(plan.Steps, plan.Layer.Id + "StepsBefore");
    }

    private OverTimePlan OverTime => (OverTimePlan)Layer;

    private string Seen => Scope.Tape(_plan.Steps);

    private string Inputs => $"{Scope.Rows(Input)}, {Input.Stride}";

    /// <summary>From what the state held on.</summary>
    private string Outputs => $"{Scope.Tape(Output.Offset)}, {Output.Stride}";

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.OverTimeRows.{OverTime.What}(steps, batch, {Layer.OutputSize}, {Seen}, {Inputs}, {Outputs});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (!_plan.AddsToInput)
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            string gradients = $"{Scope.Tape(Output.Gradient)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride}";
            string values = OverTime.What == OverTimeKind.Max ? $"{Inputs}, {Outputs}, " : "";
            Scope.Line($"Rnn::Tape.OverTimeRows.Add{OverTime.What}Gradient(steps, batch, {Layer.OutputSize}, {Seen}, {values}{gradients});");
        }
    }

    public override void EmitReset()
    {
        Scope.Line($"Row({Scope.Place(Output.Offset)}, batch * {Output.Stride}).Clear();");
        Scope.Line($"Row({Scope.Place(_plan.Steps)}, batch).Clear();");
    }

    public override void EmitLoad()
    {
        Scope.Line($"MemoryMarshal.CreateSpan(ref {StateAccess.Current(OverTime.Kept)}, {Layer.OutputSize}).CopyTo({OutputOf("b")});");
        Scope.Line($"At({Scope.Place(_plan.Steps)} + b) = Rnn::States.OverTime.Seen({StateAccess.Current(OverTime.Steps)});");
    }

    public override void EmitStore()
    {
        Scope.Line($"{OutputOf("(length * batch) + b")}.CopyTo(MemoryMarshal.CreateSpan(ref {StateAccess.Current(OverTime.Kept)}, {Layer.OutputSize}));");
        Scope.Line($"{StateAccess.Current(OverTime.Steps)} = Rnn::States.OverTime.Seen(At({Scope.Place(_plan.Steps)} + b) + length);");
    }

    private string OutputOf(string row) => $"Row({Scope.Place(Output.Offset)} + (({row}) * {Output.Stride}), {Layer.OutputSize})";
}
