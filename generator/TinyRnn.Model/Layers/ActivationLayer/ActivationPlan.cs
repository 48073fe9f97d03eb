namespace TinyRnn.Model.Layers.ActivationLayer;

/// <summary>A function of each value, in numbers.</summary>
internal sealed record ActivationPlan : LayerPlan
{
    public ActivationPlan(LayerContext context, ActivationSpec spec)
        : base(context, context.InputSize, isStateful: false)
    {
        PositionChannels = context.Previous?.PositionChannels ?? 0;
        Function = spec.Function;
    }

    public Function Function { get; }

    public override Activation OutputActivation => Function.Kind;

    /// <summary>Those of its input.</summary>
    public override int PositionChannels { get; }

    public override long MultiplyAdds => 0;

    public override string Description => $"Activation({Function.Words})";

    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override bool IsElementWise => true;

    public override SettingFault? Unused => Function.Exists
        ? Function.UnusedSlope
        : new("activation", "Activation.Identity", "it leaves every value as it is; name a function, or leave [Activation] out");

    public override LayerTrainingPlan Train(TrainingContext context) => new ActivationTrainingPlan(this, context);
}
