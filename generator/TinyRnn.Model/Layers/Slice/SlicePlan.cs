namespace TinyRnn.Model.Layers.Slice;

/// <summary>A place in the memory of its input.</summary>
internal sealed record SlicePlan : LayerPlan
{
    public SlicePlan(LayerContext context, SliceSpec spec)
        : base(context, spec.Size, isStateful: false)
    {
        First = spec.First;
        int channels = context.Previous?.PositionChannels ?? 0;
        PositionChannels = channels > 0 && First % channels == 0 && OutputSize % channels == 0 ? channels : 0;
    }

    /// <summary>The first value of the input that is taken.</summary>
    public int First { get; }

    public override long ScratchLength => 0;

    public override bool HandsOn => true;

    /// <summary>As the last layer it is copied out of what it lies in.</summary>
    public override IEnumerable<int> ReadWithOutput => [InputValue];

    /// <summary>Those of its input, if whole positions are taken.</summary>
    public override int PositionChannels { get; }

    public override long MultiplyAdds => 0;

    public override string Description => $"Slice({First}, {OutputSize})";

    public override SettingFault? Misfit => (long)First + OutputSize <= InputSize ? null : new(
        "", $"takes values {First} to {(long)First + OutputSize - 1}, but what it reads has {InputSize}: 0 to {InputSize - 1}",
        "take values that are there, or read another value by From");

    public override SettingFault? Unused => First == 0 && OutputSize == InputSize
        ? new("size", Description, "it takes all that it reads; leave it out")
        : null;

    public override LayerTrainingPlan Train(TrainingContext context) => new SliceTrainingPlan(this, context);
}
