namespace TinyRnn.Model.Layers.Window;

/// <summary>A ring of the last inputs, each kept twice so that the window is always one piece.</summary>
internal sealed record WindowPlan : LayerPlan
{
    public WindowPlan(LayerContext context, int steps, StateVector ring, StateCounter position)
        : base(context, LayerContext.Product(context.InputSize, steps), isStateful: true)
    {
        Steps = steps;
        Ring = ring;
        Position = position;
    }

    public int Steps { get; }

    public StateVector Ring { get; }

    public StateCounter Position { get; }

    public override long MultiplyAdds => 0;

    /// <summary>The next input takes the place of the oldest.</summary>
    public override bool OverwritesOutput => true;

    public override string Description => $"Window({Steps})";

    public override LayerTrainingPlan Train(TrainingContext context) => new WindowTrainingPlan(this, context, Steps);
}
