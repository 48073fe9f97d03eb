namespace TinyRnn.Model.Layers.MergeDirections;

/// <summary>Two halves that become one, in numbers.</summary>
internal sealed record MergeDirectionsPlan : LayerPlan
{
    public MergeDirectionsPlan(LayerContext context, DirectionMerge how)
        : base(context, Math.Max(1, context.InputSize / 2), isStateful: false) => How = how;

    public DirectionMerge How { get; }

    public override long MultiplyAdds => 0;

    /// <summary>The first results are written before the second half is read.</summary>
    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override string Description => $"MergeDirections({How})";

    public override SettingFault? Mismatch => InputSize % 2 == 0 ? null
        : new("how", $"{Counted.Of(InputSize, "input")}, which are no two halves", "put it behind a layer with Bidirectional = true, whose directions stand "
        + "side by side")
        {
            Argument = 0,
        };

    public override LayerTrainingPlan Train(TrainingContext context) => new MergeDirectionsTrainingPlan(this, context);
}
