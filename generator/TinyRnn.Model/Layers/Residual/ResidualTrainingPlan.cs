namespace TinyRnn.Model.Layers.Residual;

/// <summary>Training of a residual connection: the gradient goes both ways.</summary>
internal sealed class ResidualTrainingPlan : LayerTrainingPlan
{
    private readonly int _source;

    public ResidualTrainingPlan(ResidualPlan plan, TrainingContext context)
        : base(plan, context)
    {
        _source = plan.SourceValue;
        Channels = plan.Channels;
        context.Add(plan.Index + 1, context.TakeValue(plan.OutputSize, context.MaxRowsOf(plan)));
    }

    public int Channels { get; }

    /// <summary>What is added.</summary>
    public ValuePlan Source => Context.Read(Layer, _source);
}
