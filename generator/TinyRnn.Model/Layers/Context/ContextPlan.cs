namespace TinyRnn.Model.Layers.Context;

/// <summary>The last numbers of the step before and then those of this one, side by side in memory of their own.</summary>
internal sealed record ContextPlan : LayerPlan
{
    public ContextPlan(LayerContext context, int values, StateVector past)
        : base(context, (int)Math.Min(int.MaxValue, (long)context.InputSize + values), isStateful: true)
    {
        Values = values;
        Past = past;
        PositionChannels = context.Previous?.PositionChannels is { } channels && channels > 0 && values % channels == 0 ? channels : 0;
    }

    /// <summary>Numbers of the step before.</summary>
    public int Values { get; }

    /// <summary>Where they are kept.</summary>
    public StateVector Past { get; }

    /// <summary>Whole positions of the step before leave positions.</summary>
    public override int PositionChannels { get; }

    public override long ScratchLength => OutputSize;

    public override long MultiplyAdds => 0;

    /// <summary>The past is written before the input is read.</summary>
    public override IEnumerable<int> ReadWithOutput => [InputValue];

    public override string Description => $"Context({Values})";

    public override SettingFault? Mismatch => Values <= InputSize ? null
        : new(
            "values",
            $"{Counted.Of(Values, "value")} of the step before, but a step has {InputSize}",
            "a context is the end of one step: give at most as many, or use [Window] for several steps")
        {
            Rule = SettingRule.Context,
            Argument = 0,
        };

    public override LayerTrainingPlan Train(TrainingContext context) => new ContextTrainingPlan(this, context);
}
