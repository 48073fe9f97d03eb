namespace TinyRnn.Model.Layers.Scale;

/// <summary>A scale and a shift for each channel, then bounds.</summary>
/// <param name="HasShift">There are shifts.</param>
/// <param name="Low">The least result; <see langword="null"/>: none is too small.</param>
/// <param name="High">The largest result; <see langword="null"/>: none is too large.</param>
/// <param name="GivenName">Prefix in weight files.</param>
internal sealed record ScaleSpec(bool HasShift, float? Low, float? High, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "Scale";

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "scale";

    public override LayerPlan Plan(LayerContext context)
    {
        if (HasShift)
            context.TakeChannels();
        else
            context.TakeChannels("weight", 1);
        return new ScalePlan(context, this);
    }
}
