namespace TinyRnn.Model.Training;

/// <summary>How one layer trains, in numbers: its places in the trainer's blocks.</summary>
internal abstract class LayerTrainingPlan(LayerPlan layer, TrainingContext context)
{
    public LayerPlan Layer => layer;

    public TrainingContext Context => context;

    public ValuePlan Input => context.Input(layer);

    public ValuePlan Output => context.Output(layer);

    /// <summary>The gradient of the input is added to what is there; otherwise it is set.</summary>
    public bool AddsToInput => context.IsShared(layer, layer.InputValue);

    /// <summary>Recurrent cells, one for each direction, in the order of the layer's hidden vectors.</summary>
    public virtual IReadOnlyList<CellTrainingPlan> Cells => [];
}
