using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>Training of a GRU cell whose reset gate scales h_{t-1} before the candidate's product: a step has two products after another.</summary>
internal sealed class GruResetBeforeTraining : CellTraining
{
    private readonly ValuePlan _resetHidden;
    private readonly int _gateBlock;
    private readonly int _gateTransposed;
    private readonly int _candidateBlock;
    private readonly int _candidateTransposed;

    public GruResetBeforeTraining(CellPlace place)
        : base(place, gates: 3)
    {
        TrainingContext context = place.Context;
        _resetHidden = context.TakeValue(place.Units, place.MaxRows);
        _gateBlock = context.TakeWeights((long)place.Units * 2 * place.Padded);
        _candidateBlock = context.TakeWeights((long)place.Units * place.Padded);
        _gateTransposed = context.TakeTape(2L * place.Padded * place.Padded);
        _candidateTransposed = context.TakeTape((long)place.Padded * place.Padded);
        AddTensor(place.HiddenWeights, _gateBlock, 2, place.Units);
        AddTensor(place.HiddenWeights + (2 * place.Units * place.Units), _candidateBlock, 1, place.Units);
        AddTensor(place.Bias, InputBlock, 3, 1, place.BiasMultiplicity);
    }

    private int Padded => Place.Padded;

    private string Gated => TrainingScope.Tape(Gate, "row", Columns);

    private string Candidate => TrainingScope.Tape($"{Gate + (2 * Padded)} + (row * {Columns})");

    private string ResetHidden => TrainingScope.Tape(_resetHidden.Offset, "row", Padded);

    private string ResetHiddenGradient => TrainingScope.Tape(_resetHidden.Gradient, "row", Padded);

    protected override void EmitForwardStep(TrainingScope scope)
    {
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {2 * Padded}, {Before(Hidden)}, {Hidden.Stride}, {TrainingScope.Weight(_gateBlock)}, {2 * Padded}, {Gated}, {Columns});");
        scope.Line($"Rnn::Tape.TapeCells.GruGatesForward(batch, {Padded}, {Gated}, {Before(Hidden)}, {ResetHidden});");
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {Padded}, {ResetHidden}, {Padded}, {TrainingScope.Weight(_candidateBlock)}, {Padded}, {Candidate}, {Columns});");
        scope.Line($"Rnn::Tape.TapeCells.GruCandidateForward(batch, {Padded}, {Gated}, {Before(Hidden)}, {After(Hidden)});");
    }

    protected override void EmitBackwardStart(TrainingScope scope)
    {
        base.EmitBackwardStart(scope);
        EmitTransposed(scope, Place.Units, _gateBlock, _gateTransposed, 2 * Padded);
        EmitTransposed(scope, Place.Units, _candidateBlock, _candidateTransposed, Padded);
    }

    protected override void EmitBackwardStep(TrainingScope scope)
    {
        scope.Comment("The candidate and z_t, then through U_n to r_t * h_{t-1}, then r_t, then through U_r and U_z to h_{t-1}");
        scope.Line($"Rnn::Tape.TapeCells.GruCandidateBackward(batch, {Padded}, {Gated}, {Before(Hidden)}, {GradientAfter(Hidden)}, {GradientBefore(Hidden)});");
        scope.Line($"Rnn::Matrices.MatrixProduct.Set(batch, {Padded}, {Padded}, {Candidate}, {Columns}, {TrainingScope.Tape(_candidateTransposed)}, {Padded}, {ResetHiddenGradient}, {Padded});");
        scope.Line($"Rnn::Tape.TapeCells.GruGatesBackward(batch, {Padded}, {Gated}, {Before(Hidden)}, {ResetHiddenGradient}, {GradientBefore(Hidden)});");
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {2 * Padded}, {Padded}, {Gated}, {Columns}, {TrainingScope.Tape(_gateTransposed)}, {Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients(TrainingScope scope)
    {
        scope.EmitOuter(Place.Units, 2 * Padded, TrainingScope.Tape(Hidden.Offset), Hidden.Stride, TrainingScope.Tape(Gate), Columns, _gateBlock);
        scope.EmitOuter(Place.Units, Padded, TrainingScope.Tape(_resetHidden.Offset), Padded, TrainingScope.Tape(Gate + (2 * Padded)), Columns, _candidateBlock);
    }
}
