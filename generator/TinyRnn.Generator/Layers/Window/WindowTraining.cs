using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Window;

/// <summary>
/// Training of a window, or of a history, which is a window as long as the longest sequence: the inputs of all steps behind those from before the first, and a row of the last ones for
/// each step.
/// </summary>
internal sealed class WindowTraining : LayerTraining
{
    private readonly int _steps;
    private readonly ValuePlan _inputs;
    private readonly string _load;
    private readonly string _push;

    /// <param name="plan">The layer.</param>
    /// <param name="context">Where it stands.</param>
    /// <param name="steps">Inputs in a row of the output.</param>
    /// <param name="load">Call that copies the inputs so far from a state, newest first: its last argument is the memory.</param>
    /// <param name="push">Call that adds an input <c>x</c> to a state.</param>
    /// <param name="room">Expression of the steps that a state has room for, where that is limited.</param>
    public WindowTraining(LayerPlan plan, TrainingContext context, int steps, string load, string push, string? room = null)
        : base(plan, context)
    {
        _steps = steps;
        _load = load;
        _push = push;
        Room = room;
        _inputs = context.TakeValue(plan.InputSize, context.MaxRowsOf(plan), steps - 1);
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    public override string? Room { get; }

    public override void EmitForward(TrainingScope scope)
    {
        scope.Comment(Layer.Equations[0]);
        scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {_inputs.Size}, {TrainingScope.Tape(Input.Rows)}, {Input.Stride}, {TrainingScope.Tape(_inputs.Rows)}, {_inputs.Stride});");
        scope.Line($"Rnn::Tape.TapeRows.Window(steps, batch, {_steps}, {_inputs.Size}, {TrainingScope.Tape(_inputs.Offset)}, {_inputs.Stride}, {TrainingScope.Tape(Output.Rows)}, {Output.Stride});");
    }

    public override void EmitBackward(TrainingScope scope)
    {
        using (scope.Writer.Block("if (needsInput)"))
        {
            if (InputProduct == "Set")
                scope.Line($"Row({Input.GradientRows}, rows * {Input.Stride}).Clear();");
            scope.Line($"Rnn::Tape.TapeRows.AddFromWindow(steps, batch, {_steps}, {_inputs.Size}, {TrainingScope.Tape(Output.GradientRows)}, {Output.Stride}, {TrainingScope.Tape(Input.GradientRows)}, {Input.Stride});");
        }
    }

    public override void EmitReset(TrainingScope scope)
    {
        if (_steps > 1)
            scope.Line($"Row({_inputs.Offset}, batch * {(_steps - 1) * _inputs.Stride}).Clear();");
    }

    public override void EmitLoad(TrainingScope scope)
    {
        scope.Comment("The newest input is the row in front of the first step.");
        using (scope.Writer.Block($"for (int lag = 0; lag < {_steps - 1}; lag++)"))
            scope.Line($"{_load}.CopyTo(Row({_inputs.Offset} + (((({_steps - 2} - lag) * batch) + b) * {_inputs.Stride}), {_inputs.Size}));");
    }

    public override void EmitStore(TrainingScope scope)
    {
        using (scope.Writer.Block("for (int t = 0; t < length; t++)"))
        {
            scope.Line($"ref float x = ref At({_inputs.Offset} + ((((t + {_steps - 1}) * batch) + b) * {_inputs.Stride}));");
            scope.Line(_push);
        }
    }
}
