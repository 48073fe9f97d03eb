using TinyRnn.Model.Layers.Window;

namespace TinyRnn.Model.Layers.History;

/// <summary>All inputs so far, filled from the buffer's end, so that they lie newest first in one piece.</summary>
internal sealed record HistoryPlan : LayerPlan
{
    public HistoryPlan(LayerContext context, int maxSteps, StateVector buffer, StateCounter steps)
        : base(context, LayerContext.Product(context.InputSize, maxSteps), isStateful: true)
    {
        MaxSteps = maxSteps;
        Buffer = buffer;
        Steps = steps;
    }

    public int MaxSteps { get; }

    public StateVector Buffer { get; }

    public StateCounter Steps { get; }

    public override SequenceLimit? Limit => new(Steps, MaxSteps);

    public override bool GivesGrowingOutput => true;

    public override long MultiplyAdds => 0;

    public override string Description => $"History({MaxSteps})";

    public override LayerTrainingPlan Train(TrainingContext context) => new WindowTrainingPlan(this, context, MaxSteps);
}
