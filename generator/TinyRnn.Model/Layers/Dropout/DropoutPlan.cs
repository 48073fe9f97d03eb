using System.Globalization;

namespace TinyRnn.Model.Layers.Dropout;

/// <summary>Nothing but a name where the model serves: the value passes.</summary>
internal sealed record DropoutPlan : LayerPlan
{
    public DropoutPlan(LayerContext context, DropoutSpec spec)
        : base(context, context.InputSize, isStateful: false)
    {
        Rate = spec.Rate;
        PositionChannels = context.Previous?.PositionChannels ?? 0;
    }

    public float Rate { get; }

    public override long ScratchLength => 0;

    public override bool HandsOn => true;

    /// <summary>Those of its input.</summary>
    public override int PositionChannels { get; }

    public override long MultiplyAdds => 0;

    public override string Description => $"Dropout({Rate.ToString(CultureInfo.InvariantCulture)})";

    /// <summary>The rate is no part of it: a training may change it on the way.</summary>
    public override string Signature => "Dropout";

    public override LayerTrainingPlan Train(TrainingContext context) => new DropoutTrainingPlan(this, context);
}
