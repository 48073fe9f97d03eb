using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Model.Layers.Lstm;

namespace TinyRnn.Generator.Emission.Layers.Lstm;

/// <summary>Prints the training of an LSTM cell.</summary>
internal sealed class LstmTrainingEmitter : CellTrainingEmitter
{
    private readonly LstmTrainingPlan _plan;

    public LstmTrainingEmitter(LstmTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameTape(plan.CellState.Offset, Name + "Cell");
        scope.NameTape(plan.TanhCell, Name + "TanhCell");
        scope.NameTape(plan.CellGradient, Name + "CellGradient");
        scope.NameTape(plan.LastCell, Name + "FinalCellGradient");
        scope.NameTape(plan.Transposed, Name + "HiddenTransposed");
        scope.NameWeights(plan.Block, Name + "HiddenWeight");
        if (plan.Peepholes is { } peepholes)
            scope.NameWeights(peepholes, Name + "Peepholes");
    }

    /// <summary>The cell in the runtime's class, and its last argument.</summary>
    private string Cell => _plan.Peepholes is null ? "Lstm" : "LstmPeephole";

    private string Peepholes => _plan.Peepholes is { } place ? ", " + Scope.Weight(place) : "";

    protected override void EmitForwardStep()
    {
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {Scope.Weight(_plan.Block)}, {Columns}, {Gates}, {Columns});");
        Scope.Line(
            $"Rnn::Tape.TapeCells.{Cell}Forward(batch, {Place.Padded}, {Gates}, {Before(_plan.CellState)}, {After(_plan.CellState)}, {Scope.Tape(_plan.TanhCell, "row", Place.Padded)}, {After(Hidden)}{Peepholes}{Functions});");
    }

    protected override void EmitBackwardStart()
    {
        base.EmitBackwardStart();
        Scope.Line($"Row({Scope.Place(_plan.CellGradient)}, batch * {Place.Padded}).Clear();");
        EmitTransposed(Place.Units, _plan.Block, _plan.Transposed, Columns);
    }

    protected override void EmitBackwardStep()
    {
        using (Scope.Writer.Block("if (HasFinalGradients)"))
            Scope.Line(
                $"Rnn::Tape.TapeRows.AddWhereItEnds(row / batch, batch, {Place.Padded}, {Lengths}, {Scope.Tape(_plan.LastCell)}, {Scope.Tape(_plan.CellGradient)});");
        Scope.Comment("da_t from dL/dh_t and dL/dc_t, then dL/dh_{t-1} += U^T da_t");
        Scope.Line(
            $"Rnn::Tape.TapeCells.{Cell}Backward(batch, {Place.Padded}, {Gates}, {Before(_plan.CellState)}, {Scope.Tape(_plan.TanhCell, "row", Place.Padded)}, {GradientAfter(Hidden)}, {Scope.Tape(_plan.CellGradient)}{Peepholes}{Functions});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Place.Padded}, {Gates}, {Columns}, {Scope.Tape(_plan.Transposed)}, {Place.Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients()
    {
        Scope.EmitOuter(Place.Units, Columns, Scope.Tape(Hidden.Offset), Hidden.Stride, Scope.Tape(_plan.Gate), Columns, _plan.Block);
        if (_plan.Peepholes is { } peepholes)
            Scope.Line(
                $"Rnn::Tape.TapeCells.LstmPeepholeGradients(rows, batch, {Place.Padded}, {Scope.Tape(_plan.Gate)}, {Scope.Tape(_plan.CellState.Offset)}, {Scope.Gradient(peepholes)}, HasGradients);");
    }
}
