using TinyRnn.Model.Layers.Gru;
using TinyRnn.Model.Layers.Lstm;
using TinyRnn.Model.Layers.Rnn;

namespace TinyRnn.Model.Layers.Recurrent;

/// <summary>
/// Training of an LSTM, GRU or RNN layer. The reverse direction of a bidirectional layer is the same layer on the reversed sequences.
/// </summary>
internal sealed class RecurrentTrainingPlan : LayerTrainingPlan
{
    private readonly List<CellTrainingPlan> _cells = [];

    public RecurrentTrainingPlan(RecurrentPlan plan, TrainingContext context)
        : base(plan, context)
    {
        int rows = context.MaxRowsOf(plan);
        foreach (DirectionPlan direction in plan.Directions)
        {
            ValuePlan input = Input;
            if (direction.IsReverse)
                input = ReversedInput = context.TakeValue(plan.InputSize, rows);
            ValuePlan hidden = context.TakeValue(plan.HiddenSize, rows, earlierSteps: 1);
            _cells.Add(Train(plan.Of(direction).Shape, new CellPlace(plan, plan.Shape.Gates, plan.HasBias, plan.IsOneHot, direction, context, input, hidden)));
        }

        context.Add(plan.Index + 1, plan.IsBidirectional ? context.TakeValue(plan.OutputSize, rows) : _cells[0].Hidden);
    }

    public override IReadOnlyList<CellTrainingPlan> Cells => _cells;

    /// <summary>What the reverse direction reads.</summary>
    public ValuePlan? ReversedInput { get; }

    private static CellTrainingPlan Train(CellShape shape, CellPlace place) => shape.Kind switch
    {
        CellKind.Lstm or CellKind.LstmPeephole or CellKind.LstmCoupled => new LstmTrainingPlan(place, shape),
        CellKind.GruResetAfter => new GruResetAfterTrainingPlan(place, shape),
        CellKind.GruResetBefore => new GruResetBeforeTrainingPlan(place, shape),
        CellKind.RnnRelu => new RnnTrainingPlan(place, Nonlinearity.Relu),
        _ => new RnnTrainingPlan(place, Nonlinearity.Tanh),
    };
}
