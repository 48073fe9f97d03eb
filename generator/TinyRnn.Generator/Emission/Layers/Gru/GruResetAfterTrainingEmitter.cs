using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Gru;

namespace TinyRnn.Generator.Emission.Layers.Gru;

/// <summary>Prints the training of a GRU cell whose reset gate scales the finished product U_n h + b_m.</summary>
internal sealed class GruResetAfterTrainingEmitter : CellTrainingEmitter
{
    private readonly GruResetAfterTrainingPlan _plan;

    public GruResetAfterTrainingEmitter(GruResetAfterTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameTape(plan.HiddenSums, Name + "HiddenSums");
        scope.NameTape(plan.Transposed, Name + "HiddenTransposed");
        scope.NameWeights(plan.Block, Name + "HiddenBias");
        scope.NameWeights(plan.Block + Columns, Name + "HiddenWeight");
    }

    private string Sums => Scope.Tape(_plan.HiddenSums, "row", Columns);

    protected override void EmitForwardStep()
    {
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Affine(batch, {Place.Units}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {Scope.Weight(_plan.Block)}, {Sums}, {Columns});");
        Scope.Line($"Rnn::Tape.TapeCells.GruForward(batch, {Place.Padded}, {Gates}, {Sums}, {Before(Hidden)}, {After(Hidden)}{Form});");
    }

    protected override SequenceCell? Sequence => _plan.Sequence is null ? null : new GruResetAfterSequence(_plan, Scope);

    protected override IEnumerable<(SequenceProduct Product, string Matrix, int Panels)> SequenceMatrices =>
        [(_plan.Sequence!, Scope.Weight(_plan.Block + Columns), _plan.Transposed)];

    protected override IEnumerable<int> SumGradients => [_plan.Gate, _plan.HiddenSums];

    protected override void EmitTransposes() => EmitTransposed(Place.Units, _plan.Block + Columns, _plan.Transposed, Columns);

    protected override void EmitBackwardStep()
    {
        Scope.Comment("da_t and the gradient of the hidden sums from dL/dh_t, then dL/dh_{t-1} += z_t dL/dh_t + U^T of the latter");
        Scope.Line(
            $"Rnn::Tape.TapeCells.GruBackward(batch, {Place.Padded}, {Gates}, {Sums}, {Before(Hidden)}, {GradientAfter(Hidden)}, {GradientBefore(Hidden)}{Form});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Place.Padded}, {Sums}, {Columns}, {Scope.Tape(_plan.Transposed)}, {Place.Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients() =>
        Scope.EmitWeightGradients(Place.Units, Columns, Scope.Tape(Hidden.Offset), Hidden.Stride, Scope.Tape(_plan.HiddenSums), _plan.Block);
}
