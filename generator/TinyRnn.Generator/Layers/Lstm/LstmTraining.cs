using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Lstm;

/// <summary>Training of an LSTM cell.</summary>
internal sealed class LstmTraining : CellTraining
{
    private readonly ValuePlan _cell;
    private readonly int _tanhCell;
    private readonly int _cellGradient;
    private readonly int _finalCell;
    private readonly int _block;
    private readonly int _transposed;

    public LstmTraining(CellPlace place)
        : base(place, gates: 4)
    {
        TrainingContext context = place.Context;
        long earlier = (long)place.Padded * context.Spec.MaxBatch;
        _cell = new ValuePlan(place.Units, context.TakeTape(((long)place.MaxRows * place.Padded) + earlier), -1, place.MaxRows, EarlierSteps: 1);
        _tanhCell = context.TakeTape((long)place.MaxRows * place.Padded);
        _cellGradient = context.TakeTape(earlier);
        _finalCell = context.TakeTape(earlier);
        _block = context.TakeWeights((long)place.Units * Columns);
        _transposed = context.TakeTape((long)Columns * place.Padded);
        AddTensor(place.HiddenWeights, _block, 4, place.Units);
        AddTensor(place.Bias, InputBlock, 4, 1, place.BiasMultiplicity);
    }

    public override IEnumerable<(StateVector Vector, ValuePlan Value)> States => [.. base.States, (Place.Direction.Cell!, _cell)];

    public override int? CellOffset => _cell.Offset;

    public override int? FinalCell => _finalCell;

    public override int? InitialCellGradient => _cellGradient;

    protected override void EmitForwardStep(TrainingScope scope)
    {
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {TrainingScope.Weight(_block)}, {Columns}, {TrainingScope.Tape(Gate, "row", Columns)}, {Columns});");
        scope.Line($"Rnn::Tape.TapeCells.LstmForward(batch, {Place.Padded}, {TrainingScope.Tape(Gate, "row", Columns)}, {Before(_cell)}, {After(_cell)}, {TrainingScope.Tape(_tanhCell, "row", Place.Padded)}, {After(Hidden)});");
    }

    protected override void EmitBackwardStart(TrainingScope scope)
    {
        base.EmitBackwardStart(scope);
        scope.Line($"Row({_cellGradient}, batch * {Place.Padded}).Clear();");
        EmitTransposed(scope, Place.Units, _block, _transposed, Columns);
    }

    protected override void EmitBackwardStep(TrainingScope scope)
    {
        using (scope.Writer.Block("if (HasFinalGradients)"))
            scope.Line($"Rnn::Tape.TapeRows.AddWhereItEnds(row / batch, batch, {Place.Padded}, Lengths, {TrainingScope.Tape(_finalCell)}, {TrainingScope.Tape(_cellGradient)});");
        scope.Comment("da_t from dL/dh_t and dL/dc_t, then dL/dh_{t-1} += U^T da_t");
        scope.Line($"Rnn::Tape.TapeCells.LstmBackward(batch, {Place.Padded}, {TrainingScope.Tape(Gate, "row", Columns)}, {Before(_cell)}, {TrainingScope.Tape(_tanhCell, "row", Place.Padded)}, {GradientAfter(Hidden)}, {TrainingScope.Tape(_cellGradient)});");
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Place.Padded}, {TrainingScope.Tape(Gate, "row", Columns)}, {Columns}, {TrainingScope.Tape(_transposed)}, {Place.Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients(TrainingScope scope) =>
        scope.EmitOuter(Place.Units, Columns, TrainingScope.Tape(Hidden.Offset), Hidden.Stride, TrainingScope.Tape(Gate), Columns, _block);
}
