using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Rnn;

namespace TinyRnn.Generator.Emission.Layers.Rnn;

/// <summary>Prints the training of a vanilla RNN's cell.</summary>
internal sealed class RnnTrainingEmitter : CellTrainingEmitter
{
    private readonly RnnTrainingPlan _plan;

    public RnnTrainingEmitter(RnnTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameTape(plan.Transposed, Name + "HiddenTransposed");
        scope.NameWeights(plan.Block, Name + "HiddenWeight");
    }

    protected override void EmitForwardStep()
    {
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {Scope.Weight(_plan.Block)}, {Columns}, {Gates}, {Columns});");
        Scope.Line($"Rnn::Tape.TapeCells.Rnn{_plan.Nonlinearity}Forward(batch, {Place.Padded}, {Gates}, {After(Hidden)});");
    }

    protected override SequenceCell? Sequence => new RnnSequence(_plan, Scope);

    protected override IEnumerable<(SequenceProduct Product, string Matrix, int Panels)> SequenceMatrices =>
        [(_plan.Sequence, Scope.Weight(_plan.Block), _plan.Transposed)];

    protected override void EmitTransposes() => EmitTransposed(Place.Units, _plan.Block, _plan.Transposed, Columns);

    protected override void EmitBackwardStep()
    {
        Scope.Comment("da_t = dL/dh_t * f'(a_t), then dL/dh_{t-1} += U^T da_t");
        Scope.Line($"Rnn::Tape.TapeCells.Rnn{_plan.Nonlinearity}Backward(batch, {Place.Padded}, {After(Hidden)}, {GradientAfter(Hidden)}, {Gates});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Place.Padded}, {Gates}, {Columns}, {Scope.Tape(_plan.Transposed)}, {Place.Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients() =>
        Scope.EmitOuter(Place.Units, Columns, Scope.Tape(Hidden.Offset), Hidden.Stride, Scope.Tape(_plan.Gate), Columns, _plan.Block);
}
