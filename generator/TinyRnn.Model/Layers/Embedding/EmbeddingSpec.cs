namespace TinyRnn.Model.Layers.Embedding;

/// <summary>Token id to vector: one row of a table.</summary>
/// <param name="Vocabulary">Rows of the table.</param>
/// <param name="Size">Numbers of a vector.</param>
/// <param name="Column">Which value of the model's input is the id; <see langword="null"/>: the input is ids.</param>
/// <param name="GivenName">In weight files, if the user named it.</param>
internal sealed record EmbeddingSpec(int Vocabulary, int Size, int? Column, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "Embedding";

    public override bool ReadsTokens => Column is null;

    public override bool HasTable => ReadsTokens;

    public override bool ReadsModelInput => Column is not null;

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "embedding";

    public override LayerPlan Plan(LayerContext context)
    {
        Extent table = context.Parameters.Take((long)Vocabulary * Size);
        context.Tensors.Add(new(context.TensorName("weight"), new([Vocabulary, Size]), table.Offset));
        context.Initials.Add(new(table, InitialDistribution.Normal, 1));
        WeightFormat format = (long)Vocabulary * Size >= WeightFormats.FewestOfTable ? context.Format : WeightFormat.Float32;
        Extent integers = !format.IsInteger ? default : context.Packed.Take(
            (long)Vocabulary * EmbeddingPlan.RowPlacesOf(format, Size) * WeightFormats.PlaceBytes, LayerContext.PackedAlignment);
        return new EmbeddingPlan(context, this, format, integers);
    }
}
