namespace TinyRnn.Model.Layers.Join;

/// <summary>Several values made one, in numbers.</summary>
internal sealed record JoinPlan : LayerPlan
{
    public JoinPlan(LayerContext context, JoinSpec spec)
        : base(context, SizeOf(context, spec), isStateful: false)
    {
        Joined = spec.Joined;
        Values = new(context.Reads.All);
        Sizes = new(Values.Select(context.SizeOf));
        Description = $"{Kind}({string.Join(", ", Values.Select(context.NameOf))})";
        UnusedSource = spec.From;
        PositionChannels = IsConcat ? 0 : context.Previous?.PositionChannels ?? 0;
        if (spec.IsOutputs)
            Parts = new(spec.Values.Select((name, index) => new OutputPart(MemberName.Of(name), Sizes.Take(index).Sum(), Sizes[index])));
    }

    public JoinKind Joined { get; }

    /// <summary>They lie side by side, otherwise value meets value.</summary>
    public bool IsConcat => Joined is JoinKind.Concat or JoinKind.Outputs;

    /// <summary>The values by number, in their order.</summary>
    public EquatableArray<int> Values { get; }

    /// <summary>Their sizes.</summary>
    public EquatableArray<int> Sizes { get; }

    public override EquatableArray<OutputPart> Parts { get; }

    /// <summary>Those of what is added or multiplied; side by side, positions mean nothing.</summary>
    public override int PositionChannels { get; }

    public override string Description { get; }

    /// <summary>By number, because names of layers in the code are no part of the function.</summary>
    public override string Signature => $"{Kind}({string.Join(", ", Values)})";

    /// <summary>Contained in the signature.</summary>
    public override string PlacedSignature => Signature;

    public override long MultiplyAdds => 0;

    public override IEnumerable<int> ReadWithOutput => Reads.All;

    /// <summary>Of two values; a third one would be read when the output is there already.</summary>
    public override bool IsElementWise => !IsConcat && Values.Count <= 2;

    public override SettingFault? Misfit => IsConcat || Sizes.Distinct().Count() == 1
        ? null
        : new("", $"joins values of {string.Join(" and ", Sizes)} numbers", "give them one size, or use [Concat]");

    private ForeignText? UnusedSource { get; }

    public override SettingFault? Unused => UnusedSource is null ? null : new("From", "From", $"[{Kind}] names all that it reads; leave it out");

    public override LayerTrainingPlan Train(TrainingContext context) => new JoinTrainingPlan(this, context);

    /// <summary>Where a value begins in the output.</summary>
    public int OffsetOf(int index) => IsConcat ? Sizes.Take(index).Sum() : 0;

    private static int SizeOf(LayerContext context, JoinSpec spec) =>
        spec.Joined is JoinKind.Concat or JoinKind.Outputs
            ? (int)Math.Min(int.MaxValue, context.Reads.All.Sum(value => (long)context.SizeOf(value)))
            : context.InputSize;
}
