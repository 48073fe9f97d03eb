namespace TinyRnn.Model.Layers.Embedding;

/// <summary>An embedding table; the kernels read its rows where they lie in the parameter block, so it is not packed.</summary>
internal sealed record EmbeddingPlan : LayerPlan
{
    public EmbeddingPlan(LayerContext context, EmbeddingSpec spec)
        : base(context, spec.Size, isStateful: false) => Vocabulary = spec.Vocabulary;

    public override int Vocabulary { get; }

    public override long MultiplyAdds => 0;

    public override string Description => $"Embedding({Vocabulary}, {OutputSize})";

    public override LayerTrainingPlan Train(TrainingContext context) => new EmbeddingTrainingPlan(this, context);
}
