using TinyRnn.Generator.Emission.Layers.Gru;
using TinyRnn.Generator.Emission.Layers.Lstm;
using TinyRnn.Generator.Emission.Layers.Rnn;
using TinyRnn.Model.Layers.Gru;
using TinyRnn.Model.Layers.Lstm;
using TinyRnn.Model.Layers.Recurrent;
using TinyRnn.Model.Layers.Rnn;

namespace TinyRnn.Generator.Emission.Layers.Recurrent;

/// <summary>From a kind of cell to what prints it: a new cell is a line in each table.</summary>
internal static class CellTexts
{
    private static readonly Dictionary<CellKind, CellText> s_cells = new()
    {
        [CellKind.Lstm] = LstmCell.Text,
        [CellKind.LstmPeephole] = LstmCell.Peephole,
        [CellKind.GruResetAfter] = GruCells.ResetAfter,
        [CellKind.GruResetBefore] = GruCells.ResetBefore,
        [CellKind.RnnTanh] = RnnCells.Tanh,
        [CellKind.RnnRelu] = RnnCells.Relu,
    };

    private static readonly Dictionary<Type, Func<CellTrainingPlan, TrainingScope, CellTrainingEmitter>> s_trainings = new()
    {
        [typeof(LstmTrainingPlan)] = (plan, scope) => new LstmTrainingEmitter((LstmTrainingPlan)plan, scope),
        [typeof(GruResetAfterTrainingPlan)] = (plan, scope) => new GruResetAfterTrainingEmitter((GruResetAfterTrainingPlan)plan, scope),
        [typeof(GruResetBeforeTrainingPlan)] = (plan, scope) => new GruResetBeforeTrainingEmitter((GruResetBeforeTrainingPlan)plan, scope),
        [typeof(RnnTrainingPlan)] = (plan, scope) => new RnnTrainingEmitter((RnnTrainingPlan)plan, scope),
    };

    public static CellText Of(RecurrentPlan layer) => layer.Shape.IsFree ? FreeCells.Of(layer.Shape) : s_cells[layer.Shape.Kind];

    public static CellTrainingEmitter Train(CellTrainingPlan plan, TrainingScope scope) => s_trainings[plan.GetType()](plan, scope);
}
