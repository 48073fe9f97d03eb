using TinyRnn.Generator.Emission.Layers.Recurrent;
using TinyRnn.Generator.Emission.Sequences;
using TinyRnn.Model.Layers.Gru;

namespace TinyRnn.Generator.Emission.Layers.Gru;

/// <summary>Prints the training of a GRU cell whose reset gate scales h_{t-1} before the candidate's product: a step has two products after another.</summary>
internal sealed class GruResetBeforeTrainingEmitter : CellTrainingEmitter
{
    private readonly GruResetBeforeTrainingPlan _plan;

    public GruResetBeforeTrainingEmitter(GruResetBeforeTrainingPlan plan, TrainingScope scope)
        : base(plan, scope)
    {
        _plan = plan;
        scope.NameTape(plan.Gate + (2 * plan.Place.Padded), Name + "Candidate");
        scope.NameValue(plan.ResetHidden, Name + "ResetHidden");
        scope.NameTape(plan.GateTransposed, Name + "GateTransposed");
        scope.NameTape(plan.CandidateTransposed, Name + "CandidateTransposed");
        scope.NameWeights(plan.GateBlock, Name + "GateWeight");
        scope.NameWeights(plan.CandidateBlock, Name + "CandidateWeight");
    }

    private int Padded => Place.Padded;

    private ValuePlan Reset => _plan.ResetHidden;

    private string Candidate => Scope.Tape(_plan.Gate + (2 * Padded), "row", Columns);

    private string ResetHidden => Scope.Tape(Reset.Offset, "row", Padded);

    private string ResetHiddenGradient => Scope.Tape(Reset.Gradient, "row", Padded);

    protected override void EmitForwardStep()
    {
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {2 * Padded}, {Before(Hidden)}, {Hidden.Stride}, {Scope.Weight(_plan.GateBlock)}, {2 * Padded}, {Gates}, {Columns});");
        Scope.Line($"Rnn::Tape.TapeCells.GruGatesForward(batch, {Padded}, {Gates}, {Before(Hidden)}, {ResetHidden}{Form});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {Padded}, {ResetHidden}, {Padded}, {Scope.Weight(_plan.CandidateBlock)}, {Padded}, {Candidate}, {Columns});");
        Scope.Line($"Rnn::Tape.TapeCells.GruCandidateForward(batch, {Padded}, {Gates}, {Before(Hidden)}, {After(Hidden)}{Form});");
    }

    protected override SequenceCell? Sequence => _plan.GateSequence is null ? null : new GruResetBeforeSequence(_plan, Scope);

    protected override IEnumerable<(SequenceProduct Product, string Matrix, int Panels)> SequenceMatrices =>
    [
        (_plan.GateSequence!, Scope.Weight(_plan.GateBlock), _plan.GateTransposed),
        (_plan.CandidateSequence!, Scope.Weight(_plan.CandidateBlock), _plan.CandidateTransposed),
    ];

    protected override IEnumerable<(int Place, int Stride)> SequenceRows => [(Reset.Offset, Padded)];

    protected override void EmitTransposes()
    {
        EmitTransposed(Place.Units, _plan.GateBlock, _plan.GateTransposed, 2 * Padded);
        EmitTransposed(Place.Units, _plan.CandidateBlock, _plan.CandidateTransposed, Padded);
    }

    protected override void EmitBackwardStep()
    {
        Scope.Comment("The candidate and z_t, then through U_n to r_t * h_{t-1}, then r_t, then through U_r and U_z to h_{t-1}");
        Scope.Line($"Rnn::Tape.TapeCells.GruCandidateBackward(batch, {Padded}, {Gates}, {Before(Hidden)}, {GradientAfter(Hidden)}, {GradientBefore(Hidden)}{Form});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Set(batch, {Padded}, {Padded}, {Candidate}, {Columns}, {Scope.Tape(_plan.CandidateTransposed)}, {Padded}, {ResetHiddenGradient}, {Padded});");
        Scope.Line($"Rnn::Tape.TapeCells.GruGatesBackward(batch, {Padded}, {Gates}, {Before(Hidden)}, {ResetHiddenGradient}, {GradientBefore(Hidden)}{Form});");
        Scope.Line(
            $"Rnn::Matrices.MatrixProduct.Add(batch, {2 * Padded}, {Padded}, {Gates}, {Columns}, {Scope.Tape(_plan.GateTransposed)}, {Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients()
    {
        Scope.EmitOuter(Place.Units, 2 * Padded, Scope.Tape(Hidden.Offset), Hidden.Stride, Scope.Tape(_plan.Gate), Columns, _plan.GateBlock);
        Scope.EmitOuter(Place.Units, Padded, Scope.Tape(Reset.Offset), Padded, Scope.Tape(_plan.Gate + (2 * Padded)), Columns, _plan.CandidateBlock);
    }
}
