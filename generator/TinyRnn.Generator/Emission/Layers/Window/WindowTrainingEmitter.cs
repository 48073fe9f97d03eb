using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Generator.Emission.Layers.Window;

/// <summary>
/// Prints the training of a window, or of a history, which is a window as long as the longest sequence: the inputs of all steps after those from before the
/// first, and a row of the last ones for each step.
/// </summary>
internal sealed class WindowTrainingEmitter : LayerTrainingEmitter
{
    private readonly WindowTrainingPlan _plan;
    private readonly string _load;
    private readonly string _push;

    /// <param name="plan">The layer.</param>
    /// <param name="scope">Where to.</param>
    /// <param name="load">Call that copies the inputs so far from a state, newest first: its last argument is the memory.</param>
    /// <param name="push">Call that adds an input <c>x</c> to a state.</param>
    public WindowTrainingEmitter(WindowTrainingPlan plan, TrainingScope scope, string load, string push)
        : base(plan, scope)
    {
        _plan = plan;
        _load = load;
        _push = push;
        scope.NameValue(plan.Inputs, plan.Layer.Id + "Inputs");
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    private ValuePlan Inputs => _plan.Inputs;

    private int Steps => _plan.Steps;

    public override void EmitForward()
    {
        Scope.Comment(LayerEmitters.LastEquation(Layer));
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Inputs.Size}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Rows(Inputs)}, {Inputs.Stride});");
        Scope.Line(
            $"Rnn::Tape.TapeRows.Window(steps, batch, {Steps}, {Inputs.Size}, {Scope.Tape(Inputs.Offset)}, {Inputs.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
    }

    public override void EmitBackward()
    {
        using (Scope.Writer.Block("if (needsInput)"))
        {
            if (!_plan.AddsToInput)
                Scope.Line($"Row({Scope.GradientPlace(Input)}, rows * {Input.Stride}).Clear();");
            Scope.Line(
                $"Rnn::Tape.TapeRows.AddFromWindow(steps, batch, {Steps}, {Inputs.Size}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }

    public override void EmitReset()
    {
        if (Steps > 1)
            Scope.Line($"Row({Scope.Place(Inputs.Offset)}, batch * {(Steps - 1) * Inputs.Stride}).Clear();");
    }

    public override void EmitLoad()
    {
        Scope.Comment("The newest input is the row in front of the first step.");
        using (Scope.Writer.Block($"for (int lag = 0; lag < {Steps - 1}; lag++)"))
            Scope.Line($"{_load}.CopyTo(Row({Scope.Place(Inputs.Offset)} + (((({Steps - 2} - lag) * batch) + b) * {Inputs.Stride}), {Inputs.Size}));");
    }

    public override void EmitStore()
    {
        using (Scope.Writer.Block("for (int t = 0; t < length; t++)"))
        {
            Scope.Line($"ref float x = ref At({Scope.Place(Inputs.Offset)} + ((((t + {Steps - 1}) * batch) + b) * {Inputs.Stride}));");
            Scope.Line(_push);
        }
    }
}
