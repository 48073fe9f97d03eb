using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Layers.Recurrent;
using TinyRnn.Generator.Planning.Training;

namespace TinyRnn.Generator.Layers.Gru;

/// <summary>
/// Training of a GRU cell whose reset gate scales the finished product U_n h + b_m: input and hidden sums, and their gradients, are kept apart.
/// </summary>
internal sealed class GruResetAfterTraining : CellTraining
{
    private readonly int _hiddenSums;
    private readonly int _block;
    private readonly int _transposed;

    public GruResetAfterTraining(CellPlace place)
        : base(place, gates: 3)
    {
        TrainingContext context = place.Context;
        _hiddenSums = context.TakeTape((long)place.MaxRows * Columns);
        _block = context.TakeWeights((1 + (long)place.Units) * Columns);
        _transposed = context.TakeTape((long)Columns * place.Padded);
        AddTensor(place.HiddenWeights, _block + Columns, 3, place.Units);

        // The biases of r and z are sums, those of the candidate's two parts are not. The hidden product's bias row has only the latter: its first two thirds belong to no tensor.
        AddTensor(place.Bias, InputBlock, 2, 1, place.BiasMultiplicity);
        AddTensor(place.Bias + (2 * place.Units), InputBlock + (2 * place.Padded), 1, 1);
        AddTensor(place.Bias + (3 * place.Units), _block + (2 * place.Padded), 1, 1);
    }

    private string Sums => TrainingScope.Tape(_hiddenSums, "row", Columns);

    private string Gated => TrainingScope.Tape(Gate, "row", Columns);

    protected override void EmitForwardStep(TrainingScope scope)
    {
        scope.Line($"Rnn::Matrices.MatrixProduct.Affine(batch, {Place.Units}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {TrainingScope.Weight(_block)}, {Sums}, {Columns});");
        scope.Line($"Rnn::Tape.TapeCells.GruForward(batch, {Place.Padded}, {Gated}, {Sums}, {Before(Hidden)}, {After(Hidden)});");
    }

    protected override void EmitBackwardStart(TrainingScope scope)
    {
        base.EmitBackwardStart(scope);
        EmitTransposed(scope, Place.Units, _block + Columns, _transposed, Columns);
    }

    protected override void EmitBackwardStep(TrainingScope scope)
    {
        scope.Comment("da_t and the gradient of the hidden sums from dL/dh_t, then dL/dh_{t-1} += z_t dL/dh_t + U^T of the latter");
        scope.Line($"Rnn::Tape.TapeCells.GruBackward(batch, {Place.Padded}, {Gated}, {Sums}, {Before(Hidden)}, {GradientAfter(Hidden)}, {GradientBefore(Hidden)});");
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Place.Padded}, {Sums}, {Columns}, {TrainingScope.Tape(_transposed)}, {Place.Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients(TrainingScope scope) =>
        scope.EmitWeightGradients(Place.Units, Columns, TrainingScope.Tape(Hidden.Offset), Hidden.Stride, TrainingScope.Tape(_hiddenSums), _block);
}
