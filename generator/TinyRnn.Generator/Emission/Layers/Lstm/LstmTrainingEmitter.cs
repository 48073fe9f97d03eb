using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Generator.Emission.Sequences;
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
        if (plan.Projection is not { } projection)
            return;
        scope.NameValue(projection.Shown, Name + "Shown");
        scope.NameTape(projection.Transposed, Name + "ProjectionTransposed");
        scope.NameWeights(projection.Block, Name + "Projection");
    }

    /// <summary>Peepholes have no steps of their own either.</summary>
    protected override bool IsFree => base.IsFree || _plan.Peepholes is not null;

    protected override SequenceCell? Sequence => _plan.Sequence is null ? null : new LstmSequence(_plan, Scope);

    protected override IEnumerable<(SequenceProduct Product, string Matrix, int Panels)> SequenceMatrices =>
        [(_plan.Sequence!, Scope.Weight(_plan.Block), _plan.Transposed)];

    /// <summary>The cell in the runtime's class.</summary>
    private string Cell => IsFree ? "FreeLstm" : "Lstm";

    /// <summary>c_t, which the gradients of a cell that is not a usual one ask for.</summary>
    private string CellAfter => IsFree ? $"{After(_plan.CellState)}, " : "";

    /// <summary>Where the cell's output of the rows of one step goes, which is h_t unless it is projected.</summary>
    private string Shown => _plan.Projection is { } projection ? Scope.Tape(projection.Shown.Offset, "row", Place.Padded) : After(Hidden);

    private string ShownGradient => _plan.Projection is { } projection ? Scope.Tape(projection.Shown.Gradient, "row", Place.Padded) : GradientAfter(Hidden);

    private string Peepholes => _plan.Peepholes is { } place ? ", " + Scope.Weight(place) : "";

    protected override void EmitForwardStep()
    {
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Place.HiddenSize}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {Scope.Weight(_plan.Block)}, {Columns}, {Gates}, {Columns});");
        Scope.Line(
            $"Rnn::Tape.TapeCells.{Cell}Forward(batch, {Place.Padded}, {Gates}, {Before(_plan.CellState)}, {After(_plan.CellState)}, {Scope.Tape(_plan.TanhCell, "row", Place.Padded)}, {Shown}{Peepholes}{Form});");
        if (_plan.Projection is { } projection)
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.Set(batch, {Place.Units}, {Hidden.Stride}, {Shown}, {Place.Padded}, {Scope.Weight(projection.Block)}, {Hidden.Stride}, {After(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitBackwardStart()
    {
        base.EmitBackwardStart();
        Scope.Line($"Row({Scope.Place(_plan.CellGradient)}, batch * {Place.Padded}).Clear();");
    }

    protected override void EmitSequenceEnd()
    {
        using (Scope.Writer.Block("if (HasFinalGradients)"))
            EmitFinalCell("length - 1");
    }

    private void EmitFinalCell(string step) =>
        Scope.Line(
            $"Rnn::Tape.TapeRows.AddWhereItEnds({step}, batch, {Place.Padded}, {Lengths}, {Scope.Tape(_plan.LastCell)}, {Scope.Tape(_plan.CellGradient)});");

    protected override void EmitTransposes()
    {
        EmitTransposed(Place.HiddenSize, _plan.Block, _plan.Transposed, Columns);
        if (_plan.Projection is { } projection)
            EmitTransposed(Place.Units, projection.Block, projection.Transposed, Hidden.Stride);
    }

    protected override void EmitBackwardStep()
    {
        using (Scope.Writer.Block("if (HasFinalGradients)"))
            EmitFinalCell("row / batch");
        if (_plan.Projection is { } projection)
        {
            Scope.Comment("dL/dm_t from dL/dh_t: h_t = P m_t");
            Scope.Line(
                $"Rnn::Matrices.MatrixProduct.Set(batch, {Hidden.Stride}, {Place.Padded}, {GradientAfter(Hidden)}, {Hidden.Stride}, {Scope.Tape(projection.Transposed)}, {Place.Padded}, {ShownGradient}, {Place.Padded});");
        }

        Scope.Comment("da_t from dL/dh_t and dL/dc_t, then dL/dh_{t-1} += U^T da_t");
        Scope.Line(
            $"Rnn::Tape.TapeCells.{Cell}Backward(batch, {Place.Padded}, {Gates}, {Before(_plan.CellState)}, {CellAfter}{Scope.Tape(_plan.TanhCell, "row", Place.Padded)}, {ShownGradient}, {Scope.Tape(_plan.CellGradient)}{Peepholes}{Form});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Hidden.Stride}, {Gates}, {Columns}, {Scope.Tape(_plan.Transposed)}, {Hidden.Stride}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients()
    {
        Scope.EmitOuter(Place.HiddenSize, Columns, Scope.Tape(Hidden.Offset), Hidden.Stride, Scope.Tape(_plan.Gate), Columns, _plan.Block);
        if (_plan.Projection is { } projection)
            Scope.EmitOuter(
                Place.Units, Hidden.Stride, Scope.Rows(projection.Shown), Place.Padded, Scope.GradientRows(Hidden), Hidden.Stride, projection.Block);
        if (_plan.Peepholes is { } peepholes)
            Scope.Line(
                $"Rnn::Tape.TapeCells.LstmPeepholeGradients(rows, batch, {Place.Padded}, {Shape.Gates}, {Scope.Tape(_plan.Gate)}, {Scope.Tape(_plan.CellState.Offset)}, {Scope.Gradient(peepholes)}, HasGradients);");
    }
}
