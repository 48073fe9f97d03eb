using TinyRnn.Generator.Emission.Training;
using TinyRnn.Generator.Layers.Recurrent;

namespace TinyRnn.Generator.Layers.Rnn;

/// <summary>Training of a vanilla RNN's cell.</summary>
internal sealed class RnnTraining : CellTraining
{
    private readonly string _function;
    private readonly int _block;
    private readonly int _transposed;

    public RnnTraining(CellPlace place, Nonlinearity nonlinearity)
        : base(place, gates: 1)
    {
        _function = $"Rnn{nonlinearity}";
        _block = place.Context.TakeWeights((long)place.Units * Columns);
        _transposed = place.Context.TakeTape((long)Columns * place.Padded);
        AddTensor(place.HiddenWeights, _block, 1, place.Units);
        AddTensor(place.Bias, InputBlock, 1, 1, place.BiasMultiplicity);
    }

    protected override void EmitForwardStep(TrainingScope scope)
    {
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Place.Units}, {Columns}, {Before(Hidden)}, {Hidden.Stride}, {TrainingScope.Weight(_block)}, {Columns}, {TrainingScope.Tape(Gate, "row", Columns)}, {Columns});");
        scope.Line($"Rnn::Tape.TapeCells.{_function}Forward(batch, {Place.Padded}, {TrainingScope.Tape(Gate, "row", Columns)}, {After(Hidden)});");
    }

    protected override void EmitBackwardStart(TrainingScope scope)
    {
        base.EmitBackwardStart(scope);
        EmitTransposed(scope, Place.Units, _block, _transposed, Columns);
    }

    protected override void EmitBackwardStep(TrainingScope scope)
    {
        scope.Comment("da_t = dL/dh_t * f'(a_t), then dL/dh_{t-1} += U^T da_t");
        scope.Line($"Rnn::Tape.TapeCells.{_function}Backward(batch, {Place.Padded}, {After(Hidden)}, {GradientAfter(Hidden)}, {TrainingScope.Tape(Gate, "row", Columns)});");
        scope.Line($"Rnn::Matrices.MatrixProduct.Add(batch, {Columns}, {Place.Padded}, {TrainingScope.Tape(Gate, "row", Columns)}, {Columns}, {TrainingScope.Tape(_transposed)}, {Place.Padded}, {GradientBefore(Hidden)}, {Hidden.Stride});");
    }

    protected override void EmitHiddenGradients(TrainingScope scope) =>
        scope.EmitOuter(Place.Units, Columns, TrainingScope.Tape(Hidden.Offset), Hidden.Stride, TrainingScope.Tape(Gate), Columns, _block);
}
