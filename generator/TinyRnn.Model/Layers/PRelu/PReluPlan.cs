namespace TinyRnn.Model.Layers.PRelu;

/// <summary>ReLU with a learnt slope below 0, in numbers.</summary>
internal sealed record PReluPlan : LayerPlan
{
    public PReluPlan(LayerContext context, PReluSpec spec)
        : base(context, context.InputSize, isStateful: false) => IsShared = spec.IsShared;

    /// <summary>One slope for all channels.</summary>
    public bool IsShared { get; }

    public override long MultiplyAdds => OutputSize;

    public override string Description => IsShared ? "PRelu(shared)" : "PRelu";

    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override bool IsElementWise => true;

    public override LayerTrainingPlan Train(TrainingContext context) => new PReluTrainingPlan(this, context);
}
