namespace TinyRnn.Model.Layers.Embedding;

/// <summary>An embedding table; the kernels read its rows where they lie in the parameter block, so it is not packed.</summary>
internal sealed record EmbeddingPlan : LayerPlan
{
    public EmbeddingPlan(LayerContext context, EmbeddingSpec spec)
        : base(context, spec.Size, isStateful: false)
    {
        Rows = spec.Vocabulary;
        UnusedSource = spec.Column is null ? null : spec.From;
        if (spec.Column is { } column)
            Category = new(column, Rows);
    }

    /// <summary>Rows of the table.</summary>
    public int Rows { get; }

    public override int Vocabulary => Category is null ? Rows : 0;

    public override (int Rows, int Size)? Table => (Rows, OutputSize);

    public override CategoryColumn? Category { get; }

    private ForeignText? UnusedSource { get; }

    public override SettingFault? Misfit => Category is not { } category || category.Column < InputSize ? null : new(
        "Column", $"reads value {category.Column} of the model's input, which has {InputSize}: 0 to {InputSize - 1}",
        "set Column to the place of the category among them");

    public override SettingFault? Unused => UnusedSource is null ? null : new("From", "From", "with Column it reads the model's input; leave it out");

    public override long MultiplyAdds => 0;

    public override string Description => Category is null
        ? $"Embedding({Rows}, {OutputSize})"
        : $"Embedding({Rows}, {OutputSize}, value {Category.Column} of the input)";

    public override LayerTrainingPlan Train(TrainingContext context) => new EmbeddingTrainingPlan(this, context);
}
