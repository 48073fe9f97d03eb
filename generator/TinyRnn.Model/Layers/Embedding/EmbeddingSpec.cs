namespace TinyRnn.Model.Layers.Embedding;

/// <summary>Token id to vector: one row of a table.</summary>
internal sealed record EmbeddingSpec(int Vocabulary, int Size, ForeignText? GivenName) : LayerSpec
{
    public override string Kind => "Embedding";

    public override bool ReadsTokens => true;

    public override ForeignText? Name => GivenName;

    public override string DefaultName => "embedding";

    public override LayerPlan Plan(LayerContext context)
    {
        Extent table = context.Parameters.Take((long)Vocabulary * Size);
        context.Tensors.Add(new(context.TensorName("weight"), new([Vocabulary, Size]), table.Offset));
        context.Initials.Add(new(table, InitialDistribution.Normal, 1));
        return new EmbeddingPlan(context, this);
    }
}
