namespace TinyRnn.Model.Layers.Embedding;

/// <summary>
/// An embedding table; steps read its rows where they lie in the parameter block, so it is not packed, unless it is stored in integers: then a row is its scale
/// and the integers after it.
/// </summary>
internal sealed record EmbeddingPlan : LayerPlan
{
    public EmbeddingPlan(LayerContext context, EmbeddingSpec spec, WeightFormat format, Extent integers)
        : base(context, spec.Size, isStateful: false)
    {
        Rows = spec.Vocabulary;
        Format = format;
        Integers = integers;
        UnusedSource = spec.Column is null ? null : spec.From;
        if (spec.Column is { } column)
            Category = new(column, Rows);
    }

    /// <summary>Rows of the table.</summary>
    public int Rows { get; }

    /// <summary>How the table is stored.</summary>
    public WeightFormat Format { get; }

    public override bool HasIntegers => Format.IsInteger;

    /// <summary>Of integers, their place in the packed block, in bytes.</summary>
    public Extent Integers { get; }

    /// <summary>Places of a row of integers.</summary>
    public int RowPlaces => RowPlacesOf(Format, OutputSize);

    /// <inheritdoc cref="RowPlaces"/>
    public static int RowPlacesOf(WeightFormat format, int size) => 1 + format.Walked(size);

    public override TablePacking? TablePacking => HasIntegers ? new(Parameters, Integers, OutputSize, Format) : null;

    /// <summary>No panels: the block says which rows are rounded.</summary>
    public override IEnumerable<PanelRecipe> Packing => !HasIntegers ? [] :
        [new(new(Integers.Offset, 0), Rows, default, new([new(Parameters.Offset, OutputSize, OutputSize, new([SumScale.One]), Format: new(Format))]))];

    public override long ScratchLength => HasIntegers ? OutputSize : 0;

    public override int Vocabulary => Category is null ? Rows : 0;

    public override (int Rows, int Size)? Table => (Rows, OutputSize);

    public override CategoryColumn? Category { get; }

    private ForeignText? UnusedSource { get; }

    public override SettingFault? Misfit => Category is not { } category || category.Column < InputSize ? null : new(
        "Column", $"reads value {category.Column} of the model's input, which has {InputSize}: 0 to {InputSize - 1}",
        "set Column to the place of the category among them");

    public override SettingFault? Unused => UnusedSource is null ? null : new("From", "From", "with Column it reads the model's input; leave it out");

    public override long MultiplyAdds => 0;

    public override string Description => $"Embedding({Words}{(HasIntegers ? $", {Format.Words}" : "")})";

    /// <summary>What makes it this function of its parameters: not how they are stored.</summary>
    public override string Signature => $"Embedding({Words})";

    private string Words => Category is null ? $"{Rows}, {OutputSize}" : $"{Rows}, {OutputSize}, value {Category.Column} of the input";

    public override LayerTrainingPlan Train(TrainingContext context) => new EmbeddingTrainingPlan(this, context);
}
