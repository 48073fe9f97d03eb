using TinyRnn.Model.Layers.Recurrent;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>
/// Prints the training of an LSTM, GRU or RNN layer. The reverse direction of a bidirectional layer is the same layer on the reversed sequences.
/// </summary>
internal sealed class RecurrentTrainingEmitter : LayerTrainingEmitter
{
    private readonly ValuePlan? _reversedInput;
    private readonly IReadOnlyList<CellTrainingEmitter> _cells;

    public RecurrentTrainingEmitter(RecurrentTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _reversedInput = plan.ReversedInput;
        _cells = [.. plan.Cells.Select(cell => CellTexts.Train(cell, scope))];
        if (_reversedInput is not null)
            scope.NameValue(_reversedInput, plan.Layer.Id + "ReverseInput");
        scope.NameValue(plan.Output, plan.Layer.Id + "Output");
    }

    private ValuePlan Forward => _cells[0].Place.Hidden;

    private ValuePlan Reverse => _cells[1].Place.Hidden;

    private int Units => _cells[0].Place.HiddenSize;

    public override void EmitForward()
    {
        foreach (CellTrainingEmitter cell in _cells)
        {
            if (cell.Place.Direction.IsReverse)
            {
                Scope.Comment("The other direction: each sequence from its last step to its first.");
                Scope.Line(
                    $"Rnn::Tape.TapeRows.Reverse(steps, batch, {Input.Size}, {Lengths}, {Scope.Rows(Input)}, {Input.Stride}, {Scope.Tape(_reversedInput!.Offset)}, {_reversedInput.Stride});");
            }

            cell.EmitForward();
        }

        if (!Layer.IsBidirectional)
            return;
        Scope.Comment("y_t = [forward h_t, backward h_t]");
        Scope.Line($"Rnn::Tape.TapeRows.Copy(rows, {Units}, {Scope.Rows(Forward)}, {Forward.Stride}, {Scope.Rows(Output)}, {Output.Stride});");
        Scope.Line(
            $"Rnn::Tape.TapeRows.Reverse(steps, batch, {Units}, {Lengths}, {Scope.Rows(Reverse)}, {Reverse.Stride}, {TrainingScope.At($"{Scope.RowsPlace(Output)} + {Units}")}, {Output.Stride});");
    }

    public override void EmitBackward()
    {
        if (Layer.IsBidirectional)
        {
            Scope.Line(
                $"Rnn::Tape.TapeRows.Copy(rows, {Units}, {Scope.GradientRows(Output)}, {Output.Stride}, {Scope.GradientRows(Forward)}, {Forward.Stride});");
            Scope.Line(
                $"Rnn::Tape.TapeRows.Reverse(steps, batch, {Units}, {Lengths}, {TrainingScope.At($"{Scope.GradientPlace(Output)} + {Units}")}, {Output.Stride}, {Scope.GradientRows(Reverse)}, {Reverse.Stride});");
        }

        foreach (CellTrainingEmitter cell in _cells)
            cell.EmitBackward();
        if (_reversedInput is null)
            return;
        using (Scope.Writer.Block("if (needsInput)"))
        {
            Scope.Line(
                $"Rnn::Tape.TapeRows.AddReversed(steps, batch, {Input.Size}, {Lengths}, {Scope.Tape(_reversedInput.Gradient)}, {_reversedInput.Stride}, {Scope.GradientRows(Input)}, {Input.Stride});");
        }
    }

    public override void EmitReset()
    {
        foreach (CellTrainingEmitter cell in _cells)
            cell.EmitReset();
    }

    public override void EmitLoad()
    {
        foreach (CellTrainingEmitter cell in _cells)
            cell.EmitLoad();
    }

    public override void EmitStore()
    {
        foreach (CellTrainingEmitter cell in _cells)
            cell.EmitStore();
    }
}
