namespace TinyRnn.Model.Layers.Magnitude;

/// <summary>Magnitudes in numbers: of each position, its real parts and then its imaginary ones.</summary>
internal sealed record MagnitudePlan : LayerPlan
{
    public MagnitudePlan(LayerContext context)
        : base(context, context.InputSize / 2, isStateful: false) =>
        InputChannels = context.Previous?.PositionChannels is > 0 and int channels ? channels : Math.Max(1, context.InputSize);

    /// <summary>Numbers of a position: without positions in front, of the whole step.</summary>
    public int InputChannels { get; }

    /// <summary>Complex numbers of a position.</summary>
    public int Bins => InputChannels / 2;

    public int Positions => InputSize / InputChannels;

    public override int PositionChannels => Bins;

    public override long MultiplyAdds => 0;

    /// <summary>A position's imaginary parts are read when the first magnitudes are written.</summary>
    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override string Description => Positions == 1 ? $"Magnitude({Bins})" : $"Magnitude({Positions} x {Bins})";

    public override SettingFault? Mismatch => InputChannels % 2 == 0 ? null
        : new(
            "Magnitude",
            $"{Counted.Of(InputChannels, "number")} in {(Positions == 1 ? "a step" : "each position")}, which are no pairs",
            "a position is K real parts and then K imaginary ones: give the layer in front an even number of channels")
        {
            Rule = SettingRule.Positions,
        };

    public override LayerTrainingPlan Train(TrainingContext context) => new MagnitudeTrainingPlan(this, context);
}
