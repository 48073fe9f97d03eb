using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Recurrent;

/// <summary>
/// Training of an LSTM, GRU or RNN layer. The reverse direction of a bidirectional layer is the same layer on the reversed sequences.
/// </summary>
internal sealed class RecurrentTraining : LayerTraining
{
    private readonly RecurrentPlan _plan;
    private readonly List<CellTraining> _cells = [];
    private readonly ValuePlan? _reversedInput;

    /// <param name="plan">The layer.</param>
    /// <param name="context">Where it stands.</param>
    /// <param name="cell">Plans the cell of one direction.</param>
    public RecurrentTraining(RecurrentPlan plan, TrainingContext context, Func<CellPlace, CellTraining> cell)
        : base(plan, context)
    {
        _plan = plan;
        int rows = context.MaxRowsOf(plan);
        foreach (DirectionPlan direction in plan.Directions)
        {
            ValuePlan input = Input;
            if (direction.IsReverse)
                input = _reversedInput = context.TakeValue(plan.InputSize, rows);
            ValuePlan hidden = context.TakeValue(plan.Units, rows, earlierSteps: 1);
            _cells.Add(cell(new CellPlace(plan, direction, context, input, hidden, InputProduct)));
        }

        context.Add(plan.Index + 1, plan.IsBidirectional ? context.TakeValue(plan.OutputSize, rows) : _cells[0].Place.Hidden);
    }

    public override void EmitForward(TrainingScope scope)
    {
        foreach (CellTraining cell in _cells)
        {
            if (cell.Place.Direction.IsReverse)
            {
                scope.Comment("The other direction: each sequence from its last step to its first.");
                scope.Line($"Rnn::Tape.TapeRows.Reverse(steps, batch, {Input.Size}, Lengths, {TrainingScope.Tape(Input.Rows)}, {Input.Stride}, {TrainingScope.Tape(_reversedInput!.Offset)}, {_reversedInput.Stride});");
            }

            cell.EmitForward(scope);
        }

        if (!_plan.IsBidirectional)
            return;
        scope.Comment("y_t = [forward h_t, backward h_t]");
        ValuePlan forward = _cells[0].Place.Hidden;
        ValuePlan reverse = _cells[1].Place.Hidden;
        scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {_plan.Units}, {TrainingScope.Tape(forward.Rows)}, {forward.Stride}, {TrainingScope.Tape(Output.Rows)}, {Output.Stride});");
        scope.Line($"Rnn::Tape.TapeRows.Reverse(steps, batch, {_plan.Units}, Lengths, {TrainingScope.Tape(reverse.Rows)}, {reverse.Stride}, {TrainingScope.Tape($"{Output.Rows} + {_plan.Units}")}, {Output.Stride});");
    }

    public override void EmitBackward(TrainingScope scope)
    {
        if (_plan.IsBidirectional)
        {
            ValuePlan forward = _cells[0].Place.Hidden;
            ValuePlan reverse = _cells[1].Place.Hidden;
            scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {_plan.Units}, {TrainingScope.Tape(Output.GradientRows)}, {Output.Stride}, {TrainingScope.Tape(forward.GradientRows)}, {forward.Stride});");
            scope.Line($"Rnn::Tape.TapeRows.Reverse(steps, batch, {_plan.Units}, Lengths, {TrainingScope.Tape($"{Output.GradientRows} + {_plan.Units}")}, {Output.Stride}, {TrainingScope.Tape(reverse.GradientRows)}, {reverse.Stride});");
        }

        foreach (CellTraining cell in _cells)
            cell.EmitBackward(scope);
        if (_reversedInput is null)
            return;
        using (scope.Writer.Block("if (needsInput)"))
        {
            scope.Line($"Rnn::Tape.TapeRows.AddReversed(steps, batch, {Input.Size}, Lengths, {TrainingScope.Tape(_reversedInput.Gradient)}, {_reversedInput.Stride}, {TrainingScope.Tape(Input.GradientRows)}, {Input.Stride});");
        }
    }

    public override void EmitReset(TrainingScope scope)
    {
        foreach (CellTraining cell in _cells)
            cell.EmitReset(scope);
    }

    public override void EmitLoad(TrainingScope scope)
    {
        foreach (CellTraining cell in _cells)
        {
            foreach ((StateVector vector, ValuePlan value) in cell.States)
                scope.Line($"state.{vector.Name}.CopyTo(Row({value.Offset} + (b * {value.Stride}), {value.Size}));");
        }
    }

    public override void EmitStore(TrainingScope scope)
    {
        foreach (CellTraining cell in _cells)
        {
            foreach ((StateVector vector, ValuePlan value) in cell.States)
                scope.Line($"Row({value.Offset} + (((length * batch) + b) * {value.Stride}), {value.Size}).CopyTo(state.{vector.Name});");
        }
    }

    /// <summary>Each hidden state's gradients before the first step and behind the last, in the order of the model's hidden vectors.</summary>
    public IEnumerable<CellTraining> Cells => _cells;
}
