namespace TinyRnn.Model.Layers.Residual;

/// <summary>A sum of two values.</summary>
internal sealed record ResidualPlan : LayerPlan
{
    public ResidualPlan(LayerContext context, ResidualSpec spec)
        : base(context, context.InputSize, isStateful: false)
    {
        PositionChannels = context.Previous?.PositionChannels ?? 0;
        Channels = spec.Channels == 0 ? context.InputSize : spec.Channels;
        Misfit = MisfitOf(spec, context.SizeOf(context.Reads.Sources[0]), context.InputSize);
    }

    /// <summary>What is added: 0 is the model's input, k + 1 the output of layer k.</summary>
    public int SourceValue => Reads.Sources[0];

    /// <summary>How many leading values are added.</summary>
    public int Channels { get; }

    public override SettingFault? Misfit { get; }

    /// <summary>Those of its input.</summary>
    public override int PositionChannels { get; }

    public override long MultiplyAdds => 0;

    public override string Description => Channels == OutputSize ? "Residual" : $"Residual({Channels} of {Counted.Of(OutputSize, "channel")})";

    public override string Signature => $"{Description} over {Index - SourceValue} layer{(Index - SourceValue == 1 ? "" : "s")}";

    public override IEnumerable<int> ReadWithOutput => Reads.All;

    public override bool IsElementWise => true;

    private static SettingFault? MisfitOf(ResidualSpec spec, int source, int input)
    {
        if (spec.Channels == 0)
            return source == input
                ? null
                : new("", $"adds {Count(source)} to {input}", "make both sizes equal, or set Channels to add only the leading values");
        return spec.Channels <= source && spec.Channels <= input
            ? null
            : new("Channels", $"adds {Counted.Of(spec.Channels, "channel")}, but {Count(source)} meet {input}", "set Channels to the smaller of both or less");
    }

    private static string Count(int values) => Counted.Of(values, "value");

    public override LayerTrainingPlan Train(TrainingContext context) => new ResidualTrainingPlan(this, context);
}
